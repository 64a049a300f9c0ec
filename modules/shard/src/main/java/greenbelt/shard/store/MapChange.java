package greenbelt.shard.store;

import greenbelt.database.ChangeLog;
import greenbelt.database.Database;
import greenbelt.database.DatabaseException;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.map.Table;
import greenbelt.shard.store.Epoch.Served;
import greenbelt.shard.store.MoveRecord.Phase;
import greenbelt.shard.store.ShardsException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A change of the map that is under way: shards that change are filled anew, beside the old ones, which are read and written
/// until everybody is switched over from one statement to the next.
///
/// For one task. A node that crashes before the switch finds everything as before the change, one that crashes after it finds
/// it done.
public final class MapChange {
    /// How long the last readers of the old shards are waited for; when they take longer, whoever moves rows goes on.
    static final Duration PATIENCE_FOR_READERS = Duration.ofSeconds(30);

    private static final Duration PATIENCE_FOR_WRITERS = Duration.ofMillis(100);
    private static final int MAX_ATTEMPTS = 50;

    private final Shards shards;
    private final MoveRecord record;
    private final ShardMap before;
    private final NavigableMap<ShardId, Database> sources;
    private final NavigableMap<ShardId, Database> targets = new TreeMap<>();
    private final List<String> tables;
    private Optional<InFlight> oldReaders = Optional.empty();
    private Duration mostHeld = Duration.ZERO;

    private MapChange(
            Shards shards,
            MoveRecord record,
            ShardMap before,
            NavigableMap<ShardId, Database> sources) {
        this.shards = shards;
        this.record = record;
        this.before = before;
        this.sources = sources;
        this.tables = ShardTables.moving(before).stream().map(Table::name).toList();
    }

    static MapChange begin(Shards shards, String sentence, ShardMap after) {
        if (!shards.startMoving()) {
            throw shards.waiting()
                    .map(why -> new ShardsException(Kind.MOVING, why))
                    .orElseGet(() ->
                            MapStore.isMoving(
                                    shards.store()
                                            .move()
                                            .map(MoveRecord::sentence)
                                            .orElse("another has begun")));
        }
        var before = shards.map();
        var leaving = changed(before, after);
        var coming = changed(after, before);
        var record =
                new MoveRecord(
                        sentence,
                        Phase.COPYING,
                        after,
                        leaving.stream().map(shard -> OpenDatabases.name(shard, before)).toList(),
                        coming.stream().map(shard -> OpenDatabases.name(shard, after)).toList());
        try {
            shards.recoverFormerMove();
            shards.store().begin(record);
        } catch (DatabaseException | ShardsException refusal) {
            shards.endMoving();
            throw refusal;
        }
        var sources = new TreeMap<ShardId, Database>();
        leaving.forEach(shard -> sources.put(shard, shards.databases().of(shard, before)));
        var change = new MapChange(shards, record, before, sources);
        try {
            change.begin(coming);
        } catch (DatabaseException | ShardsException failure) {
            change.cancel();
            throw failure;
        }
        return change;
    }

    private void begin(NavigableSet<ShardId> coming) {
        for (var shard : coming) {
            var database = shards.databases().open(shard, after());
            targets.put(shard, database);
            database.write(
                    "create shard",
                    session -> {
                        shards.stateOf(shard, after()).insert(session);
                        ShardTables.dropIndexes(session, after().catalog());
                        return true;
                    });
        }
        setChangeLog(source -> ChangeLog.begin(source, tables));
        targets.values().forEach(target -> shards.references().bringUp(target));
    }

