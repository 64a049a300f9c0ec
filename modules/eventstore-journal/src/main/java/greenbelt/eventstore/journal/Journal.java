package greenbelt.eventstore.journal;

import greenbelt.disk.DiskSpace;
import greenbelt.eventstore.EventFilter;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Slice;
import greenbelt.world.Mailbox;
import greenbelt.world.Node;
import greenbelt.world.Part;
import greenbelt.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A copy of an event store in Chronicle queues, for replay: many times as fast as the store, and disposable.
///
/// The store is the record, and the journal never knows better: a task copies what is durable, in batches; a read that
/// the journal cannot answer, because it is missing, behind, or damaged, is answered by the store. When the journal is
/// found to be of another store, ahead of it, of another edition, or damaged, it is made anew, from where it is wrong;
/// [#status] says so in a sentence, and the log. The folder can be deleted whenever nobody has it open.
///
/// For the live world. All methods but [#close] are for many tasks; [#close] is for the owner.
public final class Journal implements AutoCloseable {
    /// The name of the node whose task writes.
    public static final String NODE = "journal";

    private static final Logger LOG = Logger.getLogger(Journal.class.getName());
    private static final int MAX_REQUESTS = 64;

    private static final Duration PATIENCE_TO_CLOSE = Duration.ofSeconds(10);
    private static final Duration PATIENCE_TO_LOOK = Duration.ofMinutes(10);
    private static final int EVENTS_VERIFIED_AT_A_TIME = 1_000;

    private final World world;
    private final Node node;
    private final Limits limits;
    private final Mailbox<Runnable> requests;
    private final Copier copier;
    private final KeptReaders readers = new KeptReaders(this::damaged);

    private Journal(World world, Node node, Limits limits, Copier copier) {
        this.world = world;
        this.node = node;
        this.limits = limits;
        this.requests = world.mailbox("requests to the journal", MAX_REQUESTS);
        this.copier = copier;
    }

    /// A journal in `folder`, which is not touched before a store is followed and has something worth copying. Starts the
    /// node `journal`.
    ///
    /// @param space how much room there is on the disk
    public static Journal open(World world, Path folder, DiskSpace space) {
        return open(world, folder, space, Limits.DEFAULT);
    }

    static Journal open(World world, Path folder, DiskSpace space, Limits limits) {
        Chatter.hush();
        var node = world.start(NODE);
        var journal = new Journal(world, node, limits, new Copier(folder, space, limits));
        node.spawn("journal", journal::serve);
        node.attach(journal.new Closing());
        return journal;
    }

    private void serve() {
        while (true) {
            requests.take().run();
        }
    }

    /// The store with the journal in front: reads of all events come from the journal as far as it reaches, everything
    /// else from the store. Follows that store from now on, until `storeNode` goes down, or another one is followed.
    public EventStore over(Node storeNode, EventStore store) {
        copier.follow(store);
        storeNode.attach(new Following(store));
        storeNode.spawn("journal bell", () -> ringFor(store));
        return new JournaledStore(store, this);
    }

    /// Rings whenever the store has grown by a batch.
    private void ringFor(EventStore store) {
        var durable = store.durablePosition();
        world.rest(limits.firstLook());
        while (true) {
            long seen = durable.value();
            ring();
            durable.restUntilBeyond(seen + limits.lag() - 1);
        }
    }

    /// Has the journal look whether there is something to do. Never waits.
    void ring() {
        // One that finds no room is not needed: those that are there look, too.
        var _ = requests.offer(copier::catchUp);
    }

    /// The next events, if the journal can tell.
    Optional<Slice> slice(EventStore store, long position, int limit, EventFilter filter) {
        if (filter.archivedToo() || store.durablePosition().value() - position < limits.lag()) {
            return Optional.empty();
        }
        var coverage = copier.coverage();
        if (!copier.isOf(store) || !coverage.reaches(position, store.edition())) {
            ringOnce();
            return Optional.empty();
        }
        var reader = readers.take(position, coverage);
        try {
            var slice = reader.slice(limit, filter);
            readers.keep(reader);
            return Optional.of(slice);
        } catch (JournalException failure) {
            reader.close();
            LOG.log(Level.FINE, "read from the store instead", failure);
            return Optional.empty();
        }
    }

