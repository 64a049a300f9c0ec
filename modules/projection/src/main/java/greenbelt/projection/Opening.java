package greenbelt.projection;

import greenbelt.database.Session;
import greenbelt.eventstore.EventStoreException;
import greenbelt.projection.Projections.Opened;
import greenbelt.projection.Projections.Parts;
import greenbelt.projection.Version.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds out where the projections stopped, and makes the tables of those that are new.
final class Opening {
    private final Parts parts;
    private final long end;

    Opening(Parts parts) {
        this.parts = parts;
        this.end = parts.store().durablePosition().value();
    }

    Opened open(List<Projection> projections) {
        return parts.database()
                .write(
                        "open projections",
                        session -> {
                            tidy(session, projections);
                            var members = new ArrayList<Member>();
                            for (var projection : projections) {
                                members.add(open(session, projection));
                            }
                            return new Opened(members, start(session));
                        });
    }

    /// Nobody reads yet: what was read before a switch can go. And nobody makes what this build has no projection for.
    private void tidy(Session session, List<Projection> projections) {
        var names = projections.stream().map(Projection::name).toList();
        for (var version : VersionTable.all(session)) {
            if (version.is(Role.RETIRED) || version.is(Role.CANCELLED)) {
                projections.stream()
                        .filter(it -> it.name().equals(version.projection()))
                        .forEach(it -> Versions.drop(session, it, version.tables()));
                VersionTable.delete(session, version);
            } else if (version.is(Role.CURRENT) && !names.contains(version.projection())) {
                VersionTable.halt(session, version, "this build has no such projection");
            }
        }
    }

    private Member open(Session session, Projection projection) {
        var name = projection.name();
        var current =
                VersionTable.with(session, name, Role.CURRENT)
                        .map(found -> checked(session, projection, found))
                        .orElseGet(() -> create(session, projection));
        var next =
                VersionTable.with(session, name, Role.NEXT)
                        .map(found -> checked(session, projection, found));
        return new Member(projection, current, next, DeadLetterTable.count(session, name));
    }

    private static Version create(Session session, Projection projection) {
        var first = new Version(projection.name(), 1, Role.CURRENT, 0, 0, Optional.empty());
        Versions.create(session, projection, first.tables());
        projection.indexes().forEach(sql -> session.update(first.tables().sql(sql)));
        VersionTable.insert(session, first);
        return first;
    }

    private Version checked(Session session, Projection projection, Version found) {
        if (found.position() <= end || found.halted().isPresent()) {
            return found;
        }
        var reason =
                "read model %s stands at %d, but the last event is %d: it belongs to other events"
                        .formatted(projection.name(), found.position(), end);
        if (projection.kind() == Projection.Kind.PROCESS) {
            throw new EventStoreException(reason);
        }
        VersionTable.halt(session, found, reason);
        return found.because(reason);
    }

    /// Where the one stands that is furthest behind.
    private long start(Session session) {
        var all = VersionTable.all(session);
        if (all.stream().noneMatch(version -> version.is(Role.FOLLOWERS))) {
            VersionTable.insertFollowers(session, 0);
        }
        long followers = Math.min(end, VersionTable.followers(session));
        VersionTable.followersAt(session, followers);
        return all.stream()
                .filter(Version::follows)
                .mapToLong(Version::position)
                .min()
                .orElse(followers);
    }
}
