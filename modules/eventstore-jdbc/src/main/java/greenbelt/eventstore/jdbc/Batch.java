package greenbelt.eventstore.jdbc;

import greenbelt.database.Session;
import greenbelt.event.MessageId;
import greenbelt.eventstore.Admission;
import greenbelt.eventstore.Admission.Head;
import greenbelt.eventstore.Admission.Verdict;
import greenbelt.eventstore.AppendResult.Appended;
import greenbelt.eventstore.MultiAppendResult;
import greenbelt.eventstore.MultiAppendResult.AllAppended;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamAppend;
import greenbelt.eventstore.StreamChange;
import greenbelt.eventstore.StreamChange.Changed;
import greenbelt.eventstore.StreamChange.NoSuchStream;
import greenbelt.eventstore.StreamId;
import greenbelt.eventstore.StreamInfo;
import greenbelt.eventstore.StreamState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The requests of one transaction. What it learns counts only when the transaction is committed.
final class Batch {
    private final Session session;
    private final Heads committedHeads;
    private final Care care;
    private final Map<StreamId, Head> heads = new LinkedHashMap<>();
    private final List<StoredEvent> events = new ArrayList<>();
    private final long before;
    private long position;
    private int inserted;
    private boolean rewritten;
    private long edition;

    /// Whether an append looks first for its events in the table, or leaves it to the keys of the table to refuse the
    /// whole batch when one is there, which is rare.
    enum Care {
        LEFT_TO_KEYS,
        LOOKS_FIRST
    }

    /// @param position where the store stands
    /// @param edition which edition it shows
    Batch(Session session, Heads committedHeads, long position, long edition, Care care) {
        this.session = session;
        this.committedHeads = committedHeads;
        this.care = care;
        this.before = position;
        this.position = position;
        this.edition = edition;
    }

    /// What a committed batch has changed.
    ///
    /// @param answers to be given
    /// @param events that were appended
    /// @param rewritten whether events that were there before are so no more
    /// @param before where the store stood
    /// @param position where it stands now
    /// @param edition which edition it shows now
    record Written(
            List<Runnable> answers,
            Map<StreamId, Head> heads,
            List<StoredEvent> events,
            boolean rewritten,
            long before,
            long position,
            long edition) {}

    Written write(List<Request<?>> requests) {
        var answers = new ArrayList<Runnable>(requests.size());
        for (var request : requests) {
            answers.add(request.in(this));
        }
        insert();
        return new Written(answers, heads, events, rewritten, before, position, edition);
    }

    MultiAppendResult append(List<StreamAppend> appends) {
        return switch (judge(appends)) {
            case Verdict.Repeated(var answer) -> answer;
            case Verdict.Rejected(var why) -> why;
            case Verdict.Fresh() -> new AllAppended(appends.stream().map(this::append).toList());
        };
    }

    private Verdict judge(List<StreamAppend> appends) {
        if (care == Care.LEFT_TO_KEYS && appends.stream().allMatch(this::isWelcome)) {
            return new Verdict.Fresh();
        }
        insert();
        return new Admission(this::withId, this::head).judge(appends);
    }

    private boolean isWelcome(StreamAppend append) {
        return head(append.stream()).refusalOf(append).isEmpty();
    }

    private Appended append(StreamAppend append) {
        long version = head(append.stream()).version();
        for (var event : append.events()) {
            events.add(new StoredEvent(++position, append.stream(), ++version, event));
        }
        heads.put(append.stream(), new Head(version, StreamState.OPEN));
        return new Appended(version, position);
    }

    /// Changes a stream as a whole.
    StreamChange change(StreamId stream, Function<StreamInfo, StreamChange> change) {
        insert();
        var info = StreamTable.find(session, stream, position);
        var result = info.map(change).orElseGet(() -> new NoSuchStream(stream));
        if (result instanceof Changed(var changed) && !info.equals(Optional.of(changed))) {
            StreamTable.put(session, changed);
            rewrite(info.map(StreamInfo::state).orElseThrow(), changed);
        }
        return result;
    }

    private void rewrite(StreamState old, StreamInfo changed) {
        if (changed.state() == old) {
            return;
        }
        switch (changed.state()) {
            case OPEN -> throw new IllegalStateException(changed + " was " + old);
            case ARCHIVED -> EventTable.archive(session, changed.stream());
            case DELETED -> {
                EventTable.delete(session, changed.stream());
                SnapshotTable.delete(session, changed.stream());
            }
        }
        heads.put(changed.stream(), new Head(changed.version(), changed.state()));
        edition += changed.state().mark(changed.stream()) - old.mark(changed.stream());
        rewritten = true;
    }

    /// Inserts those of the events that are not in the table yet.
    private void insert() {
        EventTable.insert(session, events.subList(inserted, events.size()));
        inserted = events.size();
    }

    private Optional<StoredEvent> withId(MessageId id) {
        return EventTable.withId(session, id);
    }

    private Head head(StreamId stream) {
        var mine = heads.get(stream);
        return mine != null
                ? mine
                : committedHeads.of(stream).orElseGet(() -> StreamTable.head(session, stream));
    }
}