    /// Turns the change log of the sources on or off, at a moment when nobody writes to them.
    private void setChangeLog(Consumer<Database> setting) {
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            if (whileHeld(
                    PATIENCE_FOR_WRITERS,
                    () -> {
                        sources.values().forEach(setting);
                        return true;
                    })) {
                return;
            }
        }
        throw new ShardsException(
                Kind.BUSY,
                "there was no moment without writes to %s, in %d attempts"
                        .formatted(sources.keySet(), MAX_ATTEMPTS));
    }

    /// The shards of one map that the other has not, or not with the same rows.
    private static NavigableSet<ShardId> changed(ShardMap map, ShardMap other) {
        var changed = new TreeSet<ShardId>();
        for (var shard : map.shards()) {
            if (!other.shards().contains(shard) || other.since(shard) != map.since(shard)) {
                changed.add(shard);
            }
        }
        return changed;
    }

    /// What is being done.
    public String sentence() {
        return record.sentence();
    }

    /// The map that holds until the switch.
    public ShardMap before() {
        return before;
    }

    /// The map that holds from the switch on.
    public ShardMap after() {
        return record.after();
    }

    /// The shards that rows are taken from, with their databases.
    public NavigableMap<ShardId, Database> sources() {
        return sources;
    }

    /// The shards that rows are put into, with their databases; nobody else has these.
    public NavigableMap<ShardId, Database> targets() {
        return targets;
    }

    /// For how long writes to the sources were held back at most, up to now, at one go.
    public Duration mostHeld() {
        return mostHeld;
    }

    /// Holds back writes to the sources, waits until those under way are done, asks `isReady`, and when it says yes makes the
    /// new map hold; lets writes go on in any case. Answers whether the new map holds.
    ///
    /// @param patience how long writes under way are waited for
    /// @param isReady copies what is missing; asked while nobody writes, so it must be quick
    public boolean trySwitch(Duration patience, BooleanSupplier isReady) {
        return shards.references()
                .inTurn(() -> {
                    targets.values().forEach(target -> shards.references().bringUp(target));
                    return whileHeld(patience, () -> isReady.getAsBoolean() && switchOver());
                });
    }

    /// Runs `work` when nobody writes to the sources, and nothing that was written there waits for a decision, if there is
    /// such a moment within `patience`.
    private boolean whileHeld(Duration patience, BooleanSupplier work) {
        var epoch = shards.epoch();
        var writers = sources.keySet().stream().map(epoch::of).map(Served::writers).toList();
        long begin = shards.world().nanoTime();
        writers.forEach(InFlight::close);
        try {
            return writers.stream().allMatch(some -> some.awaitEmpty(left(begin, patience)))
                    && sources.values().stream().allMatch(one -> one.inDoubt().isEmpty())
                    && work.getAsBoolean();
        } finally {
            if (shards.map().version() == before.version()) {
                writers.forEach(InFlight::open);
            } // else those who come late to the old shards are to find them closed
            shards.wakeWriters();
            var held = Duration.ofNanos(shards.world().nanoTime() - begin);
            mostHeld = held.compareTo(mostHeld) > 0 ? held : mostHeld;
        }
    }

    private Duration left(long begin, Duration patience) {
        var left = patience.minusNanos(shards.world().nanoTime() - begin);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private boolean switchOver() {
        shards.store().switchTo(record.after());
        var old = shards.publish(record.after()).readers();
        old.close();
        oldReaders = Optional.of(old);
        return true;
    }

    /// Makes everything as it was before the change. Not after the switch.
    public void cancel() {
        if (shards.store().kept().orElseThrow().map().version() != before.version()) {
            throw new IllegalStateException(
                    sentence() + " is written down as done; open the shards again");
        }
        setChangeLog(source -> ChangeLog.end(source, tables));
        remove(record.targets());
    }

    /// Removes the old shards, once nobody reads them any more; answers whether it has. After the switch.
    ///
    /// Waits for half a minute; then it leaves the rest to a task that waits for the last reader, however long that takes. No
    /// other change can begin before the old shards are gone.
    public boolean finish() {
        var readers =
                oldReaders.orElseThrow(
                        () -> new IllegalStateException("not switched: " + sentence()));
        if (readers.awaitEmpty(PATIENCE_FOR_READERS)) {
            remove(record.sources());
            return true;
        }
        shards.later(
                "a query still reads the shards from before '%s'; when it has ended, rows can be moved again"
                        .formatted(sentence()),
                () -> removeUnread(readers));
        return false;
    }

    private void removeUnread(InFlight readers) {
        readers.restUntilEmpty();
        try {
            remove(record.sources());
        } catch (DatabaseException closed) {
            // the shards were closed meanwhile: the next opening removes what is left
            shards.world().report(closed);
        }
    }

    private void remove(List<String> names) {
        for (var name : names) {
            shards.world().step("before removing " + name);
            shards.databases().remove(name);
        }
        shards.store().endMove();
        shards.endMoving();
    }
}
