package greenbelt.eventstore.jdbc;

import greenbelt.database.Database;
import greenbelt.database.DatabaseException;
import greenbelt.database.Schema;
import greenbelt.database.Session;
import greenbelt.eventstore.AppendRule;
import greenbelt.eventstore.EventFilter;
import greenbelt.eventstore.EventShape;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Expected;
import greenbelt.eventstore.MultiAppendResult;
import greenbelt.eventstore.Slice;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamAppend;
import greenbelt.eventstore.StreamChange;
import greenbelt.eventstore.StreamId;
import greenbelt.eventstore.StreamInfo;
import greenbelt.eventstore.jdbc.Batch.Care;
import greenbelt.world.Mailbox;
import greenbelt.world.Node;
import greenbelt.world.Watermark;
import greenbelt.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The event store of record: a table in a database of its own, written by one task.
///
/// One-event commits are expensive, so appends queue at the writer, which checks what each expects against the heads
/// of the streams, writes up to [#MAX_BATCH] of them in one transaction and answers them all (group commit; Gray and
/// Reuter, Transaction Processing, ch. 9). Positions come out dense and in the order of the commits. The durable
/// position is raised after the commit has returned, and no reader sees beyond it. After a commit that failed the
/// writer believes only the table, since H2 may have committed what it then could not make durable.
public final class JdbcEventStore implements EventStore {
    /// The tables of a database that holds an event store, and the snapshots of its streams, and nothing else.
    public static final Schema SCHEMA =
            new Schema(
                    4,
                    List.of(
                            EventTable.CREATE,
                            StreamTable.CREATE,
                            ShapeTable.CREATE,
                            SnapshotTable.CREATE));

    /// Over how many positions one read of all events looks for those that a filter admits.
    public static final int MAX_POSITIONS_PER_READ = 50_000;

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
    private final AppendRule rule;
    private final Mailbox<Request<?>> queue;
    private final Watermark durablePosition;

    /// Up to which events can be read: the durable position, unless the store was opened otherwise.
    private final Watermark readablePosition;

    private final Heads heads = new Heads();

    /// Replaced by the writer when it has written an event of a new shape.
    private volatile SortedSet<EventShape> shapes;

    /// Replaced by the writer before it raises the durable position, so whoever was woken finds the events here.
    private volatile Tail tail = Tail.EMPTY;

    /// Empty from before a commit that archives or deletes until after it has become durable.
    private volatile OptionalLong edition = OptionalLong.empty();

    /// Whether the last commit failed. It may have failed after it was made, when it was to become durable; then the
    /// table holds more than the writer knows. For the writer only.
    private boolean inDoubt;

    private JdbcEventStore(
            World world,
            Database database,
            long position,
            SortedSet<EventShape> shapes,
            Visibility visibility,
            AppendRule rule) {
        this.world = world;
        this.shapes = shapes;
        this.rule = rule;
        this.database = database;
        this.queue = world.mailbox("requests of " + database.name(), MAX_QUEUE);
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
        return open(world, node, database, Visibility.WHEN_DURABLE, AppendRule.NONE);
    }

    /// Opens a store whose events can be read as `visibility` says, and which takes only what `rule` lets pass.
    public static JdbcEventStore open(
            World world, Node node, Database database, Visibility visibility, AppendRule rule) {
        long position = database.read("find last position", JdbcEventStore::lastPosition);
        var shapes = database.read("list shapes", ShapeTable::all);
        var store = new JdbcEventStore(world, database, position, shapes, visibility, rule);
        store.edition = OptionalLong.of(database.read("find edition", StreamTable::edition));
        database.whenCrashed(session -> forgetAfter(session, store.durablePosition.value()));
        node.spawn(database.name() + " writer", store::write);
        return store;
    }

    private static long lastPosition(Session session) {
        return Math.max(EventTable.lastPosition(session), StreamTable.lastDeletedPosition(session));
    }

    private static void forgetAfter(Session session, long position) {
        EventTable.deleteAfter(session, position);
        StreamTable.deleteAfter(session, position);
    }

