package greenbelt.eventstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.database.MemoryDisk;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.eventstore.AppendResult.Appended;
import greenbelt.eventstore.EventShape;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.EventStoreException;
import greenbelt.eventstore.EventTypes;
import greenbelt.eventstore.Expected.NoStream;
import greenbelt.eventstore.StreamId;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An event store that was told which events can be read")
class AppendRuleTest {
    private static final StreamId STREAM = new StreamId("order-1");

    private final VirtualWorld world = new VirtualWorld(7);
    private final MemoryDisk disk = new MemoryDisk(world);
    private final Node node = world.start("order");
    private final EventStore store =
            inTask(() ->
                    JdbcEventStore.open(
                            world,
                            node,
                            disk.open("events", JdbcEventStore.SCHEMA),
                            JdbcEventStore.Settings.STANDARD.withRule(
                                    EventTypes.NONE.with("Placed")::checkAppend)));

    @AfterEach
    void end() {
        world.close();
        disk.close();
    }

    private <T> T inTask(Supplier<T> body) {
        return world.enter(node, "test", body);
    }

    @Test
    @DisplayName("takes these, and refuses an append with another one as a whole")
    void refuses() {
        inTask(() -> {
            assertThatThrownBy(() ->
                            store.append(
                                    STREAM,
                                    new NoStream(),
                                    List.of(event("Placed"), event("GiftWrapped"))))
                    .isInstanceOf(EventStoreException.class)
                    .hasMessage(
                            "an append holds what nobody here can read:"
                                    + " GiftWrapped version 1 (no such type is known)");
            assertThat(store.append(STREAM, new NoStream(), List.of(event("Placed"))))
                    .isEqualTo(new Appended(1, 1));
            assertThat(store.shapes()).containsExactly(new EventShape("Placed", 1));
            return true;
        });
    }

    private static Envelope event(String type) {
        return new Envelope(
                new MessageId("an event " + type),
                "order",
                type,
                1,
                "order-1",
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                "{}");
    }
}
