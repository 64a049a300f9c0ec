package greenbelt.shard.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.database.Database;
import greenbelt.database.MemoryDisk;
import greenbelt.shard.map.Layout;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.store.ShardsException.Kind;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A change of the map")
class MapChangeTest {
    private static final ShardId TWO = new ShardId(2);
    private static final ShardMap BEFORE = ShardMap.hashed(Layout.BY_USER, 2);
    private static final ShardMap AFTER = BEFORE.next(BEFORE.strategy().split(TWO, new ShardId(3)));
    private static final Duration PATIENCE = Duration.ofMillis(50);

    private final VirtualWorld world = new VirtualWorld(7);
    private final MemoryDisk disk = new MemoryDisk(world);
    private Node node = world.start("shop");
    private Shards shards = inTask(() -> Shards.create(world, node, disk, BEFORE));

    @AfterEach
    void close() {
        world.close();
        disk.close();
    }

    @Test
    @DisplayName(
            "leaves the old shards closed to a writer who has looked at the old map and comes late")
    void lateWriter() {
        var old = shards.epoch().of(TWO).writers();
        inTask(() -> shards.change("split", AFTER).trySwitch(PATIENCE, () -> true));

        assertThat(old.enter()).isFalse();
        assertThat(shards.map()).isEqualTo(AFTER);
    }

    @Test
    @DisplayName("lets writers go on when it was not the moment to switch")
    void notTheMoment() {
        var change = inTask(() -> shards.change("split", AFTER));
        var same = shards.epoch().of(TWO).writers();

        assertThat(inTask(() -> change.trySwitch(PATIENCE, () -> false))).isFalse();
        assertThat(same.enter()).isTrue();
        assertThat(inTask(() -> change.trySwitch(PATIENCE, () -> true))).isFalse();
        assertThat(change.mostHeld()).isBetween(PATIENCE, PATIENCE.multipliedBy(2));
        same.leave();
        assertThat(inTask(() -> change.trySwitch(PATIENCE, () -> true))).isTrue();
    }

    @Test
    @DisplayName("waits for the decision about a prepared transaction")
    void waitsForADecision() {
        var change = inTask(() -> shards.change("split", AFTER));
        inTask(() -> prepare(shards.database(TWO)));

        assertThat(inTask(() -> change.trySwitch(PATIENCE, () -> true))).isFalse();
        inTask(() -> shards.database(TWO).decide("tx", false));
        assertThat(inTask(() -> change.trySwitch(PATIENCE, () -> true))).isTrue();
    }

    @Test
    @DisplayName("that was cut short is undone only when what was prepared meanwhile is decided")
    void undoneAfterADecision() {
        inTask(() -> shards.change("split shard-2", AFTER));
        inTask(() -> prepare(shards.database(TWO)));
        reopen();

        assertThat(shards.notes())
                .containsExactly(
                        "cut short, and to be undone when [tx] are decided: split shard-2");
        assertThatThrownBy(() -> inTask(() -> shards.change("split again", AFTER)))
                .isInstanceOfSatisfying(
                        ShardsException.class, e -> assertThat(e.kind()).isEqualTo(Kind.MOVING));
        inTask(() -> shards.database(TWO).decide("tx", true));
        var change = inTask(() -> shards.change("split again", AFTER));
        assertThat(inTask(() -> change.trySwitch(PATIENCE, () -> true))).isTrue();
    }

    @Test
    @DisplayName("keeps the old databases for as long as somebody reads them")
    void keepsThemForReaders() {
        var reader = shards.read();
        var change = inTask(() -> shards.change("split", AFTER));
        inTask(() -> change.trySwitch(PATIENCE, () -> true));

        assertThat(inTask(change::finish)).isFalse();
        assertThat(users(reader.database(TWO))).isZero();
        reader.close();
        inTask(() -> world.now());
        assertThat(disk.names())
                .containsExactly("shard-1-v1", "shard-2-v2", "shard-3-v2", "shard-map");
    }

