package greenbelt.telemetry;

import java.util.HexFormat;

/// Ids of 16 hex digits as numbers, which is how they take least room.
final class Hex {
    private static final HexFormat FORMAT = HexFormat.of();

    private Hex() {}

    static String of(long value) {
        return FORMAT.toHexDigits(value);
    }

    static long toLong(String digits) {
        return HexFormat.fromHexDigitsToLong(digits);
    }
}
