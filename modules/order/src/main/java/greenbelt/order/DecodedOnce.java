package greenbelt.order;

import greenbelt.event.Envelope;
import greenbelt.order.decider.OrderEvent;
import java.util.Optional;
import java.util.function.Function;

/// Remembers the event that was taken out of its envelope last: one projection after the other asks for the same one.
final class DecodedOnce implements Function<Envelope, OrderEvent> {
    private final Function<Envelope, OrderEvent> codec;
    private volatile Optional<Decoded> last = Optional.empty();

    private record Decoded(Envelope envelope, OrderEvent event) {}

    DecodedOnce(Function<Envelope, OrderEvent> codec) {
        this.codec = codec;
    }

    @Override
    @SuppressWarnings(
            "ReferenceEquality") // comparing all of the payload costs about as much as reading it
    public OrderEvent apply(Envelope envelope) {
        var known = last;
        if (known.isPresent() && known.get().envelope() == envelope) {
            return known.get().event();
        }
        var event = codec.apply(envelope);
        last = Optional.of(new Decoded(envelope, event));
        return event;
    }
}
