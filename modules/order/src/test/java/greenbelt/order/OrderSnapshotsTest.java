package greenbelt.order;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.contract.Flow;
import greenbelt.contract.Mode;
import greenbelt.contract.Money;
import greenbelt.contract.OrderId;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Expected;
import greenbelt.eventstore.MemoryEventStore;
import greenbelt.eventstore.MemorySnapshots;
import greenbelt.eventstore.Snapshot;
import greenbelt.eventstore.SnapshotPolicy;
import greenbelt.eventstore.Snapshots;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamStates;
import greenbelt.json.Json;
import greenbelt.json.JsonValue.JsonObject;
import greenbelt.order.decider.Evolve;
import greenbelt.order.decider.KeptOrder;
import greenbelt.order.decider.OrderCommand;
import greenbelt.order.decider.OrderCommand.Cancel;
import greenbelt.order.decider.OrderCommand.Place;
import greenbelt.order.decider.OrderCommand.RecordCreditRefused;
import greenbelt.order.decider.OrderCommand.RecordCreditReleased;
import greenbelt.order.decider.OrderCommand.RecordCreditReserved;
import greenbelt.order.decider.OrderCommand.RecordStockRefused;
import greenbelt.order.decider.OrderCommand.RecordStockReleased;
import greenbelt.order.decider.OrderCommand.RecordStockReserved;
import greenbelt.order.decider.OrderCommand.RecordStockShipped;
import greenbelt.order.decider.OrderCommand.Ship;
import greenbelt.order.decider.OrderCommand.TimeOut;
import greenbelt.order.decider.OrderEvent;
import greenbelt.order.decider.OrderEvent.OrderLine;
import greenbelt.order.decider.OrderEvent.OrderPlaced;
import greenbelt.order.decider.OrderFolding;
import greenbelt.world.Randomness;
import greenbelt.world.VirtualWorld;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An order that is read from its snapshot and the events since")
class OrderSnapshotsTest {
    private static final int HISTORIES = 200;
    private static final int COMMANDS = 25;
    private static final OrderId ID = new OrderId(new UUID(0, 3));
    private static final Place PLACE =
            new Place(
                    new OrderPlaced(
                            "order-1",
                            OrderTown.ADA,
                            List.of(new OrderLine(OrderTown.LAMP, "Lamp", 2, new Money(1_250))),
                            Mode.ASYNC,
                            Mode.SYNC,
                            Flow.ORCHESTRATION,
                            Optional.of("a fingerprint"),
                            Optional.empty()));

    /// The first ones most often, so that orders get somewhere before they are cancelled.
    private static final List<OrderCommand> COMMANDS_OF_ALL_KINDS =
            List.of(
                    new RecordCreditReserved(),
                    new RecordCreditReserved(),
                    new RecordStockReserved(),
                    new RecordStockReserved(),
                    new TimeOut(),
                    new TimeOut(),
                    new RecordCreditRefused("too little credit"),
                    new RecordStockRefused("sold out"),
                    new RecordCreditReleased(),
                    new RecordStockReleased(),
                    new Ship(),
                    new RecordStockShipped(),
                    new Cancel("changed my mind"));

    private final VirtualWorld world = new VirtualWorld(7);
    private final MemorySnapshots snapshots = new MemorySnapshots();
    private final EventStore store = new MemoryEventStore(world);

    /// Every history of random commands, with a snapshot after every one to four events.
    @Test
    @DisplayName("is what all its events say, after every step of every history")
    void equalsTheFold() {
        var kinds = new TreeSet<String>();
        for (int history = 0; history < HISTORIES; history++) {
            var random = Randomness.of(history, "history");
            var id = new OrderId(random.nextUuid());
            var policy = every(1 + random.nextInt(4));
            play(() -> {
                for (var command : commands(random)) {
                    handle(store, snapshots, policy, id, command);
                    assertThat(order(store, snapshots, policy, id)).isEqualTo(fold(store, id));
                }
                kinds.add(fold(store, id).orElseThrow().state().getClass().getSimpleName());
            });
            assertThat(snapshots.find(Orders.stream(id))).isPresent();
        }
        assertThat(kinds).contains("Compensating", "Confirmed", "Ended", "Shipping");
    }

