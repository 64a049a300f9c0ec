package greenbelt.projection;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.database.MemoryDisk;
import greenbelt.database.Schema;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Expected;
import greenbelt.eventstore.Interceptor;
import greenbelt.eventstore.StreamId;
import greenbelt.eventstore.jdbc.JdbcEventStore;
import greenbelt.projection.ProjectionStatus.State;
import greenbelt.world.Node;
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

@DisplayName(
        "A read model that is built anew, switched and cancelled again and again, under crashes at random points")
class CrashTest {
    private static final int SEEDS = 40;
    private static final int CRASHES = 4;
    private static final int EVENTS = 10;
    private static final Duration PATIENCE = Duration.ofHours(1);

    /// What happened under one seed.
    ///
    /// @param events in the store at the end
    /// @param shown rows of the read model at the end
    /// @param everShrank whether a read has shown less than one before it
    /// @param switches how many were done
    private record Run(
            List<String> events,
            List<String> shown,
            boolean everShrank,
            int switches,
            long failures) {}

    private static List<Run> runs = List.of();

    @BeforeAll
    static void run() {
        runs = LongStream.range(0, SEEDS).mapToObj(CrashTest::run).toList();
    }

    @Test
    @DisplayName("has every event once in the end")
    void whole() {
        for (var run : runs) {
            assertThat(run.shown()).containsExactlyInAnyOrderElementsOf(run.events());
            assertThat(run.failures()).isZero();
        }
    }

    @Test
    @DisplayName(
            "never shows less than it has shown, so that no reader sees one that is half built")
    void monotonic() {
        assertThat(runs).noneMatch(Run::everShrank);
    }

    @Test
    @DisplayName("is really switched, so that this test can fail")
    void switches() {
        assertThat(runs.stream().mapToInt(Run::switches).sum()).isGreaterThan(SEEDS);
    }

    private static Run run(long seed) {
        try (var world = new VirtualWorld(seed);
                var disk = new MemoryDisk(world)) {
            return new Town(world, disk).run();
        }
    }

    /// Writers, readers and somebody who builds anew, on a node that crashes.
    private static final class Town {
        private final VirtualWorld world;
        private final MemoryDisk disk;
        private final Seen seen = Seen.readModel("seen");
        private int most;
        private boolean everShrank;
        private int switches;

        Town(VirtualWorld world, MemoryDisk disk) {
            this.world = world;
            this.disk = disk;
        }

        Run run() {
            var crashes = world.random("crashes");
            for (int round = 0; round < CRASHES; round++) {
                runUntilCrash(round, crashes.between(Duration.ofNanos(1), Duration.ofMillis(20)));
            }
            return lookBack();
        }

        private void runUntilCrash(int round, Duration lifetime) {
            var node = world.start("town");
            var killer = world.start("killer");
            world.enter(
                    node,
                    "start",
                    () -> {
                        var store = store(node);
                        var projections = start(node, store);
                        node.spawn("writer", () -> append(store, round));
                        node.spawn("reader", () -> look(projections));
                        node.spawn("builder", () -> build(projections));
                        killer.spawn(
                                "kill",
                                () -> {
                                    world.sleep(lifetime);
                                    node.crash();
                                });
                        return true;
                    });
            killer.stop();
        }

        private EventStore store(Node node) {
            var events = disk.open("events", JdbcEventStore.SCHEMA);
            node.attach(events);
            return JdbcEventStore.open(world, node, events);
        }

        private Projections start(Node node, EventStore store) {
            var database = disk.open("town", new Schema(1, Projections.TABLES));
            node.attach(database);
            return Projections.start(
                    new Projections.Parts(
                            world, node, store, database, Interceptor.NONE, Batches.STANDARD),
                    List.of(seen));
        }

        private void append(EventStore store, int round) {
            for (int i = 0; i < EVENTS; i++) {
                store.append(
                        new StreamId("s-" + i),
                        new Expected.Any(),
                        List.of(event(round + "-" + i)));
                world.sleep(Duration.ofMillis(1));
            }
        }

        private void look(Projections projections) {
            while (true) {
                int size = projections.read("seen", "look", seen::ids).size();
                everShrank |= size < most;
                most = Math.max(most, size);
                world.sleep(Duration.ofNanos(100_000));
            }
        }

        private void build(Projections projections) {
            for (int i = 0; ; i++) {
                projections.rebuild("seen");
                if (i % 3 == 2) {
                    projections.cancel("seen");
                } else if (projections.switchOver("seen", PATIENCE) instanceof Switched.Done) {
                    switches++;
                }
                world.sleep(Duration.ofNanos(300_000));
            }
        }

        private Run lookBack() {
            var node = world.start("town");
            return world.enter(
                    node,
                    "look back",
                    () -> {
                        var store = store(node);
                        var projections = start(node, store);
                        long last = store.durablePosition().value();
                        assertThat(projections.awaitAppend(List.of("seen"), last, PATIENCE))
                                .isEqualTo(new Awaited.Visible());
                        projections.rebuild("seen");
                        assertThat(projections.switchOver("seen", PATIENCE))
                                .isInstanceOf(Switched.Done.class);
                        assertThat(projections.status())
                                .extracting(ProjectionStatus::state)
                                .containsExactly(State.RUNNING);
                        var ids = new ArrayList<String>();
                        store.readAll(0, EventStore.MAX_EVENTS_PER_READ)
                                .forEach(stored -> ids.add(stored.event().id().value()));
                        return new Run(
                                ids,
                                projections.read("seen", "look", seen::ids),
                                everShrank,
                                switches,
                                world.failureCount());
                    });
        }
    }

    private static Envelope event(String id) {
        return new Envelope(
                new MessageId(id),
                "town",
                "Sold",
                1,
                "s",
                Instant.parse("2026-01-01T00:00:00Z"),
                Optional.empty(),
                Optional.empty(),
                "{}");
    }
}
