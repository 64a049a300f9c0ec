package greenbelt.eventstore.journal;

import greenbelt.disk.DiskFull;
import greenbelt.eventstore.journal.JournalStatus.State;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/// How a journal fares, as its task notes it and everybody may ask.
final class Condition {
    private static final Logger LOG = Logger.getLogger(Journal.class.getName());

    /// How often it is mended before it is believed that it is the disk that fails.
    private static final int MAX_MENDED = 20;

    private final AtomicLong mended = new AtomicLong();
    private volatile State state = State.RESTING;
    private volatile Optional<String> trouble = Optional.empty();

    boolean is(State asked) {
        return state == asked;
    }

    JournalStatus status(Coverage covered, long end) {
        return new JournalStatus(
                state,
                covered.end(),
                Math.max(0, end - covered.end()),
                covered.segments().size(),
                mended.get(),
                trouble);
    }

    /// Begins with a clean slate.
    void reset() {
        mended.set(0);
        trouble = Optional.empty();
        state = State.RESTING;
    }

    void resting() {
        state = State.RESTING;
    }

    void copying() {
        if (state == State.NO_ROOM) {
            trouble = Optional.empty();
        }
        state = State.COPYING;
    }

    void full() {
        state = State.FULL;
    }

    void current() {
        state = State.CURRENT;
    }

    void noRoom(DiskFull full) {
        state = State.NO_ROOM;
        trouble = Optional.of(String.valueOf(full.getMessage()));
    }

    void stopped(JournalException failure) {
        state = State.STOPPED;
        trouble = Optional.of(failure.sentence());
        LOG.log(
                Level.WARNING,
                "the journal has stopped; everything is read from the store",
                failure);
    }

    /// Notes that something is to be copied anew, and why. Throws [JournalException] when that was so too often.
    void mending(String reason) {
        LOG.warning(reason + "; it is copied from the store anew");
        trouble = Optional.of(reason);
        if (mended.incrementAndGet() >= MAX_MENDED) {
            throw new JournalException(
                    "the journal had to be mended %d times, the last time because %s"
                            .formatted(mended.get(), reason));
        }
    }
}
