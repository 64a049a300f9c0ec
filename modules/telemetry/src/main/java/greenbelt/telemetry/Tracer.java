package greenbelt.telemetry;

import greenbelt.bus.Bus;
import greenbelt.database.Database;
import greenbelt.database.Disk;
import greenbelt.event.Envelope;
import greenbelt.event.TraceContext;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Interceptor;
import greenbelt.http.Network;
import greenbelt.world.TaskLocal;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Records what one service does on one node, as spans.
///
/// The decorators record what goes through a port, and carry the context along: in the `traceparent` header of
/// requests, in the envelope of messages and events. Safe for many tasks; a span belongs to the task that runs it.
///
/// @see <a href="https://opentelemetry.io/docs/specs/semconv/">OpenTelemetry semantic conventions</a>
public final class Tracer {
    /// The attribute that says which order a span is about; [TraceStore#ofOrder] searches for it.
    public static final String ORDER = "greenbelt.order";

    private static final TaskLocal<Span> CURRENT = TaskLocal.of("current span", Span.getInvalid());

    private final Instance instance;
    private final Log log;
    private final io.opentelemetry.api.trace.Tracer tracer;

    Tracer(Instance instance, Log log, Recorder recorder, WorldClock clock, WorldIds ids) {
        this.instance = instance;
        this.log = log;
        var resource =
                Attributes.builder()
                        .put("service.name", instance.service())
                        .put("service.instance.id", instance.node())
                        .build();
        this.tracer =
                SdkTracerProvider.builder()
                        .setResource(Resource.create(resource))
                        .setClock(clock)
                        .setIdGenerator(ids)
                        .setSampler(recorder)
                        .addSpanProcessor(recorder)
                        .build()
                        .get("greenbelt");
    }

    /// The service whose work this records.
    public String service() {
        return instance.service();
    }

    /// The service's log.
    public Log log() {
        return log;
    }

    /// A span that is about to begin, as a child of the current one, if there is one.
    ///
    /// @param name what it does, in few different words, such as `reserve stock`
    public NewSpan span(String name) {
        return new NewSpan(instance, log, name, tracer.spanBuilder(name));
    }

    /// The span that the current task is in.
    public static Optional<TraceContext> current() {
        var context = currentSpan().getSpanContext();
        return context.isValid()
                ? Optional.of(Contexts.ofOpenTelemetry(context))
                : Optional.empty();
    }

    /// Says more about the current span; no effect when there is none.
    public static void annotate(String key, String value) {
        currentSpan().setAttribute(key, value);
    }

    /// Says more about the current span; no effect when there is none.
    public static void annotate(String key, long value) {
        currentSpan().setAttribute(key, value);
    }

    static boolean isInSpan() {
        return currentSpan().getSpanContext().isValid();
    }

    static Span currentSpan() {
        return CURRENT.get();
    }

    static <T> T within(Span span, Supplier<T> body) {
        return CURRENT.where(span, body);
    }

    /// Records requests made and answered, and passes the context on. Requests that come in are expected to come from
    /// a service that is recorded too. Health checks, `GET /health` without a context, are not recorded.
    public Network traced(Network network) {
        return new TracedNetwork(this, network, false);
    }

    /// Like [#traced(Network)], for the door to the outside: a trace that a client began is continued, though the
    /// client's own spans are recorded elsewhere.
    public Network tracedEdge(Network network) {
        return new TracedNetwork(this, network, true);
    }

    /// Records messages sent and handled, and passes the context on in the envelope.
    ///
    /// A message's span is a child of the current one when both are of one trace, else of the context that is in the
    /// envelope already. Handling a message is a child of the span that sent it, and linked to it.
    public Bus traced(Bus bus) {
        return new TracedBus(this, bus);
    }

    /// Records transactions that are part of a trace; work that nobody asked for, such as looking for something to do,
    /// is not recorded.
    public Database traced(Database database) {
        return new TracedDatabase(this, database, Collections.emptyNavigableMap());
    }

    /// A disk whose databases do so.
    public Disk traced(Disk disk) {
        return traced(disk, _ -> Collections.emptyNavigableMap());
    }

    /// The same, with more to say of each database than its name.
    ///
    /// @param facts of the database of a name: numbers, by attribute
    public Disk traced(Disk disk, Function<String, NavigableMap<String, Long>> facts) {
        return new TracedDisk(
                disk, database -> new TracedDatabase(this, database, facts.apply(database.name())));
    }

    /// Records appends, and reads that are part of a trace. Events that have no context yet get the append's.
    public EventStore traced(EventStore store) {
        return new TracedEventStore(this, store);
    }

    /// Records the handling of each event by a projection or a relay: a child of the span that appended the event, and
    /// linked to it.
    public Interceptor interceptor() {
        return (subscriber, event, proceed) ->
                processing(event.event(), "events", subscriber)
                        .with(Keys.STREAM, event.stream().value())
                        .run(proceed);
    }

    /// Like [#interceptor], but each handling begins a trace of its own, linked to the span that appended the event: for
    /// what is due so much later that one picture could not show both, such as a timer an hour after the order.
    ///
    /// Here the handling may wait.
    public Interceptor linkingInterceptor() {
        return (subscriber, event, proceed) -> {
            var span =
                    span(subscriber)
                            .detached()
                            .with(Keys.EVENT_SUBJECT, event.event().subject())
                            .with(Keys.STREAM, event.stream().value());
            event.event().trace().ifPresent(span::linkedTo);
            span.run(proceed);
        };
    }

    NewSpan processing(Envelope message, String destination, String consumer) {
        var span =
                span("process " + destination)
                        .detached()
                        .kind(SpanKind.CONSUMER)
                        .with(Keys.MESSAGING_SYSTEM, Keys.GREENBELT)
                        .with(Keys.MESSAGING_OPERATION_TYPE, "process")
                        .with(Keys.MESSAGING_OPERATION_NAME, "process")
                        .with(Keys.MESSAGING_DESTINATION, destination)
                        .with(Keys.MESSAGING_CONSUMER_GROUP, consumer)
                        .with(Keys.MESSAGING_MESSAGE_ID, message.id().value())
                        .with(Keys.EVENT_TYPE, message.type())
                        .with(Keys.EVENT_SUBJECT, message.subject());
        message.trace().ifPresent(context -> span.childOf(context).linkedTo(context));
        return span;
    }

    NewSpan processing(List<Envelope> messages, String destination, String consumer) {
        var span =
                span("process " + destination)
                        .detached()
                        .kind(SpanKind.CONSUMER)
                        .with(Keys.MESSAGING_SYSTEM, Keys.GREENBELT)
                        .with(Keys.MESSAGING_OPERATION_TYPE, "process")
                        .with(Keys.MESSAGING_OPERATION_NAME, "process")
                        .with(Keys.MESSAGING_DESTINATION, destination)
                        .with(Keys.MESSAGING_CONSUMER_GROUP, consumer)
                        .with(Keys.MESSAGING_BATCH_COUNT, (long) messages.size());
        messages.stream().flatMap(message -> message.trace().stream()).forEach(span::linkedTo);
        return span;
    }
}
