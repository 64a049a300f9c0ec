package greenbelt.projection;

import greenbelt.database.Database;
import greenbelt.database.Session;
import greenbelt.eventstore.EventStoreException;
import greenbelt.eventstore.Inline;
import greenbelt.eventstore.StoredEvent;
import greenbelt.projection.Version.Role;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/// Projections whose rows are written in the transaction that appends the events, in the database of the event store.
///
/// Whoever has appended reads the rows at once, and a rule that spans streams can be kept by a key of their tables. In
/// return each append waits for them, and fails when one of them cannot take it: nothing is written then, and
/// [EventStoreException] names the projection. There are no dead letters. To be opened before the store, which takes
/// this as its [Inline]; the methods that read are for all tasks.
public final class InlineProjections implements Inline<Session> {
    private final Map<String, Member> members = new TreeMap<>();
    private final Optional<BlueGreen> blueGreen;
    private final Batches batches;

    /// What inline projections stand on.
    ///
    /// @param database that of the event store
    public record Parts(World world, Node node, Database database, Log log, Batches batches) {}

    /// The events, as they are in a transaction.
    ///
    /// @param end the position of the last one
    public record Log(ToLongFunction<Session> end, Reader reader) {
        /// Reads the log.
        public interface Reader {
            /// The events after `position`, archived ones too, oldest first, at most `limit`.
            List<StoredEvent> after(Session session, long position, int limit);
        }
    }

    private InlineProjections(
            Optional<BlueGreen> blueGreen, Batches batches, List<Member> members) {
        this.blueGreen = blueGreen;
        this.batches = batches;
        members.forEach(member -> this.members.put(member.name(), member));
    }

    /// None.
    public static InlineProjections none() {
        return new InlineProjections(Optional.empty(), Batches.STANDARD, List.of());
    }

    /// Opens projections, and lets those catch up that are behind the log, or were ahead of it when a crash took events
    /// back: those are made anew. To be called by a task, when nothing appends.
    ///
    /// Throws [EventStoreException] when one of them cannot take what is in the log, and [IllegalArgumentException] for a
    /// process: what was done because of its rows cannot be undone with them.
    public static InlineProjections open(Parts parts, List<Projection> projections) {
        var members = new InlineOpening(parts).open(projections);
        var blueGreen =
                new BlueGreen(
                        parts.world(),
                        parts.database(),
                        (member, next) -> InlineBuild.begin(parts, member, next));
        members.forEach(blueGreen::goOn);
        return new InlineProjections(Optional.of(blueGreen), parts.batches(), members);
    }

    /// Writes into the readers' versions, and into those next ones that are whole already.
    @Override
    public void write(Session session, List<StoredEvent> events) {
        if (members.isEmpty()) {
            return; // and there may be no tables
        }
        var versions = VersionTable.all(session);
        for (var member : members.values()) {
            var current = version(versions, member, Role.CURRENT).orElseThrow();
            write(session, member, current, events);
            version(versions, member, Role.NEXT)
                    .filter(next -> next.halted().isEmpty())
                    .filter(next -> next.position() == current.position())
                    .ifPresent(next -> write(session, member, next, events));
        }
    }

    private static Optional<Version> version(List<Version> versions, Member member, Role role) {
        return versions.stream()
                .filter(version -> version.projection().equals(member.name()) && version.is(role))
                .findFirst();
    }

    private static void write(
            Session session, Member member, Version version, List<StoredEvent> events) {
        try {
            var changes = member.projection().begin();
            events.forEach(changes::take);
            changes.write(session, version.tables());
        } catch (RuntimeException failure) {
            if (!Poison.isBehind(failure)) {
                throw failure;
            }
            throw new EventStoreException(refusal(member, events), failure);
        }
        long last = events.getLast().position();
        VersionTable.moveTo(session, version, last);
        session.afterCommit(() -> member.changed(version.at(last)));
    }

    private static String refusal(Member member, List<StoredEvent> events) {
        return "inline projection %s does not take %s"
                .formatted(
                        member.name(),
                        events.stream()
                                .map(event -> event.event().type())
                                .distinct()
                                .collect(Collectors.joining(", ")));
    }

    /// Reads what a projection has written: all of one version, with every event that was appended.
    ///
    /// @param what names it in traces, such as `find last number`
    public <T> T read(String projection, String what, BiFunction<Session, Tables, T> reader) {
        return blueGreen().read(member(projection), what, reader);
    }

    List<String> names() {
        return new ArrayList<>(members.keySet());
    }

    boolean has(String projection) {
        return members.containsKey(projection);
    }

    Member member(String projection) {
        return Optional.ofNullable(members.get(projection))
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "there is no inline projection \"%s\"; there are %s"
                                        .formatted(projection, String.join(", ", names()))));
    }

    BlueGreen blueGreen() {
        return blueGreen.orElseThrow();
    }

    List<ProjectionStatus> status() {
        return blueGreen
                .map(known -> Statuses.inline(members.values(), known, batches))
                .orElseGet(List::of);
    }
}
