package greenbelt.eventstore.journal;

import greenbelt.disk.DiskFull;
import greenbelt.disk.DiskGuard;
import greenbelt.disk.DiskSpace;
import greenbelt.eventstore.EventFilter;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.journal.JournalStatus.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Copies a store to the journal's files, and makes them anew where they do not say what the store says.
///
/// For the task of the journal, but for [#follow], [#unfollow] and what only asks, which are for all.
final class Copier {
    private static final Logger LOG = Logger.getLogger(Journal.class.getName());
    private static final int EVENTS_AT_A_TIME = 2_000;

    private final Path path;
    private final DiskGuard disk;
    private final Limits limits;
    private volatile Optional<EventStore> followed = Optional.empty();
    private volatile Optional<EventStore> comparedWith = Optional.empty();
    private volatile Coverage coverage = Coverage.none(0, 0);
    private final Condition condition = new Condition();
    private volatile boolean closed;

    private Optional<JournalFolder> folder = Optional.empty();
    private Optional<SegmentWriter> writer = Optional.empty();

    /// Up to where the store was read: the end of what is covered, or beyond it, where there was nothing to copy.
    private long copied;

    /// How long the records of the last segment are together, when nobody writes it.
    private long lastBytes;

    Copier(Path path, DiskSpace space, Limits limits) {
        this.path = path;
        this.disk = new DiskGuard(path, space);
        this.limits = limits;
    }

    void follow(EventStore store) {
        followed = Optional.of(store);
        if (condition.is(State.STOPPED)) {
            condition.resting();
        }
    }

    void unfollow(EventStore store) {
        if (follows(store)) {
            followed = Optional.empty();
        }
    }

    private boolean follows(EventStore store) {
        return followed.equals(Optional.of(store));
    }

    /// The store that is followed. Throws [JournalException] when none is.
    EventStore followed() {
        return followed.orElseThrow(
                () -> new JournalException("the store is not open: the node that has it is down"));
    }

    Coverage coverage() {
        return coverage;
    }

    /// Whether what is covered was compared with this store.
    boolean isOf(EventStore store) {
        return comparedWith.equals(Optional.of(store));
    }

    boolean isResting() {
        return condition.is(State.RESTING);
    }

    JournalStatus status() {
        var covered = coverage;
        return condition.status(
                covered,
                followed.map(store -> store.durablePosition().value()).orElse(covered.end()));
    }

    /// Copies what the store has and the journal has not, when that is worth it.
    void catchUp() {
        inCare(limits.lag(), store -> copy(store, limits.lag()));
    }

    /// Throws everything away and copies everything.
    void rebuild() {
        condition.reset();
        inCare(
                1,
                store -> {
                    store.edition().ifPresent(this::beginAnew);
                    copy(store, 1);
                });
    }

    /// Removes what is not the same as in the store, for this reason, and copies it anew.
    void beginAnew(String reason) {
        inCare(
                limits.lag(),
                store -> {
                    condition.mending(reason);
                    store.edition().ifPresent(this::beginAnew);
                    copy(store, limits.lag());
                });
    }

    /// Removes what a reader has found damaged, and what follows it, and copies it anew.
    void mend(JournalReader.Damage damage) {
        if (damage.life() == coverage.life()) {
            inCare(
                    limits.lag(),
                    store -> {
                        condition.mending(damage.how());
                        cutAt(damage.segment().begin());
                        copy(store, 1);
                    });
        }
    }

    /// What is done with the store that is followed, if one is, and the folder is there or the store has so much.
    private interface Work {
        void with(EventStore store);
    }

    private void inCare(long least, Work work) {
        var store = followed;
        if (store.isEmpty() || closed) {
            return;
        }
        try {
            if (isOf(store.get()) || look(store.get(), least)) {
                work.with(store.get());
            }
        } catch (DiskFull full) {
            condition.noRoom(full);
        } catch (JournalException failure) {
            stop(failure);
        } catch (RuntimeException failure) {
            LOG.log(Level.INFO, "the store cannot be read; the next ring tries again", failure);
        }
    }

    private void stop(JournalException failure) {
        condition.stopped(failure);
        comparedWith = Optional.empty();
        coverage = Coverage.none(coverage.life() + 1, 0);
        try {
            closeWriter();
        } catch (JournalException again) {
            LOG.log(Level.FINE, "nor can it be closed", again);
        }
    }

