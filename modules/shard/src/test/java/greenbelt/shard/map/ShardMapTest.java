package greenbelt.shard.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A shard map")
class ShardMapTest {
    private static final ShardId TWO = new ShardId(2);

    @Test
    @DisplayName(
            "puts orders and lines of one user on one shard, and lookup rows by their own hash")
    void coLocates() {
        var map = ShardMap.hashed(Layout.BY_USER, 4);
        var orders = map.catalog().table("orders").orElseThrow();
        var lines = map.catalog().table("lines").orElseThrow();
        var index = map.catalog().table(Layout.ORDERS_BY_ID).orElseThrow();

        assertThat(map.shardOf(orders, 42L)).isEqualTo(map.shardOf(lines, 42L));
        assertThat(map.shardOf(index, 99L)).isEqualTo(map.indexShardOf(99L));
        assertThat(map.catalog().lookup("orders", "order_id"))
                .contains(new LookupIndex("orders", "order_id", "orders_by_id"));
    }

    @Test
    @DisplayName("remembers since which version each shard has had its rows")
    void remembersSince() {
        var first = ShardMap.hashed(Layout.BY_USER, 2);
        var next = first.next(first.strategy().split(TWO, first.newShard()));

        assertThat(next.version()).isEqualTo(2);
        assertThat(next.shards()).extracting(next::since).containsExactly(1L, 2L, 2L);
        assertThat(next)
                .hasToString(
                        "version 2, user_id by hash ranges:"
                                + " 0000000000000000 to 7fffffffffffffff shard-1,"
                                + " 8000000000000000 to bfffffffffffffff shard-2,"
                                + " c000000000000000 to ffffffffffffffff shard-3");
    }

    @Test
    @DisplayName("by region keeps lookup rows where they are while a region moves")
    void listKeepsIndex() {
        var regions = List.of("north", "south", "east", "west");
        var first = ShardMap.first(Layout.BY_REGION, Listed.dealt(regions, 2));
        var next = first.next(((Listed) first.strategy()).assign("west", new ShardId(3)));

        assertThat(next.index()).isEqualTo(first.index());
        assertThat(next.shards()).extracting(next::since).containsExactly(1L, 2L, 2L);
    }

    @Test
    @DisplayName("says why a row is where it is")
    void explains() {
        assertThat(ShardMap.hashed(Layout.BY_USER, 1).explain(7))
                .isEqualTo(
                        "user_id 7 hashes to 740729cbe468d1dd, which is in 0000000000000000 to"
                                + " ffffffffffffffff of shard-1.");
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    @DisplayName(
            "has the same tables in every layout, with the sharding column in each sharded one")
    void sameTables(Layout layout) {
        var catalog = layout.catalog();

        assertThat(catalog.tables().stream().map(Table::name))
                .startsWith("users", "items", "orders", "lines");
        assertThat(catalog.shardedTables().stream().filter(table -> !catalog.isIndex(table)))
                .allSatisfy(table -> assertThat(table.shardingColumn()).contains(layout.column()));
        assertThat(catalog.table("items").orElseThrow().isReference()).isTrue();
    }

    @Test
    @DisplayName("refuses a table whose sharding column is none of its own")
    void refusesATableWithoutItsColumn() {
        assertThatThrownBy(() ->
                        new Table(
                                "notes",
                                List.of(Column.of("note_id", ColumnType.BIGINT)),
                                List.of("note_id"),
                                new Placement.Sharded("user_id")))
                .hasMessage("notes is sharded by user_id, which is none of its columns [note_id]");
    }
}
