package greenbelt.telemetry;

import greenbelt.event.Envelope;
import greenbelt.event.TraceContext;
import greenbelt.eventstore.EventFilter;
import greenbelt.eventstore.EventShape;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Expected;
import greenbelt.eventstore.MultiAppendResult;
import greenbelt.eventstore.Slice;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamAppend;
import greenbelt.eventstore.StreamChange;
import greenbelt.eventstore.StreamId;
import greenbelt.eventstore.StreamInfo;
import greenbelt.world.Watermark;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.function.Supplier;
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
            return store.appendAll(
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
    public List<StoredEvent> readBackward(StreamId stream, long version, int limit) {
        return store.readBackward(stream, version, limit);
    }

    @Override
    public Slice readAll(long position, int limit, EventFilter filter) {
        return store.readAll(position, limit, filter);
    }

    @Override
    public Slice readAllBackward(long position, int limit, EventFilter filter) {
        return store.readAllBackward(position, limit, filter);
    }

    @Override
    public Optional<StreamInfo> stream(StreamId stream) {
        return store.stream(stream);
    }

    @Override
    public List<StreamInfo> streams(String prefix, String after, int limit) {
        return store.streams(prefix, after, limit);
    }

    @Override
    public StreamChange describe(StreamId stream, String metadata) {
        return changing("describe", stream, () -> store.describe(stream, metadata));
    }

    @Override
    public StreamChange archive(StreamId stream, Expected expected) {
        return changing("archive", stream, () -> store.archive(stream, expected));
    }

    @Override
    public StreamChange delete(StreamId stream, Expected expected) {
        return changing("delete", stream, () -> store.delete(stream, expected));
    }

    private StreamChange changing(String what, StreamId stream, Supplier<StreamChange> change) {
        return span(what + " stream")
                .with(Keys.DB_OPERATION, what)
                .with(Keys.STREAM, stream.value())
                .callWith(current -> change.get());
    }

    @Override
    public SortedSet<EventShape> shapes() {
        return store.shapes();
    }

    @Override
    public OptionalLong edition() {
        return store.edition();
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
