package greenbelt.contract;

/// How messages show what came from outside.
final class Words {
    private static final int MOST_SHOWN = 60;

    private Words() {}

    /// The text in quotes; of a long one the beginning and the length, so that a bad request is not sent back whole.
    static String quoted(String text) {
        return text.length() <= MOST_SHOWN
                ? "\"" + text + "\""
                : "\"%s…\" (%d characters)".formatted(text.substring(0, MOST_SHOWN), text.length());
    }
}
