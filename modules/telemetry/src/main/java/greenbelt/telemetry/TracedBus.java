package greenbelt.telemetry;

import greenbelt.bus.Bus;
import greenbelt.bus.ForwardingBus;
import greenbelt.bus.Group;
import greenbelt.bus.Topic;
import greenbelt.event.Envelope;
import greenbelt.event.TraceContext;
import greenbelt.world.Node;
import java.util.Optional;

/// Records messages.
///
/// @see <a href="https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/">conventions for messaging
///     spans</a>
final class TracedBus extends ForwardingBus {
    private final Tracer tracer;

    TracedBus(Tracer tracer, Bus bus) {
        super(bus);
        this.tracer = tracer;
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
            super.publish(topic, message.withTrace(Optional.of(context)));
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
        super.subscribe(
                node,
                topic,
                group,
                delivery ->
                        tracer.processing(delivery.message(), topic.name(), group.name())
                                .with(Keys.ATTEMPT, (long) delivery.attempt())
                                .run(() -> handler.handle(delivery)));
    }
}
