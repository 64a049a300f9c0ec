package greenbelt.projection;

import greenbelt.database.Database;
import greenbelt.database.DatabaseException;
import greenbelt.database.Session;
import greenbelt.world.World;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiFunction;

/// Builds tables anew beside those that are read, and switches: the same for projections of both modes.
///
/// @see <a href="https://martinfowler.com/bliki/BlueGreenDeployment.html">Martin Fowler: BlueGreenDeployment</a>
final class BlueGreen {
    private final World world;
    private final Database database;
    private final Builder builder;
    private final Map<String, Building> buildings = new ConcurrentSkipListMap<>();

    /// Begins to build a version, in a task of its own.
    interface Builder {
        Building build(Member member, Version next);
    }

    BlueGreen(World world, Database database, Builder builder) {
        this.world = world;
        this.database = database;
        this.builder = builder;
    }

    /// Goes on with what was being built when the node stopped.
    void goOn(Member member) {
        member.next()
                .filter(next -> next.halted().isEmpty())
                .ifPresent(next -> build(member, next));
    }

    private void build(Member member, Version next) {
        buildings.put(member.name(), builder.build(member, next));
    }

    /// Reads all of one version, whatever is built or switched meanwhile.
    <T> T read(Member member, String what, BiFunction<Session, Tables, T> reader) {
        while (true) {
            var version = member.current();
            try {
                return database.read(what, session -> reader.apply(session, version.tables()));
            } catch (DatabaseException failure) {
                if (member.current().version() == version.version()) {
                    throw failure;
                }
            }
        }
    }

    /// @param target where the log ends
    Rebuilt rebuild(Member member, long target) {
        var name = member.name();
        if (member.projection().kind() == Projection.Kind.PROCESS) {
            return new Rebuilt.NotRebuildable(name);
        }
        var begun =
                database.write(
                        "begin to build " + name,
                        session -> Versions.begin(session, member, target));
        member.next()
                .filter(next -> next.halted().isEmpty() && !isBuilding(next))
                .ifPresent(next -> build(member, next));
        return begun;
    }

    /// Not, when the answer to a wish before was lost.
    private boolean isBuilding(Version next) {
        var building = buildings.get(next.projection());
        return building != null && building.version() == next.version();
    }

    boolean awaitBuilt(Member member, Duration patience) {
        var building = buildings.get(member.name());
        return building == null || building.built().awaitBeyond(-1, patience);
    }

    Switched switchOver(Member member, Duration patience) {
        long end = world.nanoTime() + patience.toNanos();
        while (true) {
            var building = Optional.ofNullable(buildings.get(member.name()));
            var outcome =
                    database.write(
                            "switch " + member.name(),
                            session -> Versions.turn(session, member, building));
            var left = Duration.ofNanos(Math.max(0, end - world.nanoTime()));
            if (!(outcome instanceof Switched.Behind(var name, var position, var needed))
                    || building.isEmpty()
                    || !building.get().built().awaitBeyond(needed - 1, left)) {
                return outcome;
            }
        }
    }

    Optional<Long> cancel(Member member) {
        return database.write(
                "cancel " + member.name(), session -> Versions.cancel(session, member));
    }

    /// Whether the next version of this projection has all events.
    boolean isBuilt(String projection) {
        var building = buildings.get(projection);
        return building != null && building.built().value() >= 0;
    }
}