    private void ringOnce() {
        if (copier.isResting()) {
            ring();
        }
    }

    private void damaged(JournalReader.Damage damage) {
        var _ = requests.offer(() -> copier.mend(damage));
    }

    /// Reads the journal as it is now, behind `position` (0 for all), as bytes or as events; where it ends, and from where
    /// on to ask the store, says [JournalReader#position]. Sees no archived streams.
    public JournalReader read(long position) {
        return new JournalReader(copier.coverage(), position, this::damaged);
    }

    /// Compares every event in the journal with that of the store. Throws [JournalException] when there is no store.
    public Verified verify() {
        var store = copier.followed();
        var _ = catchUp(PATIENCE_TO_LOOK);
        long events = 0;
        try (var reader = read(0)) {
            while (true) {
                long from = reader.position();
                var mine = reader.slice(EVENTS_VERIFIED_AT_A_TIME, EventFilter.ALL).events();
                if (mine.isEmpty()) {
                    return new Verified(events, from, missing(store, from), Optional.empty());
                }
                var theirs = store.readAll(from, mine.size());
                if (!mine.equals(theirs)) {
                    return new Verified(
                            events, from, missing(store, from), Optional.of(differs(from)));
                }
                events += mine.size();
            }
        } catch (JournalDamaged damaged) {
            return new Verified(events, 0, missing(store, 0), Optional.of(damaged.sentence()));
        }
    }

    private static long missing(EventStore store, long position) {
        return Math.max(0, store.durablePosition().value() - position);
    }

    private String differs(long from) {
        var how = "the journal does not say what the store says behind position " + from;
        var _ = requests.offer(() -> copier.beginAnew(how));
        return how;
    }

    /// Throws the journal away and copies the store anew; answers how it fares then. Waits, at most `patience`. Throws
    /// [JournalException] when there is no store.
    public JournalStatus rebuild(Duration patience) {
        var _ = copier.followed();
        var answer = world.<JournalStatus>mailbox("answer of the journal", 1);
        requests.put(() -> {
            copier.rebuild();
            var _ = answer.offer(copier.status());
        });
        return answer.await(patience).orElseGet(copier::status);
    }

    /// Has the journal look whether there is something to copy, and waits until it has done so, at most `patience`; answers
    /// how it fares then.
    public JournalStatus catchUp(Duration patience) {
        var answer = world.<JournalStatus>mailbox("answer of the journal", 1);
        requests.put(() -> {
            copier.catchUp();
            var _ = answer.offer(copier.status());
        });
        return answer.await(patience).orElseGet(copier::status);
    }

    /// How it fares, as far as it has looked.
    public JournalStatus status() {
        return copier.status();
    }

    Coverage coverage() {
        return copier.coverage();
    }

    /// Closes the files and stops the node.
    @Override
    public void close() {
        node.stop();
    }

    private void closeFiles() {
        readers.close();
        copier.close();
    }

    /// Closes the files with the node, by the task that has them.
    private final class Closing implements Part {
        @Override
        public void stop() {
            copier.hurry();
            var closed = world.<Boolean>mailbox("the journal is closed", 1);
            requests.put(() -> {
                closeFiles();
                var _ = closed.offer(true);
            });
            var _ = closed.await(PATIENCE_TO_CLOSE);
        }

        @Override
        public void crash() {
            // Nothing is only in memory, and the files may be in use.
        }
    }

    /// Lets go of a store with its node.
    private final class Following implements Part {
        private final EventStore store;

        Following(EventStore store) {
            this.store = store;
        }

        @Override
        public void stop() {
            copier.unfollow(store);
        }

        @Override
        public void crash() {
            copier.unfollow(store);
        }
    }
}
