package greenbelt.telemetry;

import greenbelt.event.TraceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One piece of work in a trace.
///
/// @param id 16 lower-case hex digits
/// @param parent the span that caused this one; empty for the first of a trace
/// @param parentOutside whether the parent is recorded elsewhere: by the client that called the gateway, or by a
///     process that ran before this one
/// @param service the service that did it
/// @param node the node it did it on
/// @param name what it did, in few different words, such as `GET /orders/{id}`
/// @param start when it began
/// @param end when it ended; empty when it has not
/// @param status how it stands
/// @param attributes more about it, sorted by key
/// @param events what happened meanwhile, such as an exception
/// @param links other spans it has to do with, such as the one that sent the message
/// @see <a href="https://opentelemetry.io/docs/specs/otel/trace/api/#span">OpenTelemetry, Span</a>
public record Span(
        String id,
        Optional<String> parent,
        boolean parentOutside,
        String service,
        String node,
        String name,
        SpanKind kind,
        Instant start,
        Optional<Instant> end,
        Status status,
        SortedMap<String, String> attributes,
        List<Event> events,
        List<TraceContext> links) {

    /// How a span stands.
    public enum Status {
        /// It has not ended yet.
        RUNNING,
        /// It has ended, and nothing went wrong.
        DONE,
        /// It has ended with an error.
        FAILED,
        /// It will never end: its node went down meanwhile.
        LOST
    }

    /// Something that happened during a span.
    ///
    /// @param attributes more about it, sorted by key
    public record Event(Instant at, String name, SortedMap<String, String> attributes) {
        public Event {
            attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
        }
    }

    public Span {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
        events = List.copyOf(events);
        links = List.copyOf(links);
    }

    /// How long it took; nothing when it has not ended.
    public Duration duration() {
        return Duration.between(start, end.orElse(start));
    }

    /// The attribute of this name.
    public Optional<String> attribute(String key) {
        return Optional.ofNullable(attributes.get(key));
    }
}
