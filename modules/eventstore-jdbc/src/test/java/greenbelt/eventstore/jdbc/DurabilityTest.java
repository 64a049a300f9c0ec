package greenbelt.eventstore.jdbc;

import static greenbelt.eventstore.jdbc.AppendUntilKilled.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.database.Durability;
import greenbelt.database.FileDisk;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Expected.Any;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamId;
import greenbelt.testkit.ChildJvm;
import greenbelt.testkit.ForcedWrites;
import greenbelt.world.LiveWorld;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("An event store in a file")
@Timeout(240)
class DurabilityTest {
    private static final int[] KILLED_AFTER_APPENDS = {20, 1_500};
    private static final StreamId STREAM = new StreamId("order-1");

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Durability.class,
            names = {"PROCESS", "DEVICE"})
    @DisplayName(
            "has every event whose append had returned when its process was killed, where it said")
    void survivesKill(Durability durability) throws Exception {
        var acknowledged = new ArrayList<String>();
        for (int appends : KILLED_AFTER_APPENDS) {
            acknowledged.addAll(appendsOfKilledProcess(durability, appends));
            var found = all();
            assertThat(found.stream().map(DurabilityTest::line)).containsAll(acknowledged);
            assertThat(found)
                    .extracting(StoredEvent::position)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, found.size()).boxed().toList());
        }
    }

    @Test
    @DisplayName(
            "has lost events when its durability was heap, so that the others can be seen to survive")
    void heapLoses() throws Exception {
        var acknowledged = appendsOfKilledProcess(Durability.HEAP, 1_500);

        var missing = new LinkedHashSet<>(acknowledged);
        all().forEach(stored -> missing.remove(line(stored)));
        assertThat(missing).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    @DisplayName("has every event after an orderly stop, however durable")
    void survivesStop(Durability durability) {
        for (int i = 0; i < 3; i++) {
            var id = "event-" + i;
            in(durability, store -> store.append(STREAM, new Any(), List.of(event(id))));
        }
        assertThat(all()).hasSize(3);
    }

    @Test
    @DisplayName(
            "forces its file to the device before an append returns, when its durability is device")
    void deviceForces() {
        var forced =
                in(
                        Durability.DEVICE,
                        store ->
                                LongStream.range(0, 4)
                                        .map(i -> forcedWrites(store, "event-" + i))
                                        .boxed()
                                        .toList());
        assertThat(forced).hasSize(4).allSatisfy(count -> assertThat(count).isPositive());
    }

    @Test
    @DisplayName(
            "leaves it to the system when, if its durability is process, so that the count can be zero")
    void processDoesNotForce() {
        var forced = in(Durability.PROCESS, store -> forcedWrites(store, "event-1"));
        assertThat(forced).isZero();
    }

    /// How often the store's file was forced to the device during one append.
    private long forcedWrites(EventStore store, String id) {
        try (var forces = new ForcedWrites(folder)) {
            store.append(STREAM, new Any(), List.of(event(id)));
            return forces.count();
        }
    }

    private List<StoredEvent> all() {
        return in(
                Durability.PROCESS,
                store -> {
                    var found = new ArrayList<StoredEvent>();
                    while (true) {
                        long position = found.isEmpty() ? 0 : found.getLast().position();
                        var next = store.readAll(position, EventStore.MAX_EVENTS_PER_READ);
                        if (next.isEmpty()) {
                            return found;
                        }
                        found.addAll(next);
                    }
                });
    }

    private <T> T in(Durability durability, Function<EventStore, T> work) {
        try (var world = new LiveWorld()) {
            var node = world.start("order");
            var answer =
                    world.enter(
                            node,
                            "test",
                            () -> {
                                var database =
                                        new FileDisk(world, folder, durability)
                                                .open("events", JdbcEventStore.SCHEMA);
                                node.attach(database);
                                return work.apply(JdbcEventStore.open(world, node, database));
                            });
            node.stop();
            return answer;
        }
    }

    private static String line(StoredEvent stored) {
        return stored.event().id() + " " + stored.position();
    }

    /// Starts the program, kills it after so many appends, and answers those that had returned.
    private List<String> appendsOfKilledProcess(Durability durability, int appends)
            throws IOException {
        var command =
                ChildJvm.command(
                        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m"),
                        AppendUntilKilled.class,
                        folder.toString(),
                        durability.name());
        var child =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (var out = child.inputReader(UTF_8)) {
            var lines = new ArrayList<String>();
            while (lines.size() < appends) {
                lines.add(String.valueOf(out.readLine()));
            }
            child.toHandle().destroyForcibly(); // unlike that of Process, it leaves the stream open
            lines.addAll(wholeLines(out));
            child.onExit().join();
            return lines;
        } finally {
            child.destroyForcibly();
        }
    }

    private static List<String> wholeLines(BufferedReader out) throws IOException {
        var rest = new StringBuilder();
        for (int c = out.read(); c >= 0; c = out.read()) {
            rest.append((char) c);
        }
        return rest.substring(0, rest.lastIndexOf("\n") + 1).lines().toList();
    }
}
