package greenbelt.projection;

import greenbelt.database.Session;
import greenbelt.projection.Version.Role;
import java.util.Optional;

/// Begins, switches and cancels versions, each in one transaction.
///
/// H2 commits when it creates or drops a table, so these come where nothing is half done: tables that no row names are
/// dropped before they are made.
final class Versions {
    private Versions() {}

    /// Makes empty tables for the next version. Those of the version before the last switch go now: nobody reads them.
    static Rebuilt begin(Session session, Member member, long target) {
        var name = member.name();
        var all = VersionTable.of(session, name);
        var running =
                all.stream().filter(it -> it.is(Role.NEXT) && it.halted().isEmpty()).findFirst();
        if (running.isPresent()) {
            return new Rebuilt.InTheWay(name, running.get().version());
        }
        for (var old : all) {
            if (!old.is(Role.CURRENT)) {
                drop(session, member.projection(), old.tables());
            }
        }
        long number = all.stream().mapToLong(Version::version).max().orElse(0) + 1;
        var next = new Version(name, number, Role.NEXT, 0, target, Optional.empty());
        create(session, member.projection(), next.tables());
        all.stream()
                .filter(old -> !old.is(Role.CURRENT))
                .forEach(old -> VersionTable.delete(session, old));
        VersionTable.insert(session, next);
        session.afterCommit(() -> member.begun(next));
        return new Rebuilt.Begun(name, number, target);
    }

    /// Makes the next version the readers'.
    ///
    /// @param building builds the next version, or has built another one
    static Switched turn(Session session, Member member, Optional<Building> building) {
        var name = member.name();
        var found = VersionTable.with(session, name, Role.NEXT);
        if (found.isEmpty()) {
            return new Switched.NothingBuilt(name);
        }
        var next = found.get();
        if (next.halted().isPresent()) {
            return new Switched.Halted(name, next.halted().get());
        }
        var current = VersionTable.with(session, name, Role.CURRENT).orElseThrow();
        long shown = current.halted().isEmpty() ? current.position() : 0;
        long needed = Math.max(next.target(), Math.max(shown, VersionTable.followers(session)));
        long built =
                building.filter(it -> it.version() == next.version())
                        .map(it -> Math.min(it.built().value(), next.position()))
                        .orElse(-1L);
        if (built < needed) {
            return new Switched.Behind(name, next.position(), needed);
        }
        VersionTable.turn(session, current, Role.RETIRED);
        VersionTable.turn(session, next, Role.CURRENT);
        DeadLetterTable.deleteAll(session, name); // the next version has taken every event
        session.afterCommit(() -> {
            member.changed(next.as(Role.CURRENT));
            member.deadLetters(0);
        });
        return new Switched.Done(name, current.version(), next.version());
    }

    static Optional<Long> cancel(Session session, Member member) {
        var found = VersionTable.with(session, member.name(), Role.NEXT);
        found.ifPresent(next -> {
            VersionTable.turn(session, next, Role.CANCELLED);
            drop(session, member.projection(), next.tables());
            session.afterCommit(() -> member.gone(next));
        });
        return found.map(Version::version);
    }

    static void create(Session session, Projection projection, Tables tables) {
        drop(session, projection, tables);
        projection.creation().forEach(sql -> session.update(tables.sql(sql)));
    }

    static void drop(Session session, Projection projection, Tables tables) {
        projection
                .tables()
                .forEach(table -> session.update(tables.sql("drop table if exists " + table)));
    }
}
