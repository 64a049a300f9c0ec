package greenbelt.eventstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.database.Database;
import greenbelt.database.MemoryDisk;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.eventstore.AppendResult.Appended;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Expected;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamId;
import greenbelt.world.VirtualWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Under crashes at random points")
class CrashTest {
    private static final int SEEDS = 25;
    private static final int CRASHES = 3;
    private static final int WRITERS = 3;

    /// What happened under one seed.
    ///
    /// @param acknowledged events whose append had returned
    /// @param shown events that the store had shown to a reader just before a crash
    /// @param committed events that were in the table just before a crash
    /// @param left events in the store at the end
    private record Run(
            List<String> acknowledged,
            List<String> shown,
            List<String> committed,
            List<String> left,
            List<Long> positions,
            long failures) {}

    private static List<Run> runs = List.of();

    @BeforeAll
    static void run() {
        runs = LongStream.range(0, SEEDS).mapToObj(CrashTest::run).toList();
    }

    @Test
    @DisplayName(
            "the store loses no acknowledged event, leaves no gap, and never takes back what it has shown")
    void store() {
        for (var run : runs) {
            assertThat(run.left()).containsAll(run.acknowledged()).containsAll(run.shown());
            assertThat(run.positions())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, run.left().size()).boxed().toList());
            assertThat(run.failures()).isZero();
        }
    }

    @Test
    @DisplayName("a reader of the table itself would have seen ghosts, so that this test can fail")
    void ghosts() {
        assertThat(runs)
                .anySatisfy(run ->
                        assertThat(run.committed()).anyMatch(id -> !run.left().contains(id)));
    }

    private static Run run(long seed) {
        try (var world = new VirtualWorld(seed);
                var disk = new MemoryDisk(world)) {
            return new Orders(world, disk).run();
        }
    }

    /// Writers and a store on a node that crashes.
    private static final class Orders {
        private final VirtualWorld world;
        private final MemoryDisk disk;
        private final List<String> acknowledged = new ArrayList<>();
        private final List<String> shown = new ArrayList<>();
        private final List<String> committed = new ArrayList<>();

        Orders(VirtualWorld world, MemoryDisk disk) {
            this.world = world;
            this.disk = disk;
        }

        Run run() {
            var crashes = world.random("crashes");
            for (int round = 0; round < CRASHES; round++) {
                runUntilCrash(round, crashes.between(Duration.ofNanos(1), Duration.ofMillis(5)));
            }
            return lookBack();
        }

        private void runUntilCrash(int round, Duration lifetime) {
            var node = world.start("order");
            var killer = world.start("killer");
            world.enter(
                    node,
                    "start",
                    () -> {
                        var events = disk.open("events", JdbcEventStore.SCHEMA);
                        node.attach(events);
                        var store = JdbcEventStore.open(world, node, events);
                        for (int writer = 0; writer < WRITERS; writer++) {
                            var name = "w" + writer + "-" + round + "-";
                            node.spawn("writer", () -> append(store, name));
                        }
                        killer.spawn(
                                "kill",
                                () -> {
                                    world.sleep(lifetime);
                                    shown.addAll(ids(store));
                                    committed.addAll(idsInTable(events));
                                    node.crash();
                                });
                        return true;
                    });
            killer.stop();
        }

        private void append(EventStore store, String name) {
            for (int i = 0; i < 10; i++) {
                var id = name + i;
                var result =
                        store.append(
                                new StreamId("order-" + i), new Expected.Any(), List.of(event(id)));
                if (result instanceof Appended) {
                    acknowledged.add(id);
                }
            }
        }

        private Run lookBack() {
            var node = world.start("order");
            return world.enter(
                    node,
                    "look",
                    () -> {
                        var events = disk.open("events", JdbcEventStore.SCHEMA);
                        node.attach(events);
                        var store = JdbcEventStore.open(world, node, events);
                        return new Run(
                                acknowledged,
                                shown,
                                committed,
                                ids(store),
                                store.readAll(0, EventStore.MAX_EVENTS_PER_READ).stream()
                                        .map(StoredEvent::position)
                                        .toList(),
                                world.failureCount());
                    });
        }

        private static List<String> ids(EventStore store) {
            return store.readAll(0, EventStore.MAX_EVENTS_PER_READ).stream()
                    .map(stored -> stored.event().id().value())
                    .toList();
        }

        private static List<String> idsInTable(Database events) {
            return events.read(
                    "ids",
                    session ->
                            session.query(
                                    "select id from event order by position",
                                    row -> row.text("id")));
        }
    }

    private static Envelope event(String id) {
        return new Envelope(
                new MessageId(id),
                "order",
                "OrderPlaced",
                1,
                "order-1",
                Instant.parse("2026-01-01T00:00:00Z"),
                Optional.empty(),
                Optional.empty(),
                "{}");
    }
}
