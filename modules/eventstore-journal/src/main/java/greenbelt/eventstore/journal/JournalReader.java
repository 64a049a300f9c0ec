package greenbelt.eventstore.journal;

import greenbelt.eventstore.EventFilter;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Slice;
import greenbelt.eventstore.StoredEvent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Consumer;

/// Goes through a journal, event by event, up to what was its end when the reader was made.
///
/// Every record is checked before it is shown: its checksum, and that it follows the one before. What does not hold is
/// thrown as [JournalDamaged], and the journal mends itself meanwhile; the caller goes on at [#position] in the store.
/// For one task at a time; to be closed.
///
///     try (var reader = journal.read(0)) {
///         while (reader.next()) {
///             checksum.update(reader.bytes());
///         }
///     }
public final class JournalReader implements AutoCloseable {
    /// Over how many events one slice looks for those that a filter admits.
    private static final int MAX_EVENTS_PER_SLICE = 50_000;

    private final Consumer<Damage> damages;
    private Coverage coverage;
    private Optional<SegmentReader> open = Optional.empty();
    private long position;

    /// What a reader has found.
    ///
    /// @param life of the journal that it read
    /// @param segment where it was
    /// @param how in a sentence
    record Damage(long life, Segment segment, String how) {}

    /// @param damages hears what is damaged
    JournalReader(Coverage coverage, long position, Consumer<Damage> damages) {
        this.coverage = coverage;
        this.position = position;
        this.damages = damages;
    }

    /// Goes to the next event; answers whether there is one. Throws [JournalDamaged], and [JournalException] when the
    /// files cannot be read.
    public boolean next() {
        while (position < coverage.end()) {
            var reader = reader();
            try {
                if (reader.next()) {
                    if (reader.position() <= position) {
                        continue; // on the way to where this reader begins
                    }
                    position = reader.position();
                    return true;
                }
                mustHaveEnded(reader);
                position = Math.max(position, reader.position());
                close();
            } catch (JournalDamaged damaged) {
                damages.accept(new Damage(coverage.life(), reader.segment(), damaged.sentence()));
                throw damaged;
            }
        }
        return false;
    }

    private void mustHaveEnded(SegmentReader reader) {
        long end = coverage.behind(reader.segment().begin()).end();
        if (reader.position() != end) {
            throw new JournalDamaged(
                    "the journal is damaged: %s ends at position %d, not at %d"
                            .formatted(
                                    reader.segment().folder().getFileName(),
                                    reader.position(),
                                    end));
        }
    }

    private SegmentReader reader() {
        if (open.isPresent()) {
            return open.get();
        }
        var segment = coverage.behind(position);
        try {
            var reader = new SegmentReader(segment);
            open = Optional.of(reader);
            return reader;
        } catch (JournalDamaged damaged) {
            damages.accept(new Damage(coverage.life(), segment, damaged.sentence()));
            throw damaged;
        }
    }

    /// The next of the events that `filter` admits, at most `limit`, and where it stands then.
    Slice slice(int limit, EventFilter filter) {
        var found = new ArrayList<StoredEvent>();
        int most = Math.min(limit, EventStore.MAX_EVENTS_PER_READ);
        for (int looked = 0;
                looked < MAX_EVENTS_PER_SLICE && found.size() < most && next();
                looked++) {
            if (EventFormat.admits(filter, reader().record())) {
                found.add(event());
            }
        }
        return new Slice(found, position);
    }

    /// The position of the event that it stands at; where it began before the first.
    public long position() {
        return position;
    }

    /// The event that it stands at, as bytes, until it goes to the next: read-only, and in no order but the journal's
    /// own. Throws [IllegalStateException] when it stands at none.
    public ByteBuffer bytes() {
        return open.orElseThrow(() -> new IllegalStateException("it stands at no event")).record();
    }

    /// The event that it stands at. Throws [IllegalStateException] when it stands at none.
    public StoredEvent event() {
        return EventFormat.read(EventFormat.inOrder(bytes().duplicate()));
    }

    /// Whether it can go on in what the journal is now.
    boolean isOf(Coverage now) {
        return coverage.life() == now.life();
    }

    /// Goes on to what is the end now.
    void extendTo(Coverage now) {
        coverage = now;
        open.ifPresent(SegmentReader::lookAgain);
    }

    @Override
    public void close() {
        open.ifPresent(SegmentReader::close);
        open = Optional.empty();
    }
}
