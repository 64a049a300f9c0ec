package greenbelt.eventstore.jdbc;

import greenbelt.database.Database;
import greenbelt.database.Session;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.EventStoreException;
import greenbelt.eventstore.Interceptor;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.Subscription;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.util.List;

/// Runs projections. The checkpoint is read and written in the transaction that changes the read model, so each event
/// counts once, however often the node crashes, and also when a commit was made whose answer was lost.
///
/// What fails is tried again for as long as the node is up, because most of what fails is a database that will be well
/// again; until then the subscription is retrying, which its status says, with the reason.
public final class ProjectionRunner {
    /// The table of checkpoints, for the schema of the read model's database.
    public static final List<String> TABLES =
            List.of(
                    "create table projection_checkpoint"
                            + " (name varchar(100) primary key, position bigint not null)");

    private ProjectionRunner() {}

    /// Runs `projection` in a task of `node`, from where it stopped last, or from the first event.
    ///
    /// @param readModel where its tables are, and its checkpoint
    /// @return the position, the lag and the health of the projection
    public static Subscription start(
            World world,
            Node node,
            EventStore events,
            Database readModel,
            Projection projection,
            Interceptor interceptor) {
        var name = projection.name();
        long checkpoint = readModel.read("find checkpoint", session -> checkpoint(session, name));
        if (checkpoint > events.durablePosition().value()) {
            throw new EventStoreException(
                    "read model %s stands at %d, but the last event is %d: it belongs to other events"
                            .formatted(name, checkpoint, events.durablePosition().value()));
        }
        var subscription =
                Subscription.untilDone(
                        world,
                        events,
                        name,
                        checkpoint,
                        batch -> apply(readModel, projection, interceptor, batch));
        node.spawn("projection " + name, subscription::run);
        return subscription;
    }

    private static void apply(
            Database readModel,
            Projection projection,
            Interceptor interceptor,
            List<StoredEvent> batch) {
        var name = projection.name();
        readModel.write(
                "project " + name,
                session -> {
                    long done = checkpoint(session, name);
                    for (var event : batch) {
                        if (event.position() > done) {
                            interceptor.intercept(
                                    name, event, () -> projection.apply(session, event));
                        }
                    }
                    long last = Math.max(done, batch.getLast().position());
                    return moveCheckpoint(session, name, last);
                });
    }

    private static long checkpoint(Session session, String name) {
        return session.queryOne(
                        "select position from projection_checkpoint where name = ?",
                        row -> row.number("position"),
                        name)
                .orElse(0L);
    }

    private static int moveCheckpoint(Session session, String name, long position) {
        int moved =
                session.update(
                        "update projection_checkpoint set position = ? where name = ?",
                        position,
                        name);
        return moved == 1
                ? moved
                : session.update("insert into projection_checkpoint values (?, ?)", name, position);
    }
}
