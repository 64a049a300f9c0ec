package greenbelt.projection;

import greenbelt.database.Session;
import greenbelt.eventstore.EventStoreException;
import greenbelt.projection.InlineProjections.Parts;
import greenbelt.projection.Version.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds out where inline projections stand, makes the tables of those that are new, and brings them to the end of the log.
final class InlineOpening {
    private static final System.Logger LOG = System.getLogger("greenbelt.projection");

    /// From how many positions on it is said that a projection catches up: the store opens later for it.
    private static final long WORTH_A_WORD = 10_000;

    private final Parts parts;

    InlineOpening(Parts parts) {
        this.parts = parts;
    }

    List<Member> open(List<Projection> projections) {
        projections.forEach(InlineOpening::mustBeReadModel);
        var asTheyAre =
                parts.database()
                        .read("find inline projections", session -> found(session, projections));
        if (asTheyAre.isPresent()) {
            return asTheyAre.get();
        }
        var members =
                parts.database()
                        .write("open inline projections", session -> open(session, projections));
        members.forEach(this::catchUp);
        return members;
    }

    /// The projections, when they stand at the end of the log and there is nothing to tidy up: as after most starts.
    private Optional<List<Member>> found(Session session, List<Projection> projections) {
        if (!VersionTable.isThere(session)) {
            return Optional.empty();
        }
        long end = parts.log().end().applyAsLong(session);
        var members = new ArrayList<Member>();
        for (var projection : projections) {
            var name = projection.name();
            var current = VersionTable.with(session, name, Role.CURRENT);
            var next = VersionTable.with(session, name, Role.NEXT);
            int others = VersionTable.of(session, name).size() - 1 - (next.isPresent() ? 1 : 0);
            if (current.isEmpty()
                    || current.get().position() != end
                    || others > 0
                    || next.filter(it -> it.position() > end).isPresent()) {
                return Optional.empty();
            }
            members.add(new Member(projection, current.get(), next, 0));
        }
        return Optional.of(members);
    }

    private static void mustBeReadModel(Projection projection) {
        if (projection.kind() != Projection.Kind.READ_MODEL) {
            throw new IllegalArgumentException(
                    "%s cannot be inline: what is acted upon cannot be taken back with its events"
                            .formatted(projection.name()));
        }
    }

    /// The tables come by themselves, so that an event store that was without inline projections can get some.
    private List<Member> open(Session session, List<Projection> projections) {
        Projections.TABLES.forEach(session::update);
        long end = parts.log().end().applyAsLong(session);
        var members = new ArrayList<Member>();
        for (var projection : projections) {
            tidy(session, projection, end);
            var name = projection.name();
            var current =
                    VersionTable.with(session, name, Role.CURRENT)
                            .orElseGet(() -> create(session, projection));
            var next = VersionTable.with(session, name, Role.NEXT);
            members.add(new Member(projection, current, next, 0));
        }
        return members;
    }

    /// Drops what nobody reads, and what has seen events that are not in the log.
    private static void tidy(Session session, Projection projection, long end) {
        for (var version : VersionTable.of(session, projection.name())) {
            boolean isAhead = version.position() > end;
            if (isAhead || version.is(Role.RETIRED) || version.is(Role.CANCELLED)) {
                Versions.drop(session, projection, version.tables());
                VersionTable.delete(session, version);
            }
        }
    }

    private static Version create(Session session, Projection projection) {
        long number =
                1
                        + VersionTable.of(session, projection.name()).stream()
                                .mapToLong(Version::version)
                                .max()
                                .orElse(0);
        var first = new Version(projection.name(), number, Role.CURRENT, 0, 0, Optional.empty());
        Versions.create(session, projection, first.tables());
        projection.indexes().forEach(sql -> session.update(first.tables().sql(sql)));
        VersionTable.insert(session, first);
        return first;
    }

    private void catchUp(Member member) {
        var name = member.name();
        long end = parts.database().read("find end of log", parts.log().end()::applyAsLong);
        long from = member.current().position();
        if (end - from >= WORTH_A_WORD) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "inline projection {0} catches up from position {1} to {2}",
                    name,
                    Long.toString(from),
                    Long.toString(end));
        }
        while (member.current().position() < end) {
            try {
                parts.database().write("catch up " + name, session -> take(session, member));
            } catch (RuntimeException failure) {
                if (!Poison.isBehind(failure)) {
                    throw failure;
                }
                throw new EventStoreException(
                        "inline projection %s cannot take the events after position %d"
                                .formatted(name, member.current().position()),
                        failure);
            }
        }
    }

    private long take(Session session, Member member) {
        return InlineBuild.take(
                session, parts.log(), member, member.current(), parts.batches().inline());
    }
}
