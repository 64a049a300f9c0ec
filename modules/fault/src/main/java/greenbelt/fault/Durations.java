package greenbelt.fault;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// Lengths of time as plans have them: a number and a unit, such as `20ms`, `1.5s`, `2m`.
final class Durations {
    /// What a length of time looks like.
    static final String FORM = "a number with ms, s, m, h or d, such as 1.5s, at most 3650d";

    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final long NANOS_OF_A_MILLI = 1_000_000;
    private static final long NANOS_OF_A_SECOND = 1_000_000_000;
    private static final long NANOS_OF_A_MINUTE = 60 * NANOS_OF_A_SECOND;
    private static final Pattern TEXT =
            Pattern.compile("(?<number>[+-]?[0-9]{1,12}(\\.[0-9]{1,9})?)(?<unit>ms|s|m|h|d)");

    private Durations() {}

    /// Reads a length of time, exactly; empty when it is none, or longer than 3650 days either way.
    static Optional<Duration> parse(String text) {
        var matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var nanos =
                new BigDecimal(matcher.group("number"))
                        .multiply(BigDecimal.valueOf(nanosOf(matcher.group("unit"))));
        if (nanos.abs().compareTo(BigDecimal.valueOf(LONGEST.toNanos())) > 0
                || nanos.stripTrailingZeros().scale() > 0) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofNanos(nanos.longValueExact()));
    }

    private static long nanosOf(String unit) {
        return switch (unit) {
            case "ms" -> NANOS_OF_A_MILLI;
            case "s" -> NANOS_OF_A_SECOND;
            case "m" -> NANOS_OF_A_MINUTE;
            case "h" -> 60 * NANOS_OF_A_MINUTE;
            default -> 24 * 60 * NANOS_OF_A_MINUTE;
        };
    }

    /// Writes it so that [#parse] gives the same: whole minutes as `2m`, from a second on `1.5s`, below `20ms`.
    static String format(Duration duration) {
        long nanos = duration.toNanos();
        if (nanos != 0 && nanos % NANOS_OF_A_MINUTE == 0) {
            return nanos / NANOS_OF_A_MINUTE + "m";
        }
        boolean isShort = nanos != 0 && Math.abs(nanos) < NANOS_OF_A_SECOND;
        var number =
                BigDecimal.valueOf(nanos)
                        .divide(BigDecimal.valueOf(isShort ? NANOS_OF_A_MILLI : NANOS_OF_A_SECOND))
                        .stripTrailingZeros()
                        .toPlainString();
        return number + (isShort ? "ms" : "s");
    }
}