    @Test
    @DisplayName(
            "is refused while somebody still reads what the change before has left, and works afterwards")
    void afterTheLastReader() {
        var reader = shards.read();
        var change = inTask(() -> shards.change("split shard-2", AFTER));
        inTask(() -> change.trySwitch(PATIENCE, () -> true));
        inTask(change::finish);
        var next = AFTER.next(AFTER.strategy().split(TWO, new ShardId(4)));

        assertThatThrownBy(() -> inTask(() -> shards.change("split again", next)))
                .isInstanceOf(ShardsException.class)
                .hasMessage(
                        "a query still reads the shards from before 'split shard-2'; when it has"
                                + " ended, rows can be moved again");
        inTask(() -> waited(Duration.ofHours(1)));
        reader.close();
        inTask(() -> world.now());

        var after = inTask(() -> shards.change("split again", next));
        assertThat(inTask(() -> after.trySwitch(PATIENCE, () -> true))).isTrue();
        assertThat(inTask(after::finish)).isTrue();
    }

    @Test
    @DisplayName(
            "leaves the old databases to the next opening when the shards are closed before the last reader")
    void closedBeforeTheLastReader() {
        var reader = shards.read();
        var change = inTask(() -> shards.change("split", AFTER));
        inTask(() -> change.trySwitch(PATIENCE, () -> true));
        inTask(change::finish);
        inTask(() -> closed(shards));
        reader.close();
        inTask(() -> world.now());

        reopen();
        assertThat(disk.names())
                .containsExactly("shard-1-v1", "shard-2-v2", "shard-3-v2", "shard-map");
    }

    private boolean waited(Duration duration) {
        world.sleep(duration);
        return true;
    }

    private static boolean closed(Shards shards) {
        shards.close();
        return true;
    }

    @Test
    @DisplayName("is refused when it does not follow the map that holds, and changes nothing")
    void refusesAnotherVersion() {
        var later = AFTER.next(AFTER.strategy().split(TWO, new ShardId(4)));

        assertThatThrownBy(() -> inTask(() -> shards.change("split", later)))
                .isInstanceOf(ShardsException.class)
                .hasMessage("the map has changed: version 3 cannot follow version 1");
        assertThat(disk.names()).containsExactly("shard-1-v1", "shard-2-v1", "shard-map");
        reopen();
        assertThat(shards.notes()).isEmpty();
    }

    @Test
    @DisplayName("gives the new shards the reference rows, also those that are written meanwhile")
    void references() {
        inTask(() -> addItem(1));
        var change = inTask(() -> shards.change("split", AFTER));
        inTask(() -> addItem(2));
        inTask(() -> change.trySwitch(PATIENCE, () -> true));
        inTask(() -> addItem(3));

        var items = new TableRows(AFTER.catalog().table("items").orElseThrow());
        for (var shard : AFTER.shards()) {
            assertThat(inTask(() -> shards.database(shard).read("count", items::count)))
                    .isEqualTo(3);
        }
        assertThat(inTask(change::finish)).isTrue();
        reopen();
        assertThat(shards.notes()).isEmpty();
    }

    private int addItem(long item) {
        return shards.references()
                .write(
                        "add item",
                        session ->
                                session.update(
                                        "insert into items (item_id, name, category, price)"
                                                + " values (?, 'Lamp', 'light', 9.90)",
                                        item));
    }

    private static int prepare(Database database) {
        return database.prepare(
                "prepare",
                "tx",
                session ->
                        session.update(
                                "insert into users (user_id, name, region, joined_at)"
                                        + " values (1, 'Ada', 'north', timestamp '2026-01-01 00:00:00')"));
    }

    private long users(Database database) {
        var rows = new TableRows(BEFORE.catalog().table("users").orElseThrow());
        return inTask(() -> database.read("count", rows::count));
    }

    private void reopen() {
        node.crash();
        node = world.start("shop");
        shards = inTask(() -> Shards.open(world, node, disk));
    }

    private <T> T inTask(Supplier<T> body) {
        return world.enter(node, "test", body);
    }
}
