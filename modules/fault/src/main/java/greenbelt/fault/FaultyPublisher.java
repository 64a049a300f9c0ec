package greenbelt.fault;

import greenbelt.bus.Bus;
import greenbelt.bus.BusException;
import greenbelt.bus.ForwardingBus;
import greenbelt.bus.Topic;
import greenbelt.event.Envelope;
import greenbelt.fault.Target.Call;
import greenbelt.fault.Target.OfTopic;
import greenbelt.world.Durations;
import greenbelt.world.World;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/// The bus as one service publishes to it, with the faults on topics. Safe for many tasks.
///
/// A message that is refused or lost was not published; one whose acknowledgement is lost was, and the publisher cannot
/// tell the difference: it gets a [BusException] after [#PATIENCE]. A message that is damaged on its way stays in the
/// topic as it arrived, for every group to stumble over, and the publisher hears of it. One that is to be overtaken is acknowledged,
/// and published after the next one; it survives the crash of its publisher, but not the kill of a live process.
public final class FaultyPublisher extends ForwardingBus {
    /// How long a publisher waits for the bus to acknowledge.
    public static final Duration PATIENCE = Duration.ofSeconds(1);

    private final World world;
    private final Faults faults;
    private final String service;

    /// @param service which publishes through here
    public FaultyPublisher(World world, Faults faults, String service, Bus bus) {
        super(bus);
        this.world = world;
        this.faults = faults;
        this.service = service;
    }

    @Override
    public void publish(Topic topic, List<Envelope> messages) {
        if (faults.isQuiet()) {
            super.publish(topic, messages);
        } else {
            messages.forEach(message -> struck(new OfTopic(topic), message));
        }
    }

    private void struck(OfTopic edge, Envelope message) {
        var operation = new Operation(edge, message.id().value(), OptionalLong.empty());
        var strikes = faults.strikes(operation);
        if (faults.isCut(edge) || faults.isCut(Call.of(service, Landscape.BUS))) {
            throw silence(edge);
        }
        if (strikes.isHitBy(FaultKind.REFUSED)) {
            throw failed(edge.topic() + " refused the message: a fault");
        }
        if (strikes.isHitBy(FaultKind.REQUEST_LOST)) {
            throw silence(edge);
        }
        strikes.latency().ifPresent(world::sleep);
        var damage = strikes.hit(FaultKind.CORRUPTED);
        if (damage.isPresent()) {
            pass(edge, Damage.of(message, damage.get().random()));
            throw failed(edge.topic() + " says that the message arrived damaged: a fault");
        }
        var reorder = strikes.hit(FaultKind.REORDER);
        if (reorder.isPresent()) {
            faults.overtaking()
                    .later(
                            edge,
                            reorder.get().delay(),
                            message.id().value(),
                            () -> pass(edge, message));
        } else {
            pass(edge, message);
            faults.overtaking().passed(edge);
        }
        if (strikes.isHitBy(FaultKind.DUPLICATE)) {
            pass(edge, message);
        }
        if (strikes.isHitBy(FaultKind.REPLY_LOST)
                || faults.isCut(Call.of(Landscape.BUS, service))) {
            throw silence(edge);
        }
    }

    private void pass(OfTopic edge, Envelope message) {
        super.publish(edge.topic(), List.of(message));
    }

    private BusException silence(OfTopic edge) {
        world.sleep(PATIENCE);
        return failed(
                "%s has not acknowledged the message within %s: a fault"
                        .formatted(edge.topic(), Durations.format(PATIENCE)));
    }

    private static BusException failed(String message) {
        return new BusException(message, new FaultException(message));
    }
}
