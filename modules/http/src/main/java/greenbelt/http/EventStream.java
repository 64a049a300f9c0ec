package greenbelt.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.util.Optional;

/// Server-sent events: a response that goes on, one event after the other.
///
/// @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML, 9.2 Server-sent events</a>
public final class EventStream implements AutoCloseable {
    private static final int MAX_EVENT_LENGTH = 1 << 20;

    private final Body body;
    private final BufferedReader lines;

    /// One event.
    ///
    /// @param id where the reader is afterwards; one line
    /// @param event what kind of event it is; one line
    /// @param data what it says; may have several lines
    public record Event(String id, String event, String data) {
        public Event {
            if ((id + event).chars().anyMatch(c -> c == '\n' || c == '\r' || c == 0)) {
                throw new IllegalArgumentException(
                        "id and event must be one line each, was \""
                                + id
                                + "\", \""
                                + event
                                + "\"");
            }
        }
    }

    /// Writes events as they come, and returns when there will be none any more.
    @FunctionalInterface
    public interface Source {
        void writeTo(Writer out) throws IOException;
    }

    /// Writes events to a response.
    public static final class Writer {
        private final OutputStream out;

        Writer(OutputStream out) {
            this.out = out;
        }

        /// Sends an event at once. Throws when nobody reads any more.
        public void send(Event event) throws IOException {
            var text = new StringBuilder();
            if (!event.id().isEmpty()) {
                text.append("id: ").append(event.id()).append('\n');
            }
            if (!event.event().isEmpty()) {
                text.append("event: ").append(event.event()).append('\n');
            }
            event.data().lines().forEach(line -> text.append("data: ").append(line).append('\n'));
            write(text.append('\n'));
        }

        /// Sends a comment, which readers skip; it keeps a silent stream alive, and finds out whether somebody reads.
        public void comment(String comment) throws IOException {
            write(new StringBuilder(": ").append(comment.replace('\n', ' ')).append("\n\n"));
        }

        private void write(StringBuilder text) throws IOException {
            out.write(text.toString().getBytes(UTF_8));
            out.flush();
        }
    }

    private EventStream(Body body, BufferedReader lines) {
        this.body = body;
        this.lines = lines;
    }

    /// Reads the events of a response. The caller closes the stream.
    public static EventStream of(Response response) throws IOException {
        var in = new InputStreamReader(response.body().open(), UTF_8);
        return new EventStream(response.body(), new BufferedReader(in));
    }

    /// Waits for the next event; empty when the stream has ended.
    public Optional<Event> next() throws IOException {
        var id = "";
        var type = "";
        var data = new StringBuilder();
        boolean any = false;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                if (any) {
                    return Optional.of(new Event(id, type, data.toString()));
                }
                continue;
            }
            int colon = line.indexOf(':');
            var name = colon < 0 ? line : line.substring(0, colon);
            var value = colon < 0 ? "" : line.substring(colon + 1);
            value = value.startsWith(" ") ? value.substring(1) : value;
            any |= !name.isEmpty();
            switch (name) {
                case "id" -> id = value;
                case "event" -> type = value;
                case "data" -> append(data, value);
                default -> {} // comments and fields of other versions are skipped
            }
        }
        return Optional.empty();
    }

    private static void append(StringBuilder data, String line) throws IOException {
        if (data.length() + line.length() > MAX_EVENT_LENGTH) {
            throw new IOException("an event has at most " + MAX_EVENT_LENGTH + " characters");
        }
        if (!data.isEmpty()) {
            data.append('\n');
        }
        data.append(line);
    }

    @Override
    public void close() {
        body.close();
    }
}
