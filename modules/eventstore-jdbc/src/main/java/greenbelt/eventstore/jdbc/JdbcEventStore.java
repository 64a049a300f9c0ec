package greenbelt.eventstore.jdbc;

import greenbelt.database.Database;
import greenbelt.database.Schema;
import greenbelt.database.Session;
import greenbelt.eventstore.AppendRule;
import greenbelt.eventstore.EventFilter;
import greenbelt.eventstore.EventShape;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Expected;
import greenbelt.eventstore.Inline;
import greenbelt.eventstore.MultiAppendResult;
import greenbelt.eventstore.Slice;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamAppend;
import greenbelt.eventstore.StreamChange;
import greenbelt.eventstore.StreamId;
import greenbelt.eventstore.StreamInfo;
import greenbelt.world.Node;
import greenbelt.world.Watermark;
import greenbelt.world.World;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The event store of record: a table in a database of its own, written by one task.
///
/// One-event commits are expensive, so appends queue at the writer, which checks what each expects against the heads
/// of the streams, writes up to [#MAX_BATCH] of them in one transaction and answers them all (group commit; Gray and
/// Reuter, Transaction Processing, ch. 9). Positions come out dense and in the order of the commits. The durable
/// position is raised after the commit has returned, and no reader sees beyond it.
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
    private final Writer writer;

    /// How a store is opened.
    ///
    /// @param visibility from when on an event can be read
    /// @param rule what it demands of events
    /// @param inline what is written with them
    public record Settings(Visibility visibility, AppendRule rule, Inline<Session> inline) {
        /// Nothing is demanded, and nothing else written.
        public static final Settings STANDARD =
                new Settings(Visibility.WHEN_DURABLE, AppendRule.NONE, Inline.nothing());

        public Settings withVisibility(Visibility newVisibility) {
            return new Settings(newVisibility, rule, inline);
        }

        public Settings withRule(AppendRule newRule) {
            return new Settings(visibility, newRule, inline);
        }

        public Settings withInline(Inline<Session> newInline) {
            return new Settings(visibility, rule, newInline);
        }
    }

    private JdbcEventStore(World world, Database database, AppendRule rule, Writer writer) {
        this.world = world;
        this.database = database;
        this.rule = rule;
        this.writer = writer;
    }

    /// Opens the store that is in `database`, which was opened with [#SCHEMA], and starts its writer. To be called by a task.
    ///
    /// @param node runs the writer
    public static JdbcEventStore open(World world, Node node, Database database) {
        return open(world, node, database, Settings.STANDARD);
    }

    /// Opens a store as `settings` say.
    public static JdbcEventStore open(
            World world, Node node, Database database, Settings settings) {
        var writer = Writer.start(world, node, database, settings);
        return new JdbcEventStore(world, database, settings.rule(), writer);
    }

    /// The position of the last event, as a transaction sees it: for what is written [Inline], which must not be ahead.
    public static long lastPosition(Session session) {
        return Writer.lastPosition(session);
    }

    /// The events after `position`, archived ones too, as a transaction sees them, oldest first, at most `limit`: for
    /// what is written [Inline] and has to catch up.
    public static List<StoredEvent> eventsAfter(Session session, long position, int limit) {
        return EventTable.after(
                session, position, Long.MAX_VALUE, EventFilter.ALL.withArchived(), bounded(limit));
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
        var result = writer.ask("append to " + streams, batch -> batch.append(together));
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
        var result = writer.ask(what + " " + stream, batch -> batch.change(stream, change));
        world.step("after " + what);
        return result;
    }

    @Override
    public List<StoredEvent> read(StreamId stream, long version, int limit) {
        long end = writer.readablePosition().value();
        return database.read(
                "read stream",
                session -> EventTable.ofStream(session, stream, version, end, bounded(limit)));
    }

    @Override
    public List<StoredEvent> readBackward(StreamId stream, long version, int limit) {
        long end = writer.readablePosition().value();
        return database.read(
                "read stream",
                session ->
                        EventTable.ofStreamBackward(session, stream, version, end, bounded(limit)));
    }

    @Override
    public Slice readAll(long position, int limit, EventFilter filter) {
        int most = bounded(limit);
        var latest = writer.tail().after(position, Integer.MAX_VALUE);
        if (!latest.isEmpty()) {
            var wanted = latest.stream().filter(filter::admits).limit(most).toList();
            return slice(wanted, most, latest.getLast().position());
        }
        long end = writer.readablePosition().value();
        long last = position + Math.clamp(end - position, 0, MAX_POSITIONS_PER_READ);
        var found =
                database.read(
                        "read all events",
                        session -> EventTable.after(session, position, last, filter, most));
        return slice(found, most, last);
    }

    /// Hands over the next events after `position` as they stand in the table, archived ones too, at most `limit`, durable ones
    /// only; answers the position to go on from, `position` when there are none left.
    ///
    /// @param reader runs in a transaction that reads: it must not wait, nor ask the store
    public long readAsStored(long position, int limit, Consumer<StoredRow> reader) {
        int most = bounded(limit);
        long end = writer.readablePosition().value();
        return database.read(
                "read all events",
                session -> EventTable.eachAfter(session, position, end, most, reader));
    }

    @Override
    public Slice readAllBackward(long position, int limit, EventFilter filter) {
        int most = bounded(limit);
        long before = Math.min(position, writer.readablePosition().value() + 1);
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
        long end = writer.readablePosition().value();
        return database.read("find stream", session -> StreamTable.find(session, stream, end));
    }

    @Override
    public List<StreamInfo> streams(String prefix, String after, int limit) {
        long end = writer.readablePosition().value();
        return database.read(
                "list streams",
                session -> StreamTable.list(session, prefix, after, end, bounded(limit)));
    }

    @Override
    public SortedSet<EventShape> shapes() {
        return writer.shapes();
    }

    @Override
    public OptionalLong edition() {
        return writer.edition();
    }

    @Override
    public Watermark durablePosition() {
        return writer.readablePosition();
    }
}
