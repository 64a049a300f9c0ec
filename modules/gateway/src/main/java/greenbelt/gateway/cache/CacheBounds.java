package greenbelt.gateway.cache;

/// How much is kept, of all routes together.
///
/// @param entries so many answers at most
/// @param bytes so many bytes at most, headers and bodies together
public record CacheBounds(int entries, long bytes) {
    /// What holds where a file says nothing: 1,000 answers, 16 MiB.
    public static final CacheBounds DEFAULT = new CacheBounds(1_000, 16 << 20);

    private static final int MOST_ENTRIES = 100_000;
    private static final long MOST_BYTES = 1L << 30;

    public CacheBounds {
        if (entries < 1 || entries > MOST_ENTRIES || bytes < 1 || bytes > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "entries must be 1 to %d and bytes 1 to %d, was %d and %d"
                            .formatted(MOST_ENTRIES, MOST_BYTES, entries, bytes));
        }
    }
}
