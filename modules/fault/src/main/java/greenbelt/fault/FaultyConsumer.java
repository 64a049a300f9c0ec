package greenbelt.fault;

import greenbelt.bus.Bus;
import greenbelt.bus.ForwardingBus;
import greenbelt.bus.Group;
import greenbelt.bus.Topic;
import greenbelt.fault.Target.Call;
import greenbelt.fault.Target.OfGroup;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.util.List;
import java.util.OptionalLong;

/// The bus as one service listens to it, with the faults on groups. Safe for many tasks.
///
/// Each delivery is one operation, so a message that is tried again may be struck again; only poison sticks to the
/// message, until the fault is taken off. While there are faults, a batch is handed over one by one.
public final class FaultyConsumer extends ForwardingBus {
    private final World world;
    private final Faults faults;
    private final String service;

    /// @param service which listens through here
    public FaultyConsumer(World world, Faults faults, String service, Bus bus) {
        super(bus);
        this.world = world;
        this.faults = faults;
        this.service = service;
    }

    @Override
    public void subscribe(Node node, Topic topic, Group group, int most, BatchHandler handler) {
        var edge = new OfGroup(topic, group);
        super.subscribe(
                node,
                topic,
                group,
                most,
                deliveries -> {
                    if (faults.isQuiet()) {
                        handler.handle(deliveries);
                    } else {
                        deliveries.forEach(delivery ->
                                struck(edge, delivery, it -> handler.handle(List.of(it))));
                    }
                });
    }

    private void struck(OfGroup edge, Delivery delivery, Handler handler) {
        var operation =
                new Operation(
                        edge,
                        delivery.message().id().value() + "/" + delivery.attempt(),
                        OptionalLong.of(delivery.position()));
        var strikes = faults.strikes(operation);
        waitUntilReachable(edge);
        strikes.latency().ifPresent(world::sleep);
        if (strikes.isHitBy(FaultKind.POISON)) {
            throw new FaultException("message " + delivery.message().id() + " is poisonous");
        }
        var received =
                strikes.hit(FaultKind.CORRUPTED)
                        .map(strike ->
                                delivery.with(Damage.of(delivery.message(), strike.random())))
                        .orElse(delivery);
        handler.handle(received);
        if (strikes.isHitBy(FaultKind.DUPLICATE)) {
            handler.handle(received);
        }
        if (strikes.isHitBy(FaultKind.REPLY_LOST)) {
            throw new FaultException(
                    "the acknowledgement of message " + delivery.message().id() + " was lost");
        }
    }

    /// A consumer asks the bus for messages, so it gets none while either direction is cut.
    private void waitUntilReachable(OfGroup edge) {
        faults.waitWhile(FaultKind.CONSUMER_STOPPED, edge);
        faults.waitWhile(FaultKind.PARTITION, Call.of(Landscape.BUS, service));
        faults.waitWhile(FaultKind.PARTITION, Call.of(service, Landscape.BUS));
    }
}
