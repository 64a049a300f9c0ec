package greenbelt.eventstore;

import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.eventstore.AppendResult.Appended;
import greenbelt.eventstore.AppendResult.Closed;
import greenbelt.eventstore.AppendResult.Conflict;
import greenbelt.eventstore.AppendResult.IdTaken;
import greenbelt.eventstore.AppendResult.Refused;
import greenbelt.eventstore.MultiAppendResult.AllAppended;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Decides what becomes of an append, from what the store holds: for those who implement a store, so that all decide
/// alike. Writes nothing.
public final class Admission {
    private final Function<MessageId, Optional<StoredEvent>> withId;
    private final Function<StreamId, Head> headOf;

    /// @param withId finds an event of the store by its id
    /// @param headOf says where a stream stands
    public Admission(
            Function<MessageId, Optional<StoredEvent>> withId, Function<StreamId, Head> headOf) {
        this.withId = withId;
        this.headOf = headOf;
    }

    /// Where a stream stands.
    ///
    /// @param version of its last event, 0 when it does not exist
    public record Head(long version, StreamState state) {
        /// That of a stream that does not exist.
        public static final Head NONE = new Head(0, StreamState.OPEN);

        /// Why the stream does not take this append, apart from the ids of its events.
        public Optional<Refused> refusalOf(StreamAppend append) {
            if (state != StreamState.OPEN) {
                return Optional.of(new Closed(append.stream(), state));
            }
            return append.expected().holdsAt(version)
                    ? Optional.empty()
                    : Optional.of(new Conflict(append.stream(), version));
        }
    }

    /// What becomes of an append.
    public sealed interface Verdict {
        /// It is to be written.
        record Fresh() implements Verdict {}

        /// It was written before, with this answer.
        record Repeated(AllAppended answer) implements Verdict {}

        /// It is not to be written.
        record Rejected(Refused why) implements Verdict {}
    }

    /// The verdict about an append to one or more streams.
    public Verdict judge(List<StreamAppend> appends) {
        var places = appends.stream().map(this::repetition).flatMap(Optional::stream).toList();
        if (places.size() == appends.size()) {
            return new Verdict.Repeated(new AllAppended(places));
        }
        return firstTaken(appends)
                .or(() -> firstRefusal(appends))
                .<Verdict>map(Verdict.Rejected::new)
                .orElseGet(Verdict.Fresh::new);
    }

    /// The place that the last event got, if this was appended before.
    private Optional<Appended> repetition(StreamAppend append) {
        var found = append.events().stream().map(Envelope::id).map(withId).toList();
        if (found.contains(Optional.<StoredEvent>empty())) {
            return Optional.empty();
        }
        var old = found.stream().flatMap(Optional::stream).toList();
        long before = old.getFirst().version() - 1;
        for (int i = 0; i < old.size(); i++) {
            if (!old.get(i).stream().equals(append.stream())
                    || old.get(i).version() != before + 1 + i
                    || !old.get(i).event().saysTheSameAs(append.events().get(i))) {
                return Optional.empty();
            }
        }
        var last = old.getLast();
        return append.expected().holdsAt(before)
                ? Optional.of(new Appended(last.version(), last.position()))
                : Optional.empty();
    }

    /// The first event that is there already; one whose append is not a repetition, if there is one.
    private Optional<Refused> firstTaken(List<StreamAppend> appends) {
        return appends.stream()
                .sorted(Comparator.comparing(append -> repetition(append).isPresent())) // stable
                .flatMap(append -> append.events().stream())
                .map(event -> withId.apply(event.id()))
                .flatMap(Optional::stream)
                .findFirst()
                .map(old -> new IdTaken(old.event().id(), old.stream(), old.version()));
    }

    private Optional<Refused> firstRefusal(List<StreamAppend> appends) {
        return appends.stream()
                .map(append -> headOf.apply(append.stream()).refusalOf(append))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
