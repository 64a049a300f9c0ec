package greenbelt.testkit;

/// How much of a slow search a run takes: a small seeded share of it in `./run.sh test`, the whole of it with `--all`.
public final class Share {
    private static final boolean WHOLE = "all".equals(System.getProperty("greenbelt.tests"));

    private Share() {}

    /// Whether this run takes the whole.
    public static boolean isWhole() {
        return WHOLE;
    }

    /// `whole` in a run of everything, `usual` otherwise: a number of seeds, plans, queries.
    public static int of(int usual, int whole) {
        return WHOLE ? whole : usual;
    }
}
