package greenbelt.eventstore.jdbc;

import greenbelt.database.Database;
import greenbelt.database.DatabaseException;
import greenbelt.database.Session;
import greenbelt.eventstore.EventShape;
import greenbelt.eventstore.Inline;
import greenbelt.eventstore.jdbc.Batch.Care;
import greenbelt.eventstore.jdbc.JdbcEventStore.Visibility;
import greenbelt.world.Mailbox;
import greenbelt.world.Node;
import greenbelt.world.Watermark;
import greenbelt.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.function.Function;

/// The one task that writes: takes what has queued up, writes it in one transaction, makes it durable, answers.
///
/// After a commit that failed it believes only the table, since H2 may have committed what it then could not make durable.
final class Writer {
    private final World world;
    private final Database database;
    private final Inline<Session> inline;
    private final Mailbox<Request<?>> queue;
    private final Watermark durablePosition;
    private final Watermark readablePosition;
    private final Heads heads = new Heads();

    /// Replaced when an event of a new shape was written.
    private volatile SortedSet<EventShape> shapes;

    /// Replaced before the durable position is raised, so whoever was woken finds the events here.
    private volatile Tail tail = Tail.EMPTY;

    /// Empty from before a commit that archives or deletes until after it has become durable.
    private volatile OptionalLong edition;

    /// Whether the last commit failed. It may have failed after it was made, when it was to become durable; then the
    /// table holds more than the writer knows. For the writer's task only.
    private boolean inDoubt;

    private Writer(World world, Database database, Found found, JdbcEventStore.Settings settings) {
        this.world = world;
        this.database = database;
        this.inline = settings.inline();
        this.shapes = found.shapes();
        this.edition = OptionalLong.of(found.edition());
        this.queue = world.mailbox("requests of " + database.name(), JdbcEventStore.MAX_QUEUE);
        this.durablePosition =
                world.watermark("durable position of " + database.name(), found.position());
        this.readablePosition =
                switch (settings.visibility()) {
                    case Visibility.WHEN_DURABLE -> durablePosition;
                    case Visibility.WHEN_WRITTEN ->
                            world.watermark(
                                    "written position of " + database.name(), found.position());
                };
    }

    /// What the tables say when they are opened.
    private record Found(long position, SortedSet<EventShape> shapes, long edition) {}

    /// Goes on from what is in the tables, in a task of the node.
    static Writer start(
            World world, Node node, Database database, JdbcEventStore.Settings settings) {
        var found =
                new Found(
                        database.read("find last position", Writer::lastPosition),
                        database.read("list shapes", ShapeTable::all),
                        database.read("find edition", StreamTable::edition));
        var writer = new Writer(world, database, found, settings);
        database.whenCrashed(session -> forgetAfter(session, writer.durablePosition.value()));
        node.spawn(database.name() + " writer", writer::run);
        return writer;
    }

    static long lastPosition(Session session) {
        return Math.max(EventTable.lastPosition(session), StreamTable.lastDeletedPosition(session));
    }

    private static void forgetAfter(Session session, long position) {
        EventTable.deleteAfter(session, position);
        StreamTable.deleteAfter(session, position);
    }

    /// Has it do this with the next batch, and waits until that is durable.
    <R> R ask(String what, Function<Batch, R> work) {
        var request = new Request<R>(what, work, world.mailbox("answer of the writer", 1));
        queue.put(request);
        return request.await();
    }

    /// Up to which events can be read: the durable position, unless the store was opened otherwise.
    Watermark readablePosition() {
        return readablePosition;
    }

    Tail tail() {
        return tail;
    }

    SortedSet<EventShape> shapes() {
        return shapes;
    }

    OptionalLong edition() {
        return edition;
    }

    private void run() {
        while (true) {
            var batch = new ArrayList<Request<?>>();
            batch.add(queue.take());
            batch.addAll(queue.drain(JdbcEventStore.MAX_BATCH - 1));
            write(batch, Care.LEFT_TO_KEYS);
        }
    }

    /// Writes the batch; when that fails, each request by itself, so that only the one at fault is refused.
    private void write(List<Request<?>> batch, Care care) {
        try {
            commit(batch, care);
        } catch (RuntimeException failure) {
            if (care == Care.LEFT_TO_KEYS && isKeyViolated(failure)) {
                write(batch, Care.LOOKS_FIRST);
            } else if (batch.size() == 1) {
                batch.getFirst().failed(failure);
            } else {
                batch.forEach(request -> write(List.of(request), Care.LOOKS_FIRST));
            }
        }
    }

    private static boolean isKeyViolated(RuntimeException failure) {
        return failure instanceof DatabaseException database
                && database.kind() == DatabaseException.Kind.CONSTRAINT;
    }

    private void commit(List<Request<?>> batch, Care care) {
        boolean askTable = inDoubt;
        inDoubt = true;
        var before = edition;
        var written =
                database.write(
                        "append events",
                        session -> {
                            long position =
                                    askTable ? lastPosition(session) : durablePosition.value();
                            var known = askTable ? new Heads() : heads;
                            long shown =
                                    askTable ? StreamTable.edition(session) : before.orElseThrow();
                            var done =
                                    new Batch(session, known, position, shown, care).write(batch);
                            if (done.rewritten()) {
                                edition = OptionalLong.empty();
                            }
                            ShapeTable.add(session, ShapeTable.beyond(shapes, done.events()));
                            if (!done.events().isEmpty()) {
                                inline.write(session, done.events());
                            }
                            session.afterCommit(() -> announceIfReadableEarly(done.position()));
                            return done;
                        });
        if (askTable) {
            heads.forget();
        }
        inDoubt = false;
        edition = OptionalLong.of(written.edition());
        heads.take(written.heads());
        shapes = ShapeTable.union(shapes, ShapeTable.beyond(shapes, written.events()));
        tail = written.rewritten() ? Tail.EMPTY : tail.plus(written.before(), written.events());
        durablePosition.advanceTo(written.position());
        readablePosition.advanceTo(written.position());
        written.answers().forEach(Runnable::run);
    }

    private void announceIfReadableEarly(long position) {
        if (readablePosition != durablePosition) {
            readablePosition.advanceTo(position);
        }
    }
}