    /// What a crash, or a copy of an older state, leaves: fewer events than the snapshot has seen.
    @Test
    @DisplayName("is what its events say when some of them are gone, wherever the log was cut")
    void cutOff() {
        for (int history = 0; history < HISTORIES; history++) {
            var random = Randomness.of(history, "cut");
            var id = new OrderId(random.nextUuid());
            var policy = every(1 + random.nextInt(4));
            play(() -> {
                commands(random).forEach(it -> handle(store, snapshots, policy, id, it));
                var events = store.read(Orders.stream(id), 0, 1_000);
                int kept = 1 + random.nextInt(events.size());
                var cut = copy(events.subList(0, kept));

                assertThat(order(cut, snapshots, policy, id)).isEqualTo(fold(cut, id));
            });
        }
    }

    @Test
    @DisplayName("is what its events say when they went another way than those of the snapshot")
    void fork() {
        for (int history = 0; history < HISTORIES; history++) {
            var random = Randomness.of(history, "fork");
            var id = new OrderId(random.nextUuid());
            var policy = every(1 + random.nextInt(4));
            play(() -> {
                commands(random).forEach(it -> handle(store, snapshots, policy, id, it));
                var events = store.read(Orders.stream(id), 0, 1_000);
                var fork = copy(events.subList(0, 1 + random.nextInt(events.size())));
                for (var other : commands(random)) {
                    handle(fork, Snapshots.NONE, policy, id, other);

                    assertThat(order(fork, snapshots, policy, id)).isEqualTo(fold(fork, id));
                }
            });
        }
    }

    @Test
    @DisplayName("needs of the events only those since, and the one on which it stands")
    void readsTheTail() {
        play(() -> {
            handle(store, snapshots, every(2), ID, PLACE);
            for (int i = 0; i < 300; i++) {
                handle(store, snapshots, every(100), ID, new TimeOut());
            }
            long version = fold(store, ID).orElseThrow().version();
            var loaded =
                    new StreamStates<>(store, snapshots, every(100), new OrderFolding())
                            .load(Orders.stream(ID));

            assertThat(version).isGreaterThan(300);
            assertThat(loaded.version()).isEqualTo(version);
            assertThat(loaded.read()).isEqualTo(version % 100 + 1);
        });
    }

    @Test
    @DisplayName("is read from all events by a policy of no snapshots, and none is made")
    void never() {
        play(() -> {
            handle(store, snapshots, new SnapshotPolicy.Never(), ID, PLACE);
            assertThat(snapshots.find(Orders.stream(ID))).isEmpty();

            snapshots.save(
                    Snapshot.of(
                            Orders.stream(ID),
                            2,
                            store.read(Orders.stream(ID), 1, 1).getFirst().event().id(),
                            OrderFolding.VERSION,
                            shipped()));
            assertThat(order(store, snapshots, new SnapshotPolicy.Never(), ID))
                    .isEqualTo(fold(store, ID))
                    .isNotEqualTo(order(store, snapshots, every(2), ID));
        });
    }

