package greenbelt.json;

import java.util.List;

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
        this(
                (path.isEmpty() ? "" : path + ": ") + "expected " + expected + ", found " + found,
                path,
                expected,
                found);
    }

    private JsonRejected(String message, String path, String expected, String found) {
        this.message = message;
        this.path = path;
        this.expected = expected;
        this.found = found;
    }

    /// A value whose own type refuses it, in words such as `quantity must be >= 1, was 0`. When they begin with the name
    /// of one of its fields, the path leads to that.
    static JsonRejected refusedByType(
            Path where, List<String> fields, String reason, JsonValue value) {
        var about =
                fields.stream()
                        .filter(field -> reason.startsWith(field + " "))
                        .findFirst()
                        .map(where::field)
                        .orElse(where);
        var message = where.toString().isEmpty() ? reason : where + ": " + reason;
        int was = reason.lastIndexOf(", was ");
        return was < 0
                ? new JsonRejected(message, about.toString(), reason, value.inWords())
                : new JsonRejected(
                        message,
                        about.toString(),
                        reason.substring(0, was),
                        reason.substring(was + ", was ".length()));
    }

    /// The same refusal of a document that people write, with the line in front.
    JsonRejected inLine(int line) {
        return new JsonRejected("line " + line + ": " + message, path, expected, found);
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
