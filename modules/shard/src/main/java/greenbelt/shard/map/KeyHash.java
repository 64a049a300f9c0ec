package greenbelt.shard.map;

import java.nio.charset.StandardCharsets;

/// The place of a key in the hash space: 64 bits, read without a sign.
///
/// Stable, because rows are where it once put them: it must never change. A whole number goes through the finisher of
/// MurmurHash3 (Austin Appleby, 2011), which spreads neighbours evenly and maps no two numbers to one place; a text is first
/// taken together by FNV-1a over its UTF-8 bytes (Fowler, Noll, Vo, 1991). It is not a secret: who may choose keys can
/// choose a place.
public final class KeyHash {
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private KeyHash() {}

    /// The place of a key, as [ShardKey#of] takes it.
    public static long of(Object key) {
        return switch (ShardKey.of(key)) {
            case Long number -> spread(number);
            case String text -> spread(fnv(text));
            default -> throw new IllegalStateException("a key of two kinds only");
        };
    }

    /// A place as it is written: sixteen hexadecimal digits.
    public static String text(long place) {
        return "%016x".formatted(place);
    }

    private static long spread(long value) {
        long h = value;
        h = (h ^ (h >>> 33)) * 0xFF51AFD7ED558CCDL;
        h = (h ^ (h >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return h ^ (h >>> 33);
    }

    private static long fnv(String text) {
        long hash = FNV_OFFSET;
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (one & 0xFF)) * FNV_PRIME;
        }
        return hash;
    }
}
