package greenbelt.json;

/// A document that is not what was asked for. Its message reads `lines[0].quantity: expected a whole number, found
/// "two"`.
public final class JsonRejected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String message;
    private final String path;
    private final String expected;
    private final String found;

    JsonRejected(Path path, String expected, String found) {
        this(path.toString(), expected, found);
    }

    JsonRejected(String path, String expected, String found) {
        this(path, expected, found, "expected " + expected + ", found " + found);
    }

    private JsonRejected(String path, String expected, String found, String words) {
        this.message = path.isEmpty() ? words : path + ": " + words;
        this.path = path;
        this.expected = expected;
        this.found = found;
    }

    /// A value whose own type refuses it, in words such as `quantity must be >= 1, was 0`.
    static JsonRejected refusedByType(Path where, String reason, JsonValue value) {
        var path = where.toString();
        int was = reason.lastIndexOf(", was ");
        return was < 0
                ? new JsonRejected(path, reason, value.inWords(), reason)
                : new JsonRejected(
                        path,
                        reason.substring(0, was),
                        reason.substring(was + ", was ".length()),
                        reason);
    }

    @Override
    public String getMessage() {
        return message;
    }

    /// Where in the document, such as `lines[0].quantity`; empty for the document as a whole.
    public String path() {
        return path;
    }

    /// What was expected there.
    public String expected() {
        return expected;
    }

    /// What was found there.
    public String found() {
        return found;
    }
}
