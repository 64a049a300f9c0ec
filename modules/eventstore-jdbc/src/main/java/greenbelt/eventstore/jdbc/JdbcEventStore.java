package greenbelt.eventstore.jdbc;

import greenbelt.database.Database;
import greenbelt.database.Schema;
import greenbelt.event.Envelope;
import greenbelt.eventstore.AppendResult;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Expected;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamId;
import greenbelt.world.Mailbox;
import greenbelt.world.Node;
import greenbelt.world.Watermark;
import greenbelt.world.World;
import java.util.ArrayList;
import java.util.List;

/// The event store of record: a table in a database of its own, written by one task.
///
/// One-event commits are expensive, so appends queue at the writer, which checks what each expects against the heads
/// of the streams, writes up to [#MAX_BATCH] of them in one transaction and answers them all (group commit; Gray and
/// Reuter, Transaction Processing, ch. 9). Positions come out dense and in the order of the commits. The durable
/// position is raised after the commit has returned, and no reader sees beyond it. After a commit that failed the
/// writer believes only the table, since H2 may have committed what it then could not make durable.
public final class JdbcEventStore implements EventStore {
    /// The tables of a database that holds an event store and nothing else.
    public static final Schema SCHEMA = new Schema(1, List.of(EventTable.CREATE));

    /// Most appends in one transaction.
    public static final int MAX_BATCH = 200;

    /// How many appends wait at the writer before callers wait for room.
    public static final int MAX_QUEUE = 1_000;

    /// From when on an event can be read.
    public enum Visibility {
        /// When a crash cannot take it back any more.
        WHEN_DURABLE,
        /// As soon as it is written, a moment before it is durable: there to show what goes wrong.
        WHEN_WRITTEN
    }

    private final World world;
    private final Database database;
    private final Mailbox<Append> queue;
    private final Watermark durablePosition;

    /// Up to which events can be read: the durable position, unless the store was opened otherwise.
    private final Watermark readablePosition;

    private final Heads heads = new Heads();

    /// Replaced by the writer before it raises the durable position, so whoever was woken finds the events here.
    private volatile Tail tail = Tail.EMPTY;

    /// Whether the last commit failed. It may have failed after it was made, when it was to become durable; then the
    /// table holds more than the writer knows. For the writer only.
    private boolean inDoubt;

    private JdbcEventStore(World world, Database database, long position, Visibility visibility) {
        this.world = world;
        this.database = database;
        this.queue = world.mailbox("appends of " + database.name(), MAX_QUEUE);
        this.durablePosition = world.watermark("durable position of " + database.name(), position);
        this.readablePosition =
                switch (visibility) {
                    case WHEN_DURABLE -> durablePosition;
                    case WHEN_WRITTEN ->
                            world.watermark("written position of " + database.name(), position);
                };
    }

    /// Opens the store that is in `database`, which was opened with [#SCHEMA], and starts its writer. To be called by a task.
    ///
    /// @param node runs the writer
    public static JdbcEventStore open(World world, Node node, Database database) {
        return open(world, node, database, Visibility.WHEN_DURABLE);
    }

    /// Opens a store whose events can be read as `visibility` says.
    public static JdbcEventStore open(
            World world, Node node, Database database, Visibility visibility) {
        long position = database.read("find last position", EventTable::lastPosition);
        var store = new JdbcEventStore(world, database, position, visibility);
        database.whenCrashed(
                session -> EventTable.deleteAfter(session, store.durablePosition.value()));
        node.spawn(database.name() + " writer", store::write);
        return store;
    }

    @Override
    public AppendResult append(StreamId stream, Expected expected, List<Envelope> events) {
        if (events.isEmpty() || events.size() > MAX_EVENTS_PER_APPEND) {
            throw new IllegalArgumentException(
                    "an append has 1 to %d events, had %d"
                            .formatted(MAX_EVENTS_PER_APPEND, events.size()));
        }
        world.step("before append");
        var append =
                new Append(
                        stream, expected, List.copyOf(events), world.mailbox("append answer", 1));
        queue.put(append);
        var result = append.await();
        world.step("after append");
        return result;
    }

    private void write() {
        while (true) {
            var batch = new ArrayList<Append>();
            batch.add(queue.take());
            batch.addAll(queue.drain(MAX_BATCH - 1));
            write(batch);
        }
    }

    /// Writes the batch; when that fails, each append by itself, so that only the one at fault is refused.
    private void write(List<Append> batch) {
        try {
            commit(batch);
        } catch (RuntimeException failure) {
            if (batch.size() == 1) {
                batch.getFirst().failed(failure);
            } else {
                batch.forEach(append -> write(List.of(append)));
            }
        }
    }

    private void commit(List<Append> batch) {
        boolean askTable = inDoubt;
        inDoubt = true;
        var written =
                database.write(
                        "append events",
                        session -> {
                            long position =
                                    askTable
                                            ? EventTable.lastPosition(session)
                                            : durablePosition.value();
                            var done =
                                    new Batch(session, askTable ? new Heads() : heads, position)
                                            .write(batch);
                            session.afterCommit(() -> announceIfReadableEarly(done.position()));
                            return done;
                        });
        if (askTable) {
            heads.forget();
        }
        inDoubt = false;
        heads.take(written.heads());
        tail = tail.plus(written.before(), written.events());
        durablePosition.advanceTo(written.position());
        readablePosition.advanceTo(written.position());
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).done(written.results().get(i));
        }
    }

    private void announceIfReadableEarly(long position) {
        if (readablePosition != durablePosition) {
            readablePosition.advanceTo(position);
        }
    }

    @Override
    public List<StoredEvent> read(StreamId stream, long version, int limit) {
        return database.read(
                "read stream",
                session ->
                        EventTable.ofStream(
                                session,
                                stream,
                                version,
                                readablePosition.value(),
                                Math.min(limit, MAX_EVENTS_PER_READ)));
    }

    @Override
    public List<StoredEvent> readAll(long position, int limit) {
        int most = Math.min(limit, MAX_EVENTS_PER_READ);
        var latest = tail.after(position, most);
        return latest.isEmpty()
                ? database.read(
                        "read all events",
                        session ->
                                EventTable.all(session, position, readablePosition.value(), most))
                : latest;
    }

    @Override
    public Watermark durablePosition() {
        return readablePosition;
    }
}
