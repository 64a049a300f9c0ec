package greenbelt.telemetry;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/// One line of the log, as data.
///
/// @param time when it was written
/// @param node where, such as `order-1`; for libraries, which know of no node, the process
/// @param logger who wrote it: the service, or a library's class
/// @param traceId the trace it is part of
/// @param spanId the span it is part of
/// @param message what happened, in words that do not change
/// @param fields what does change, in the order it was said
public record LogEntry(
        Instant time,
        Level level,
        String node,
        String logger,
        Optional<String> traceId,
        Optional<String> spanId,
        String message,
        List<Field> fields) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /// How much it matters.
    public enum Level {
        INFO,
        /// Something went wrong and was dealt with.
        WARN,
        /// Something went wrong, and somebody should look.
        ERROR
    }

    /// A detail.
    public record Field(String key, String value) {}

    public LogEntry {
        fields = List.copyOf(fields);
    }

    /// The entry as one line: `TIME LEVEL node logger message key=value … trace=… span=…`.
    ///
    /// Whatever a value contains, the line stays one line.
    ///
    /// @see <a href="https://brandur.org/logfmt">Brandur Leach: logfmt</a>
    public String text() {
        var line = new StringBuilder(200);
        line.append(TIME.format(time)).append(' ');
        line.append(level).append(" ".repeat(6 - level.name().length()));
        line.append(node).append(' ').append(logger).append(' ');
        line.append(quoted(message));
        fields.forEach(field -> append(line, field.key(), field.value()));
        traceId.ifPresent(id -> append(line, "trace", id));
        spanId.ifPresent(id -> append(line, "span", id));
        return line.toString();
    }

    private static void append(StringBuilder line, String key, String value) {
        line.append(' ').append(key).append('=').append(quoted(value));
    }

    private static String quoted(String value) {
        if (!value.isEmpty() && value.chars().allMatch(LogEntry::isPlain)) {
            return value;
        }
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(isUnseen(c) ? '?' : c);
            }
        }
        return quoted.append('"').toString();
    }

    private static boolean isPlain(int c) {
        return c > ' ' && c != '"' && c != '=' && c != '\\' && !isUnseen((char) c);
    }

    /// What moves the cursor, breaks the line or turns the direction of writing on somebody's screen.
    private static boolean isUnseen(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> false;
        };
    }
}
