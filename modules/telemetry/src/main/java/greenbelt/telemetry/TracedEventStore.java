package greenbelt.telemetry;

import greenbelt.event.Envelope;
import greenbelt.event.TraceContext;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Expected;
import greenbelt.eventstore.ForwardingEventStore;
import greenbelt.eventstore.MultiAppendResult;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamAppend;
import greenbelt.eventstore.StreamChange;
import greenbelt.eventstore.StreamId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Records appends, and reads that are part of a trace.
final class TracedEventStore extends ForwardingEventStore {
    private static final String NAMESPACE = "events";

    private final Tracer tracer;

    TracedEventStore(Tracer tracer, EventStore store) {
        super(store);
        this.tracer = tracer;
    }

    @Override
    public MultiAppendResult appendAll(List<StreamAppend> appends) {
        var events = appends.stream().flatMap(append -> append.events().stream()).toList();
        var span =
                span("append events")
                        .with(Keys.DB_OPERATION, "append")
                        .with(Keys.STREAM, streams(appends))
                        .with(Keys.EVENT_TYPE, types(events));
        events.stream()
                .findFirst()
                .ifPresent(event -> span.with(Keys.EVENT_SUBJECT, event.subject()));
        if (events.size() > 1) {
            span.with(Keys.DB_BATCH_SIZE, (long) events.size());
        }
        return span.callWith(current -> {
            var context = Contexts.ofOpenTelemetry(current.getSpanContext());
            return super.appendAll(
                    appends.stream().map(append -> stamped(append, context)).toList());
        });
    }

    private static String streams(List<StreamAppend> appends) {
        return appends.stream()
                .map(append -> append.stream().value())
                .collect(Collectors.joining(", "));
    }

    private static String types(List<Envelope> events) {
        return events.stream().map(Envelope::type).distinct().collect(Collectors.joining(", "));
    }

    private static StreamAppend stamped(StreamAppend append, TraceContext context) {
        return new StreamAppend(
                append.stream(),
                append.expected(),
                append.events().stream()
                        .map(event ->
                                event.trace().isPresent()
                                        ? event
                                        : event.withTrace(Optional.of(context)))
                        .toList());
    }

    @Override
    public List<StoredEvent> read(StreamId stream, long version, int limit) {
        if (!Tracer.isInSpan()) {
            return super.read(stream, version, limit);
        }
        return span("read stream")
                .with(Keys.DB_OPERATION, "read")
                .with(Keys.STREAM, stream.value())
                .callWith(current -> {
                    var events = super.read(stream, version, limit);
                    current.setAttribute(Keys.DB_RETURNED_ROWS, (long) events.size());
                    return events;
                });
    }

    @Override
    public StreamChange describe(StreamId stream, String metadata) {
        return changing("describe", stream, () -> super.describe(stream, metadata));
    }

    @Override
    public StreamChange archive(StreamId stream, Expected expected) {
        return changing("archive", stream, () -> super.archive(stream, expected));
    }

    @Override
    public StreamChange delete(StreamId stream, Expected expected) {
        return changing("delete", stream, () -> super.delete(stream, expected));
    }

    private StreamChange changing(String what, StreamId stream, Supplier<StreamChange> change) {
        return span(what + " stream")
                .with(Keys.DB_OPERATION, what)
                .with(Keys.STREAM, stream.value())
                .callWith(current -> change.get());
    }

    private NewSpan span(String name) {
        return tracer.span(name)
                .kind(SpanKind.CLIENT)
                .with(Keys.DB_SYSTEM, "h2")
                .with(Keys.DB_NAMESPACE, NAMESPACE);
    }
}
