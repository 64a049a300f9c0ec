package greenbelt.shard.run;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.shard.map.Layout;
import greenbelt.shard.map.ShardMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("An explanation")
class ExplanationTest {
    private final TwinShop shop = new TwinShop(5, ShardMap.hashed(Layout.BY_USER, 4));

    @AfterAll
    void close() {
        shop.close();
    }

    private Explanation explain(String sql, Object... values) {
        return shop.inTask(() -> shop.queries().explain(sql, values));
    }

    @Test
    @DisplayName("of a query by key names its shard, and why it is that one")
    void byKey() {
        var explained = explain("select * from orders where user_id = ?", 3L);

        assertThat(explained.shards()).containsExactly(shop.map().shardOf(3L));
        assertThat(explained.route()).containsExactly(shop.map().explain(3L));
        assertThat(explained.merge()).isEmpty();
    }

    @Test
    @DisplayName("of a query over all shards says what each is asked and what is done here")
    void scattered() {
        var explained =
                explain(
                        "select status, avg(total) from orders group by status order by status desc");

        assertThat(explained.route())
                .containsExactly("Nothing is said of the sharding column: every shard is asked.");
        assertThat(explained.shards()).isEqualTo(shop.map().shards());
        assertThat(explained.pushed())
                .containsExactly(
                        "select orders.status, sum(orders.total), count(orders.total) from orders"
                                + " group by orders.status order by 1 desc");
        assertThat(explained.merge())
                .containsExactly(
                        "k-way merge by column 1 desc",
                        "parts of one group become one: sum, count",
                        "they come in order");
    }

    @Test
    @DisplayName("of a query by another column names the lookup index")
    void byLookup() {
        assertThat(explain("select * from orders where order_id = 17").route())
                .containsExactly("order_id = 17 is looked up in orders_by_id.");
    }

    @Test
    @DisplayName(
            "says about how many rows each shard would give: all, of a table that is read whole")
    void estimates() {
        var all = shop.inTask(() -> shop.queries().explainRun("select order_id from orders"));

        all.shares()
                .forEach((shard, share) ->
                        assertThat(all.estimates()).containsEntry(shard, share.rows()));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("expects fewer rows where there is")
    @ValueSource(
            strings = {
                "select order_id from orders where status = 'paid'",
                "select order_id from orders where total > 3 and region = 'north'",
                "select status, count(*) from orders group by status",
                "select distinct region from orders",
                "select order_id from orders order by total limit 3",
                "select count(*) from orders"
            })
    void expectsFewer(String sql) {
        var all = explain("select order_id from orders").estimates();

        explain(sql)
                .estimates()
                .forEach((shard, rows) -> assertThat(rows).isLessThan(all.get(shard)));
    }

    @Test
    @DisplayName("expects no rows of a write")
    void ofNoRows() {
        assertThat(explain("update orders set note = 'x'").estimates()).isEmpty();
    }

    @Test
    @DisplayName("of a query that was run says how many rows came from each shard")
    void ofARun() {
        var explained =
                shop.inTask(() ->
                        shop.queries().explainRun("select order_id from orders order by order_id"));

        assertThat(explained.shares()).hasSize(4);
        assertThat(explained.shares().values().stream().mapToLong(Answer.Share::rows).sum())
                .isEqualTo(TwinShop.ORDERS);
    }

    @Test
    @DisplayName("of a write names the shards that are written, its lookup index included")
    void ofAWrite() {
        var explained = explain("insert into orders (order_id, user_id) values (900, 1)");

        assertThat(explained.shards())
                .contains(shop.map().shardOf(1L), shop.map().indexShardOf(900L));
        assertThat(explain("delete from items").shards()).isEqualTo(shop.map().shards());
    }
}
