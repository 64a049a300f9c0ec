package greenbelt.shard.store;

import greenbelt.database.Disk;
import greenbelt.shard.map.Part;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.store.MapStore.Kept;
import greenbelt.shard.store.ShardsException.Kind;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Makes shards, or opens them: first everything is checked, and only then is anything changed.
final class Opening {
    private final World world;
    private final Node node;
    private final OpenDatabases databases;

    Opening(World world, Node node, Disk disk) {
        this.world = world;
        this.node = node;
        this.databases = new OpenDatabases(disk);
        node.attach(databases);
    }

    /// A map is written down last: what a crash has left before that is no shards yet.
    Shards create(ShardMap map) {
        if (databases.hasMap()) {
            var store = databases.openMap();
            if (store.kept().isPresent()) {
                databases.stop();
                throw new ShardsException(
                        Kind.EXISTS, "there are shards already: open them, or use another folder");
            }
            databases.there().forEach(databases::remove);
        } else if (!databases.there().isEmpty()) {
            throw new ShardsException(
                    Kind.EXISTS,
                    "there are %s without a map: use another folder".formatted(databases.there()));
        }
        var store = databases.openMap();
        var kept = new Kept(world.random("shards").nextUuid().toString(), 1, map);
        for (var shard : map.shards()) {
            var state = state(kept, shard);
            databases
                    .open(shard, map)
                    .write(
                            "create shard",
                            session -> {
                                state.insert(session);
                                return true;
                            });
        }
        store.create(kept);
        return new Shards(world, node, databases, store, kept, List.of());
    }

    private static ShardState state(Kept kept, ShardId shard) {
        return new ShardState(
                kept.cluster(),
                shard,
                kept.map().since(shard),
                Part.of(kept.map().strategy(), shard),
                kept.opening());
    }

    Shards open() {
        try {
            return openChecked();
        } catch (ShardsException refusal) {
            databases.stop();
            throw refusal;
        }
    }

    private Shards openChecked() {
        if (!databases.hasMap()) {
            throw new ShardsException(
                    Kind.NO_MAP, "there is no shard map here: create shards first");
        }
        var store = databases.openMap();
        var kept =
                store.kept()
                        .orElseThrow(() ->
                                new ShardsException(
                                        Kind.NO_MAP,
                                        "the making of the shards was cut short: create them anew"));
        var move = store.move();
        mustBeThere(kept.map(), move);
        for (var shard : kept.map().shards()) {
            databases.open(shard, kept.map());
            mustAgree(kept, shard);
        }
        var notes = new ArrayList<String>();
        var recovery = new Recovery(world, databases, store, kept.map());
        move.ifPresent(found -> notes.add(recovery.recover(found)));
        long opening = kept.opening() + 1;
        for (var shard : kept.map().shards()) {
            ShardState.setOpening(databases.of(shard, kept.map()), opening);
        }
        store.setOpening(opening);
        var opened = new Kept(kept.cluster(), opening, kept.map());
        return withReferences(store, opened, notes);
    }

    private Shards withReferences(MapStore store, Kept kept, List<String> notes) {
        var references =
                new References(
                        world,
                        store.database(),
                        kept.map().catalog(),
                        _ -> {
                            throw new IllegalStateException("not open yet");
                        });
        for (var shard : kept.map().shards()) {
            notes.addAll(references.bringUp(databases.of(shard, kept.map())));
        }
        return new Shards(world, node, databases, store, kept, notes);
    }

    private void mustBeThere(ShardMap map, Optional<MoveRecord> move) {
        var there = databases.there();
        var missing = new TreeSet<>(OpenDatabases.names(map));
        missing.removeAll(there);
        if (!missing.isEmpty()) {
            throw new ShardsException(
                    Kind.MISSING,
                    "version %d of the map speaks of %s, and there is no such database; there are %s"
                            .formatted(map.version(), missing, there));
        }
        var unknown = new TreeSet<>(there);
        unknown.removeAll(OpenDatabases.names(map));
        move.ifPresent(known -> {
            unknown.removeAll(known.sources());
            unknown.removeAll(known.targets());
        });
        if (!unknown.isEmpty()) {
            throw new ShardsException(
                    Kind.UNKNOWN,
                    "there are %s, of which version %d of the map says nothing: the map is older"
                                    .formatted(unknown, map.version())
                            + " than they are, or they belong elsewhere");
        }
    }

    private void mustAgree(Kept kept, ShardId shard) {
        var expected = state(kept, shard);
        var found = ShardState.of(databases.of(shard, kept.map()));
        if (!found.cluster().equals(expected.cluster())) {
            throw new ShardsException(
                    Kind.DISAGREES,
                    "%s belongs to the shards %s, the map to %s: they were not made together"
                            .formatted(shard, found.cluster(), expected.cluster()));
        }
        if (!found.shard().equals(shard)
                || found.since() != expected.since()
                || !found.part().equals(expected.part())) {
            throw new ShardsException(
                    Kind.DISAGREES,
                    "version %d of the map gives %s %s since version %d; its database is that of %s with %s since version %d"
                            .formatted(
                                    kept.map().version(),
                                    shard,
                                    expected.part(),
                                    expected.since(),
                                    found.shard(),
                                    found.part(),
                                    found.since()));
        }
        if (found.opening() < kept.opening()) {
            throw new ShardsException(
                    Kind.OLDER,
                    "%s is older than the map: it has been opened %d times, the map %d times; its database is an old copy"
                            .formatted(shard, found.opening(), kept.opening()));
        }
        if (found.opening() > kept.opening() + 1) {
            throw new ShardsException(
                    Kind.OLDER,
                    "the map is older than %s: it has been opened %d times, the shard %d times; its database is an old copy"
                            .formatted(shard, kept.opening(), found.opening()));
        }
    }
}
