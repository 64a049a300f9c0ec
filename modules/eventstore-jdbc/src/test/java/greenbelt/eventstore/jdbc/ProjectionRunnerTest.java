package greenbelt.eventstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.database.MemoryDisk;
import greenbelt.database.Schema;
import greenbelt.database.Session;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.eventstore.Expected.NoStream;
import greenbelt.eventstore.MemoryEventStore;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamId;
import greenbelt.eventstore.Subscription;
import greenbelt.eventstore.Subscription.State;
import greenbelt.testkit.FaultyDatabase;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A projection")
class ProjectionRunnerTest {
    private static final String COMMIT = "project seen";
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final VirtualWorld world = new VirtualWorld(7);
    private final MemoryDisk disk = new MemoryDisk(world);
    private final Node node = world.start("order");
    private final FaultyDatabase readModel =
            new FaultyDatabase(
                    disk.open(
                            "order",
                            new Schema(1, List.of("create table seen (id varchar primary key)"))
                                    .and(ProjectionRunner.TABLES)));
    private final MemoryEventStore events = new MemoryEventStore(world);
    private final Subscription projection =
            inTask(() ->
                    ProjectionRunner.start(
                            world,
                            node,
                            events,
                            readModel,
                            new Seen(),
                            (name, event, proceed) -> proceed.run()));

    /// Notes each event; a second time would violate the key.
    private static final class Seen implements Projection {
        @Override
        public String name() {
            return "seen";
        }

        @Override
        public void apply(Session session, StoredEvent event) {
            session.update("insert into seen values (?)", event.event().id().value());
        }
    }

    @AfterEach
    void end() {
        world.close();
        disk.close();
    }

    private <T> T inTask(Supplier<T> body) {
        return world.enter(node, "test", body);
    }

    private boolean isApplied(String id) {
        return inTask(() -> {
            events.append(new StreamId("stream-" + id), new NoStream(), List.of(event(id)));
            return projection.awaitApplied(events.durablePosition().value(), PATIENCE);
        });
    }

    @Test
    @DisplayName("applies each event once, also when a commit was made whose answer was lost")
    void answerLost() {
        readModel.failCommitted(COMMIT, 1);

        assertThat(isApplied("a")).isTrue();
        assertThat(isApplied("b")).isTrue();
        assertThat(world.failures()).isEmpty();
    }

    @Test
    @DisplayName("goes on when its database is well again, however often it has failed")
    void databaseWellAgain() {
        readModel.fail(COMMIT, 50);

        assertThat(isApplied("a")).isTrue();
        assertThat(projection.status().state()).isEqualTo(State.LIVE);
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
