package greenbelt.shard.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.database.Database;
import greenbelt.database.MemoryDisk;
import greenbelt.shard.map.HashRanges;
import greenbelt.shard.map.Layout;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.store.ShardsException.Kind;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Shards")
class ShardsTest {
    private static final ShardId ONE = new ShardId(1);
    private static final ShardId TWO = new ShardId(2);
    private static final ShardMap MAP = ShardMap.hashed(Layout.BY_USER, 2);

    private final VirtualWorld world = new VirtualWorld(7);
    private final MemoryDisk disk = new MemoryDisk(world);
    private Node node = world.start("shop");

    @AfterEach
    void close() {
        world.close();
        disk.close();
    }

    @Test
    @DisplayName("are there after a crash, with their map and their rows")
    void surviveACrash() {
        create();
        var shards = reopened();
        inTask(() -> addUser(shards, 1) + addUser(shards, 2));
        var again = reopened();

        assertThat(again.map()).isEqualTo(MAP);
        assertThat(again.notes()).isEmpty();
        assertThat(inTask(() -> again.count(MAP.catalog().table("users").orElseThrow())))
                .hasToString("{shard-1=1, shard-2=1}");
    }

    @Test
    @DisplayName("are refused when there are some already, or none")
    void existOrNot() {
        assertThatThrownBy(() -> inTask(() -> Shards.open(world, node, disk)))
                .isInstanceOfSatisfying(
                        ShardsException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NO_MAP));
        create();
        assertThatThrownBy(this::create)
                .isInstanceOfSatisfying(
                        ShardsException.class, e -> assertThat(e.kind()).isEqualTo(Kind.EXISTS));
    }

    @Test
    @DisplayName("are refused when one is missing, and none is made in its place")
    void missing() {
        create();
        disk.remove("shard-2-v1");

        refused(
                Kind.MISSING,
                "version 1 of the map speaks of [shard-2-v1], and there is no such database;"
                        + " there are [shard-1-v1]");
        assertThat(disk.names()).containsExactly("shard-1-v1", "shard-map");
    }

    @Test
    @DisplayName("are refused when there is one that the map does not know")
    void unknown() {
        create();
        disk.open("shard-9-v4", ShardTables.schema(MAP.catalog())).stop();

        refused(
                Kind.UNKNOWN,
                "there are [shard-9-v4], of which version 1 of the map says nothing: the map is older"
                        + " than they are, or they belong elsewhere");
    }

    @Test
    @DisplayName("are refused when one is an older copy than the map")
    void older() {
        create();
        reopened();
        tamper("shard-2-v1", "update shard_state set opening = 1");

        refused(
                Kind.OLDER,
                "shard-2 is older than the map: it has been opened 1 times, the map 2 times;"
                        + " its database is an old copy");
    }

    @Test
    @DisplayName("are refused when the map is an older copy than one of them")
    void olderMap() {
        create();
        tamper("shard-1-v1", "update shard_state set opening = 7");

        refused(
                Kind.OLDER,
                "the map is older than shard-1: it has been opened 1 times, the shard 7 times;"
                        + " its database is an old copy");
    }

    @Test
    @DisplayName("are refused when one was made with others, or two maps disagree")
    void disagree() {
        create();
        tamper("shard-1-v1", "update shard_state set part = 'hash 00 to 11'");
        refused(
                Kind.DISAGREES,
                "version 1 of the map gives shard-1 hash 0000000000000000 to 7fffffffffffffff since"
                        + " version 1; its database is that of shard-1 with hash 00 to 11 since"
                        + " version 1");

        tamper("shard-1-v1", "update shard_state set cluster = 'others'");
        assertThatThrownBy(this::reopened)
                .isInstanceOf(ShardsException.class)
                .hasMessageStartingWith("shard-1 belongs to the shards others, the map to ");
    }

    @Test
    @DisplayName("can be made anew when their making was cut short")
    void madeAnew() {
        var failing = ShardMap.first(Layout.BY_USER, HashRanges.equal(5));
        world.onStep((reached, _, point) -> {
            if (point.equals("before create shard map")) {
                reached.crash();
            }
        });
        assertThatThrownBy(() -> inTask(() -> Shards.create(world, node, disk, failing)))
                .isInstanceOf(greenbelt.world.NodeDown.class);
        restart();

        assertThat(disk.names()).contains("shard-5-v1");
        assertThatThrownBy(() -> inTask(() -> Shards.open(world, node, disk)))
                .hasMessage("the making of the shards was cut short: create them anew");
        assertThatThrownBy(() -> create()).isInstanceOf(greenbelt.world.NodeDown.class);
    }

    @Test
    @DisplayName("have a copy of each reference table, written in one way")
    void references() {
        create();
        var shards = reopened();
        int changed =
                inTask(() -> shards.references().write("add item", session -> addItem(session, 7)));

        assertThat(changed).isEqualTo(1);
        assertThat(List.of(items(shards, ONE), items(shards, TWO))).containsOnly(1L);
        assertThat(reopened().notes()).isEmpty();
    }

    @Test
    @DisplayName("have no copy changed when a write of a reference table fails")
    void failedReference() {
        create();
        var shards = reopened();
        inTask(() -> shards.references().write("add item", session -> addItem(session, 7)));
        assertThatThrownBy(() ->
                        inTask(() ->
                                shards.references()
                                        .write("add item", session -> addItem(session, 7))))
                .isInstanceOf(greenbelt.database.DatabaseException.class);

        assertThat(List.of(items(shards, ONE), items(shards, TWO))).containsOnly(1L);
        assertThat(reopened().notes()).isEmpty();
    }

    @Test
    @DisplayName("say which copy of a reference table was behind after a crash, and copy it anew")
    void behind() {
        create();
        var shards = reopened();
        var written = new int[1];
        world.onStep((reached, _, point) -> {
            if (point.equals("after add item") && ++written[0] == 2) {
                reached.crash(); // the home copy and that of shard 1 are written
            }
        });
        assertThatThrownBy(() ->
                        inTask(() ->
                                shards.references()
                                        .write("add item", session -> addItem(session, 7))))
                .isInstanceOf(greenbelt.world.NodeDown.class);
        var again = reopened();

        assertThat(again.notes())
                .containsExactly(
                        "items of shard-2-v1 was at version 0 with 0 rows, the home copy is at"
                                + " version 1 with 1 rows: copied anew",
                        "history_items of shard-2-v1 was at version 0 with 0 rows, the home copy is at"
                                + " version 1 with 0 rows: copied anew");
        assertThat(items(again, TWO)).isEqualTo(1);
    }

    private void create() {
        inTask(() -> Shards.create(world, node, disk, MAP));
        restart();
    }

    private void restart() {
        world.node("shop").ifPresent(Node::crash);
        node = world.start("shop");
    }

    private Shards reopened() {
        restart();
        return inTask(() -> Shards.open(world, node, disk));
    }

    private void refused(Kind kind, String message) {
        var before = disk.names();
        assertThatThrownBy(this::reopened)
                .isInstanceOfSatisfying(
                        ShardsException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessage(message);
        assertThat(disk.names()).isEqualTo(before);
    }

    private void tamper(String name, String sql) {
        restart();
        var database = disk.open(name, ShardTables.schema(MAP.catalog()));
        inTask(() -> database.write("tamper", session -> session.update(sql)));
        database.stop();
    }

    private int addUser(Shards shards, long user) {
        return shards.write(
                user,
                "add user",
                session ->
                        session.update(
                                "insert into users (user_id, name, region, joined_at)"
                                        + " values (?, 'Ada', 'north', ?)",
                                user,
                                world.now()));
    }

    private static int addItem(greenbelt.database.Session session, long item) {
        return session.update(
                "insert into items (item_id, name, category, price) values (?, 'Lamp', 'light', 9.90)",
                item);
    }

    private long items(Shards shards, ShardId shard) {
        Database database = shards.database(shard);
        var rows = new TableRows(MAP.catalog().table("items").orElseThrow());
        return inTask(() -> database.read("count", rows::count));
    }

    private <T> T inTask(Supplier<T> body) {
        return world.enter(node, "test", body);
    }
}