    /// Finds what is there, and compares it with the store; answers whether there is anything to be done.
    private boolean look(EventStore store, long least) {
        var edition = store.edition();
        boolean nothingToDo =
                folder.isEmpty()
                        && Files.notExists(path)
                        && store.durablePosition().value() < least;
        if (condition.is(State.STOPPED) || nothingToDo || edition.isEmpty()) {
            return false;
        }
        closeWriter();
        comparedWith = Optional.empty();
        if (folder.isEmpty()) {
            disk.check();
            folder = Optional.of(JournalFolder.take(path));
        }
        var found = new Stock(folder.get()).compare(store, edition.getAsLong());
        coverage = new Coverage(coverage.life() + 1, edition.getAsLong(), found.segments());
        copied = coverage.end();
        lastBytes = found.lastBytes();
        folder.get().removeFrom(coverage.end());
        found.trouble().ifPresent(condition::mending);
        if (found.segments().isEmpty()) {
            beginAnew(edition.getAsLong());
        }
        comparedWith = Optional.of(store);
        return true;
    }

    private void beginAnew(long edition) {
        closeWriter();
        coverage = Coverage.none(coverage.life() + 1, edition);
        copied = 0;
        folder.orElseThrow().beginAnew(edition);
    }

    private void copy(EventStore store, long least) {
        while (isOfEdition(store) && isBehind(store, least)) {
            if (writer.isEmpty()) {
                if (isFull()) {
                    condition.full();
                    return;
                }
                begin();
            }
            condition.copying();
            copySome(store);
        }
        if (coverage.segments().isEmpty()) {
            condition.resting();
        } else {
            condition.current();
        }
    }

    private boolean isBehind(EventStore store, long least) {
        return follows(store) && !closed && store.durablePosition().value() - copied >= least;
    }

    /// Whether the store shows an edition; when it is another one than what was copied, that is thrown away.
    private boolean isOfEdition(EventStore store) {
        var edition = store.edition();
        if (edition.isPresent() && edition.getAsLong() != coverage.edition()) {
            beginAnew(edition.getAsLong());
        }
        return edition.isPresent();
    }

    private boolean isFull() {
        return coverage.segments().size() >= limits.segments()
                && lastBytes >= limits.segmentBytes() / 2;
    }

    /// Begins a segment. One that is less than half full is taken up again: its events are copied to the new one.
    private void begin() {
        if (!coverage.segments().isEmpty() && lastBytes < limits.segmentBytes() / 2) {
            cutAt(coverage.segments().getLast().begin());
        }
        long begin = coverage.end();
        var home = folder.orElseThrow();
        home.removeFrom(begin);
        writer = Optional.of(new SegmentWriter(home.folderOf(begin), begin, disk));
    }

    private void cutAt(long begin) {
        closeWriter();
        coverage = coverage.until(begin);
        copied = coverage.end();
        folder.orElseThrow().removeFrom(begin);
        lastBytes = limits.segmentBytes();
    }

    /// Copies the next few events, unless the store shows another edition meanwhile.
    private void copySome(EventStore store) {
        var slice = store.readAll(copied, EVENTS_AT_A_TIME, EventFilter.ALL);
        if (!store.edition().equals(OptionalLong.of(coverage.edition()))) {
            return;
        }
        var open = writer.orElseThrow();
        for (var event : slice.events()) {
            open.append(event);
            copied = event.position();
            if (open.bytes() >= limits.segmentBytes()) {
                publish(open);
                closeWriter();
                return;
            }
        }
        publish(open);
        copied = slice.position();
    }

    private void publish(SegmentWriter open) {
        if (open.end() > open.begin()) {
            var home = folder.orElseThrow().folderOf(open.begin());
            coverage = coverage.with(new Segment(home, open.begin(), open.end()));
        }
    }

    private void closeWriter() {
        var open = writer;
        writer = Optional.empty();
        open.ifPresent(was -> {
            lastBytes = was.bytes();
            was.close();
        });
    }

    /// Has a copy under way end soon.
    void hurry() {
        closed = true;
    }

    void close() {
        closed = true;
        closeWriter();
        folder.ifPresent(JournalFolder::release);
        folder = Optional.empty();
    }
}
