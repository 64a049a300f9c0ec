package greenbelt.eventstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.database.MemoryDisk;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.event.TraceContext;
import greenbelt.eventstore.Expected.Any;
import greenbelt.eventstore.StreamId;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Events as they are stored")
class AsStoredTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00.123456789Z");

    private final VirtualWorld world = new VirtualWorld(7);
    private final MemoryDisk disk = new MemoryDisk(world);
    private final Node node = world.start("order");
    private final JdbcEventStore store =
            inTask(() ->
                    JdbcEventStore.open(world, node, disk.open("events", JdbcEventStore.SCHEMA)));

    @AfterEach
    void end() {
        world.close();
        disk.close();
    }

    private <T> T inTask(Supplier<T> body) {
        return world.enter(node, "test", body);
    }

    private void append(String stream, String id) {
        inTask(() -> store.append(new StreamId(stream), new Any(), List.of(event(id))));
    }

    private static Envelope event(String id) {
        return new Envelope(
                new MessageId(id),
                "order",
                "Placed",
                3,
                "order-1",
                AT,
                Optional.of(new TraceContext("1".repeat(32), "2".repeat(16), true)),
                Optional.empty(),
                "{\"n\":1}");
    }

    @Test
    @DisplayName("say in every column what the envelope says")
    void columns() {
        append("order-1", "a");
        var seen = new ArrayList<List<Object>>();
        long reached =
                inTask(() ->
                        store.readAsStored(
                                0,
                                10,
                                row ->
                                        seen.add(
                                                List.of(
                                                        row.position(),
                                                        row.stream(),
                                                        row.version(),
                                                        row.isArchived(),
                                                        row.id(),
                                                        row.source(),
                                                        row.type(),
                                                        row.schemaVersion(),
                                                        row.subject(),
                                                        row.time(),
                                                        row.trace(),
                                                        row.cause(),
                                                        row.data()))));

        assertThat(reached).isEqualTo(1);
        assertThat(seen)
                .containsExactly(
                        List.of(
                                1L,
                                "order-1",
                                1L,
                                false,
                                "a",
                                "order",
                                "Placed",
                                3,
                                "order-1",
                                AT,
                                Optional.of("00-" + "1".repeat(32) + "-" + "2".repeat(16) + "-01"),
                                Optional.empty(),
                                "{\"n\":1}"));
    }

    @Test
    @DisplayName("come page by page, those of archived streams too, until there are none left")
    void pages() {
        append("order-1", "a");
        append("order-2", "b");
        append("order-1", "c");
        inTask(() -> store.archive(new StreamId("order-2"), new Any()));
        var seen = new ArrayList<String>();

        assertThat(inTask(() -> store.readAsStored(0, 2, row -> seen.add(row.id())))).isEqualTo(2);
        assertThat(inTask(() -> store.readAsStored(2, 2, row -> seen.add(row.id())))).isEqualTo(3);
        assertThat(inTask(() -> store.readAsStored(3, 2, row -> seen.add(row.id())))).isEqualTo(3);
        assertThat(seen).containsExactly("a", "b", "c");
    }
}
