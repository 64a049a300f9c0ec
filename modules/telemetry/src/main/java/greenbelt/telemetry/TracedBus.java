package greenbelt.telemetry;

import greenbelt.bus.Bus;
import greenbelt.bus.Group;
import greenbelt.bus.Topic;
import greenbelt.event.Envelope;
import greenbelt.event.TraceContext;
import greenbelt.world.Node;
import java.util.List;
import java.util.Optional;

/// Records messages.
///
/// @see <a href="https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/">conventions for messaging
///     spans</a>
final class TracedBus implements Bus {
    private final Tracer tracer;
    private final Bus bus;

    TracedBus(Tracer tracer, Bus bus) {
        this.tracer = tracer;
        this.bus = bus;
    }

    @Override
    public void publish(Topic topic, Envelope message) {
        var span =
                tracer.span("send " + topic.name())
                        .kind(SpanKind.PRODUCER)
                        .with(Keys.MESSAGING_SYSTEM, Keys.GREENBELT)
                        .with(Keys.MESSAGING_OPERATION_TYPE, "send")
                        .with(Keys.MESSAGING_OPERATION_NAME, "send")
                        .with(Keys.MESSAGING_DESTINATION, topic.name())
                        .with(Keys.MESSAGING_MESSAGE_ID, message.id().value())
                        .with(Keys.EVENT_TYPE, message.type())
                        .with(Keys.EVENT_SUBJECT, message.subject());
        message.trace().filter(TracedBus::isOfAnotherTrace).ifPresent(span::childOf);
        span.callWith(current -> {
            var context = Contexts.ofOpenTelemetry(current.getSpanContext());
            bus.publish(topic, message.withTrace(Optional.of(context)));
            return true;
        });
    }

    /// A relay publishes for many traces, so the envelope knows better; within one trace the current span is nearer.
    private static boolean isOfAnotherTrace(TraceContext context) {
        var current = Tracer.currentSpan().getSpanContext();
        return !current.getTraceId().equals(context.traceId());
    }

    @Override
    public void subscribe(Node node, Topic topic, Group group, Handler handler) {
        bus.subscribe(
                node,
                topic,
                group,
                delivery ->
                        tracer.processing(delivery.message(), topic.name(), group.name())
                                .with(Keys.ATTEMPT, (long) delivery.attempt())
                                .run(() -> handler.handle(delivery)));
    }

    @Override
    public void ping() {
        bus.ping();
    }

    @Override
    public List<TopicStatus> topics() {
        return bus.topics();
    }

    @Override
    public List<GroupStatus> groups() {
        return bus.groups();
    }

    @Override
    public List<Envelope> read(Topic topic, long after, int limit) {
        return bus.read(topic, after, limit);
    }

    @Override
    public List<DeadLetter> deadLetters(Topic topic, Group group, int limit) {
        return bus.deadLetters(topic, group, limit);
    }

    @Override
    public int redrive(Topic topic, Group group, int limit) {
        return bus.redrive(topic, group, limit);
    }
}
