package greenbelt.shard.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.shard.map.HashRanges;
import greenbelt.shard.map.Layout;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.sql.Refusal;
import greenbelt.shard.sql.Refused;
import greenbelt.shard.twin.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A write")
class WritesTest {
    private final TwinShop shop = new TwinShop(5, ShardMap.hashed(Layout.BY_USER, 4));

    @AfterEach
    void close() {
        shop.close();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("changes the rows that it changes unsharded")
    @ValueSource(
            strings = {
                "insert into orders (order_id, user_id, status, total) values (900, 1, 'new', 1.5), (901, 2, 'new', 2), (902, 5, 'new', -3)",
                "insert into lines (user_id, order_id, line_no) values (3, 1, 90)",
                "insert into items (item_id, name) values (77, 'it''s new')",
                "update orders set status = 'seen', total = total * 2 where user_id = 1",
                "update orders set status = upper(status) where total > 2 and user_id in (1, 2, 3)",
                "update orders set note = null where order_id = 17",
                "update orders set note = 'x'",
                "update items set price = price + 1 where item_id < 4",
                "delete from lines where user_id = 1 and quantity > 2",
                "delete from orders where total < 2",
                "delete from orders where order_id in (1, 2, 3)",
                "delete from items where item_id = 3",
                "delete from lines"
            })
    void changesTheSame(String sql) {
        long sharded = shop.inTask(() -> shop.queries().update(sql));
        long unsharded =
                shop.inTask(() -> shop.single().write("write", session -> session.update(sql)));

        assertThat(sharded).isEqualTo(unsharded);
        for (var table : new String[] {"users", "items", "orders", "lines"}) {
            var key = table.equals("orders") ? "order_id" : "1, 2";
            assertThat(shop.check("select * from %s order by %s".formatted(table, key)))
                    .isInstanceOf(Verdict.Same.class);
        }
    }

    @Test
    @DisplayName("takes its values as parameters, and splits its rows by them")
    void takesParameters() {
        var sql = "insert into orders (order_id, user_id, note) values (?, ?, ?), (?, ?, ?)";

        long added =
                shop.inTask(
                        () -> shop.queries().update(sql, 900L, 1L, "a", 901, 2, Optional.empty()));

        assertThat(added).isEqualTo(2);
        assertThat(rows("select note from orders where order_id in (900, 901) order by order_id"))
                .isEqualTo("[[a], [null]]");
    }

    @Test
    @DisplayName("keeps the lookup index: a new row is found by it, and one that is gone is not")
    void keepsTheIndex() {
        shop.inTask(() ->
                shop.queries().update("insert into orders (order_id, user_id) values (900, 7)"));
        assertThat(rows("select user_id from orders where order_id = 900")).isEqualTo("[[7]]");

        shop.inTask(() -> shop.queries().update("delete from orders where order_id = 900"));
        assertThat(rows("select count(*) from orders where order_id = 900")).isEqualTo("[[0]]");
        assertThat(rows("select count(*) from orders_by_id where order_id = 900"))
                .isEqualTo("[[0]]");
    }

    @Test
    @DisplayName(
            "of a number that there is on another shard is refused by the index, and leaves nothing")
    void keepsNumbersUnique() {
        var before = rows("select count(*) from orders");

        assertThatThrownBy(() ->
                        shop.inTask(() ->
                                shop.queries()
                                        .update(
                                                "insert into orders (order_id, user_id)"
                                                        + " values (950, 1), (1, 11)")))
                .isInstanceOf(ShardFailure.class);

        assertThat(rows("select count(*) from orders")).isEqualTo(before);
        assertThat(rows("select count(*) from orders_by_id where order_id = 950"))
                .isEqualTo("[[0]]");
        assertThat(rows("select count(*) from orders_by_id where order_id = 1")).isEqualTo("[[1]]");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("that cannot be right is refused, and nothing is changed")
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '~',
            textBlock =
                    """
                    insert into orders (order_id, total) values (900, 1) @ NO_SHARDING_VALUE
                    insert into orders (user_id, total) values (1, 1) @ NO_SHARDING_VALUE
                    insert into orders (order_id, user_id) values (900, 1), (901, null) @ COMPUTED_KEY
                    insert into orders (order_id, user_id) values (900, 1 + 1) @ COMPUTED_KEY
                    update orders set user_id = 4 where order_id = 1 @ KEY_UPDATE
                    update orders set order_id = 4 where order_id = 1 @ LOOKUP_UPDATE
                    update orders set total = (select max(total) from orders) @ SUBQUERY_IN_WRITE
                    delete from orders_by_id @ INDEX_TABLE
                    delete from order where total = 1 @ UNKNOWN_TABLE
                    update orders set totl = 1 @ UNKNOWN_COLUMN
                    """)
    void isRefused(String sql, Refusal why) {
        assertThatThrownBy(() -> shop.inTask(() -> shop.queries().update(sql)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(why));
        assertThat(shop.check("select * from orders order by order_id"))
                .isInstanceOf(Verdict.Same.class);
    }

    @Test
    @DisplayName("of which a sharding value is NULL is refused")
    void ofNull() {
        var map = ShardMap.first(Layout.BY_REGION, HashRanges.equal(2));
        try (var other = new TwinShop(5, map)) {
            assertThatThrownBy(() ->
                            other.inTask(() ->
                                    other.queries()
                                            .update(
                                                    "insert into orders (order_id, region)"
                                                            + " values (?, ?)",
                                                    1L,
                                                    Optional.empty())))
                    .isInstanceOf(Refused.class);
        }
    }

    private String rows(String sql) {
        return java.util.Arrays.deepToString(shop.inTask(() -> shop.queries().all(sql)).toArray());
    }
}