    @Override
    public MultiAppendResult appendAll(List<StreamAppend> appends) {
        var together = StreamAppend.together(appends);
        together.forEach(append -> rule.check(append.events()));
        world.step("before append");
        var streams =
                together.stream()
                        .map(append -> append.stream().value())
                        .collect(Collectors.joining(", "));
        var result = ask("append to " + streams, batch -> batch.append(together));
        world.step("after append");
        return result;
    }

    @Override
    public StreamChange describe(StreamId stream, String metadata) {
        StreamInfo.checkMetadata(metadata);
        return change("describe", stream, info -> info.describedAs(metadata));
    }

    @Override
    public StreamChange archive(StreamId stream, Expected expected) {
        return change("archive", stream, info -> info.archived(expected));
    }

    @Override
    public StreamChange delete(StreamId stream, Expected expected) {
        return change("delete", stream, info -> info.deleted(expected));
    }

    private StreamChange change(
            String what, StreamId stream, Function<StreamInfo, StreamChange> change) {
        world.step("before " + what);
        var result = ask(what + " " + stream, batch -> batch.change(stream, change));
        world.step("after " + what);
        return result;
    }

    private <R> R ask(String what, Function<Batch, R> work) {
        var request = new Request<R>(what, work, world.mailbox("answer of the writer", 1));
        queue.put(request);
        return request.await();
    }

    private void write() {
        while (true) {
            var batch = new ArrayList<Request<?>>();
            batch.add(queue.take());
            batch.addAll(queue.drain(MAX_BATCH - 1));
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

    @Override
    public List<StoredEvent> read(StreamId stream, long version, int limit) {
        long end = readablePosition.value();
        return database.read(
                "read stream",
                session -> EventTable.ofStream(session, stream, version, end, bounded(limit)));
    }

    @Override
    public List<StoredEvent> readBackward(StreamId stream, long version, int limit) {
        long end = readablePosition.value();
        return database.read(
                "read stream",
                session ->
                        EventTable.ofStreamBackward(session, stream, version, end, bounded(limit)));
    }

    @Override
    public Slice readAll(long position, int limit, EventFilter filter) {
        int most = bounded(limit);
        var latest = tail.after(position, Integer.MAX_VALUE);
        if (!latest.isEmpty()) {
            var wanted = latest.stream().filter(filter::admits).limit(most).toList();
            return slice(wanted, most, latest.getLast().position());
        }
        long end = readablePosition.value();
        long last = position + Math.clamp(end - position, 0, MAX_POSITIONS_PER_READ);
        var found =
                database.read(
                        "read all events",
                        session -> EventTable.after(session, position, last, filter, most));
        return slice(found, most, last);
    }

    @Override
    public Slice readAllBackward(long position, int limit, EventFilter filter) {
        int most = bounded(limit);
        long before = Math.min(position, readablePosition.value() + 1);
        long first = Math.max(1, before - MAX_POSITIONS_PER_READ);
        var found =
                database.read(
                        "read all events",
                        session -> EventTable.before(session, first, before, filter, most));
        return slice(found, most, first == 1 ? 0 : first);
    }

    /// What was found, to be gone on with behind the last of it if it is as much as was asked for, or else at `searched`.
    private static Slice slice(List<StoredEvent> found, int most, long searched) {
        return new Slice(found, found.size() < most ? searched : found.getLast().position());
    }

    private static int bounded(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be >= 1, was " + limit);
        }
        return Math.min(limit, MAX_EVENTS_PER_READ);
    }

    @Override
    public Optional<StreamInfo> stream(StreamId stream) {
        long end = readablePosition.value();
        return database.read("find stream", session -> StreamTable.find(session, stream, end));
    }

    @Override
    public List<StreamInfo> streams(String prefix, String after, int limit) {
        long end = readablePosition.value();
        return database.read(
                "list streams",
                session -> StreamTable.list(session, prefix, after, end, bounded(limit)));
    }

    @Override
    public SortedSet<EventShape> shapes() {
        return shapes;
    }

    @Override
    public OptionalLong edition() {
        return edition;
    }

    @Override
    public Watermark durablePosition() {
        return readablePosition;
    }
}
