package greenbelt.telemetry;

import greenbelt.bus.Bus;
import greenbelt.bus.ForwardingBus;
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
final class TracedBus extends ForwardingBus {
    private final Tracer tracer;

    TracedBus(Tracer tracer, Bus bus) {
        super(bus);
        this.tracer = tracer;
    }

    /// One by one, because each has a span of its own, whose context goes with it.
    @Override
    public void publish(Topic topic, List<Envelope> messages) {
        messages.forEach(message -> send(topic, message));
    }

    private void send(Topic topic, Envelope message) {
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
            super.publish(topic, List.of(message.withTrace(Optional.of(context))));
            return true;
        });
    }

    /// A relay publishes for many traces, so the envelope knows better; within one trace the current span is nearer.
    private static boolean isOfAnotherTrace(TraceContext context) {
        var current = Tracer.currentSpan().getSpanContext();
        return !current.getTraceId().equals(context.traceId());
    }

    @Override
    public void subscribe(Node node, Topic topic, Group group, int most, BatchHandler handler) {
        super.subscribe(
                node, topic, group, most, deliveries -> process(topic, group, deliveries, handler));
    }

    /// A message on its own is handled in its own trace. A batch has one, linked to where its messages come from.
    private void process(
            Topic topic, Group group, List<Delivery> deliveries, BatchHandler handler) {
        var first = deliveries.getFirst();
        if (deliveries.size() == 1) {
            tracer.processing(first.message(), topic.name(), group.name())
                    .with(Keys.ATTEMPT, (long) first.attempt())
                    .run(() -> handler.handle(deliveries));
        } else {
            tracer.processing(
                            deliveries.stream().map(Delivery::message).toList(),
                            topic.name(),
                            group.name())
                    .run(() -> handler.handle(deliveries));
        }
    }
}
