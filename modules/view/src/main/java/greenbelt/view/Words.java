package greenbelt.view;

/// Words that follow from what is shown. Pure.
public final class Words {
    private Words() {}

    /// A count and what is counted, such as `1 order` or `3 orders`.
    ///
    /// @param what in the singular, with a regular plural
    public static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