    /// A state that the events do not say, so that whoever believes the snapshot is found out.
    private static String shipped() {
        var story = Evolve.fold(List.of(PLACE.order(), new OrderEvent.OrderShipped()));
        return new OrderFolding().write(new OrderFolding.Past(story, Instant.EPOCH));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"cut off", "one letter changed", "of another schema", "no state", "empty"})
    @DisplayName("is read from all events when the snapshot is")
    void damaged(String how) {
        play(() -> {
            handle(store, snapshots, every(1), ID, PLACE);
            var good = snapshots.find(Orders.stream(ID)).orElseThrow();
            snapshots.save(damaged(good, how));

            assertThat(order(store, snapshots, every(1), ID)).isEqualTo(fold(store, ID));
        });
    }

    /// All of them say "shipped" where they can still be read.
    private static Snapshot damaged(Snapshot good, String how) {
        var lie = shipped();
        return switch (how) {
            case "cut off" -> with(good, good.schemaVersion(), lie.substring(0, 40));
            case "one letter changed" ->
                    new Snapshot(
                            good.stream(),
                            good.version(),
                            good.last(),
                            good.schemaVersion(),
                            lie,
                            good.checksum());
            case "of another schema" -> with(good, OrderFolding.VERSION + 1, lie);
            case "no state" -> with(good, good.schemaVersion(), "{\"kind\":\"LOST\"}");
            default -> with(good, good.schemaVersion(), "");
        };
    }

    private static Snapshot with(Snapshot good, int schemaVersion, String data) {
        return Snapshot.of(good.stream(), good.version(), good.last(), schemaVersion, data);
    }

    @Test
    @DisplayName(
            "has in its snapshot the first event as the log has it: what is sealed stays sealed")
    void placedAsInTheLog() {
        play(() -> {
            handle(store, snapshots, every(1), ID, PLACE);
            var kept =
                    Json.read(
                            snapshots.find(Orders.stream(ID)).orElseThrow().data(),
                            KeptOrder.class);
            var placed = store.read(Orders.stream(ID), 0, 1).getFirst().event();

            assertThat(kept.placed()).isEqualTo(placed.data());
            assertThat(kept.placedVersion()).isEqualTo(placed.schemaVersion());
        });
    }

    @Test
    @DisplayName("is written with these fields in this version: another field, another version")
    void schema() {
        assertThat(OrderFolding.VERSION).isEqualTo(1);
        assertThat(Fields.of(KeptOrder.class))
                .containsExactly(
                        "attempts",
                        "creditAttempts",
                        "ending",
                        "kind",
                        "placed",
                        "placedAt",
                        "placedVersion",
                        "reason",
                        "status",
                        "stockAttempts");
        assertThat(Fields.in(Json.read(shipped(), JsonObject.class)))
                .isSubsetOf(Fields.of(KeptOrder.class));
    }

    private static SnapshotPolicy every(int events) {
        return new SnapshotPolicy.Every(events);
    }

    private static List<OrderCommand> commands(Randomness random) {
        var commands = new ArrayList<OrderCommand>(List.of(PLACE));
        for (int i = 0; i < COMMANDS; i++) {
            commands.add(random.pick(COMMANDS_OF_ALL_KINDS));
        }
        return commands;
    }

    private void handle(
            EventStore events,
            Snapshots kept,
            SnapshotPolicy policy,
            OrderId id,
            OrderCommand command) {
        orders(events, kept, policy).handle(id, command, Optional.empty());
    }

    /// Fresh each time, so that nothing is remembered.
    private Orders orders(EventStore events, Snapshots kept, SnapshotPolicy policy) {
        return new Orders(world, events, kept, Policy.SOUND.withSnapshots(policy));
    }

    private Optional<Order> order(
            EventStore events, Snapshots kept, SnapshotPolicy policy, OrderId id) {
        return orders(events, kept, policy).find(id);
    }

    private Optional<Order> fold(EventStore events, OrderId id) {
        return orders(events, Snapshots.NONE, new SnapshotPolicy.Never()).find(id);
    }

    private EventStore copy(List<StoredEvent> events) {
        var copy = new MemoryEventStore(world);
        copy.append(
                events.getFirst().stream(),
                new Expected.NoStream(),
                events.stream().map(StoredEvent::event).toList());
        return copy;
    }

    private void play(Runnable body) {
        world.enter(
                world.node("order").orElseGet(() -> world.start("order")),
                "test",
                () -> {
                    body.run();
                    return true;
                });
    }
}
