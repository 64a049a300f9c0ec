package greenbelt.telemetry;

import greenbelt.event.Envelope;
import greenbelt.event.TraceContext;
import greenbelt.eventstore.AppendResult;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Expected;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamId;
import greenbelt.world.Watermark;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Records appends, and reads that are part of a trace.
final class TracedEventStore implements EventStore {
    private static final String NAMESPACE = "events";

    private final Tracer tracer;
    private final EventStore store;

    TracedEventStore(Tracer tracer, EventStore store) {
        this.tracer = tracer;
        this.store = store;
    }

    @Override
    public AppendResult append(StreamId stream, Expected expected, List<Envelope> events) {
        var span =
                span("append events")
                        .with(Keys.DB_OPERATION, "append")
                        .with(Keys.STREAM, stream.value())
                        .with(Keys.EVENT_TYPE, types(events));
        events.stream()
                .findFirst()
                .ifPresent(event -> span.with(Keys.EVENT_SUBJECT, event.subject()));
        if (events.size() > 1) {
            span.with(Keys.DB_BATCH_SIZE, (long) events.size());
        }
        return span.callWith(current -> {
            var context = Contexts.ofOpenTelemetry(current.getSpanContext());
            return store.append(stream, expected, stamped(events, context));
        });
    }

    private static String types(List<Envelope> events) {
        return events.stream().map(Envelope::type).distinct().collect(Collectors.joining(", "));
    }

    private static List<Envelope> stamped(List<Envelope> events, TraceContext context) {
        return events.stream()
                .map(event ->
                        event.trace().isPresent() ? event : event.withTrace(Optional.of(context)))
                .toList();
    }

    @Override
    public List<StoredEvent> read(StreamId stream, long version, int limit) {
        if (!Tracer.isInSpan()) {
            return store.read(stream, version, limit);
        }
        return span("read stream")
                .with(Keys.DB_OPERATION, "read")
                .with(Keys.STREAM, stream.value())
                .callWith(current -> {
                    var events = store.read(stream, version, limit);
                    current.setAttribute(Keys.DB_RETURNED_ROWS, (long) events.size());
                    return events;
                });
    }

    @Override
    public List<StoredEvent> readAll(long position, int limit) {
        return store.readAll(position, limit);
    }

    @Override
    public Watermark durablePosition() {
        return store.durablePosition();
    }

    private NewSpan span(String name) {
        return tracer.span(name)
                .kind(SpanKind.CLIENT)
                .with(Keys.DB_SYSTEM, "h2")
                .with(Keys.DB_NAMESPACE, NAMESPACE);
    }
}
