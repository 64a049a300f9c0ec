package greenbelt.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The commands about shards")
class ShardCommandsTest extends CommandsFixture {
    ShardCommandsTest() {
        super(42, 200);
    }

    @Test
    @DisplayName("load a shop, ask it, and say who was asked and why")
    void queries() {
        assertThat(text("shard load 300 --shards 3 --twin"))
                .startsWith("300 orders with ")
                .contains("are on 3 shards by hash ranges, and in one database");

        assertThat(text("shard status")).containsPattern("shard-3 +hash ").contains("map 1, by");
        assertThat(text("shard query \"select count(*) as orders from orders\""))
                .containsPattern("orders\n─+\n +300\n")
                .contains("1 row; shard-1 gave 1 row in ");
        assertThat(text("shard query \"select order_id from orders where user_id = 7\" --limit 1"))
                .contains("gave ")
                .doesNotContain("shard-1 gave 1 row in 0s, shard-2");
        assertThat(text("shard explain \"select avg(total) from orders\""))
                .contains("route\n", "shards\n  shard-1, shard-2, shard-3\n", "merged here\n")
                .contains("would move\n  shard-1 about 1 row, shard-2 about 1 row");
        assertThat(text("shard explain \"select count(*) from orders\" --run"))
                .contains("moved\n  shard-1 gave 1 row in ");
        assertThat(text("shard check \"select region, avg(total) from orders group by region\""))
                .startsWith("the same: ");
        assertThat(text("traces")).contains("shard query");
    }

    @Test
    @DisplayName("change rows, and move them from shard to shard")
    void moves() {
        text("shard load 300 --shards 2");
        var before = text("shard query \"select sum(total) as total from orders\" --json");

        assertThat(text("shard update \"update orders set status = 'paid' where user_id = 1\""))
                .contains("changed");
        assertThat(text("shard split 2"))
                .startsWith("split shard-2 into shard-2 and shard-3: ")
                .contains("map 2 holds");
        assertThat(text("shard status")).containsPattern("shard-3 +hash ");
        assertThat(text("shard query \"select sum(total) as total from orders\" --json"))
                .isEqualTo(before);
        assertThat(text("shard merge 3 2")).contains("map 3 holds");
        assertThat(text("shard rebalance")).containsPattern("do|no move");
        assertThat(text("shard drop")).isEqualTo("the sharded shop is gone\n");
        assertThat(text("shard drop")).isEqualTo("there was no sharded shop\n");
    }

    @Test
    @DisplayName(
            "change rows of several shards all or none, unless told otherwise, and those of the twin with them")
    void atomic() {
        text("shard load 200 --shards 3 --twin");

        assertThat(text("shard update \"update orders set note = 'seen' where total > 20\""))
                .contains("rows changed, by a commit in two phases on shard-1, shard-2, shard-3");
        assertThat(text("shard update \"update orders set note = 'x' where user_id = 1\""))
                .contains("by one transaction of shard-");
        assertThat(
                        text(
                                "shard update \"delete from lines where quantity = 2\" --atomic best-effort"))
                .endsWith("rows changed\n");
        assertThat(text("shard check \"select * from orders order by order_id\""))
                .startsWith("the same: ");
        assertThat(text("shard check \"select * from lines order by order_id, line_no\""))
                .startsWith("the same: ");
    }

    @Test
    @DisplayName("have the order history of the running system on the shards, and give it back")
    void history() {
        text("load 12");
        assertThat(text("shard attach --shards 2"))
                .startsWith("the order history is on the shards, up to event ")
                .contains("GET /orders is answered from there");
        assertThat(text("shard status"))
                .contains(
                        "history_orders",
                        "order history: read from these shards",
                        "0 events behind");
        assertThat(text("http GET /orders?limit=1")).contains("order-12");
        assertThat(text("trace last")).contains("shards");
        assertThat(text("shard check"))
                .isEqualTo("the same: 12 orders on the shards and in the order service\n");
        assertThat(text("shard query \"select count(*) as n from history_orders\"")).contains("12");
        assertThat(refusal("shard update \"delete from history_orders\""))
                .contains("follow their events alone");
        assertThat(refusal("shard drop")).contains("to give it back: shard detach");
        assertThat(refusal("shard attach")).contains("on the shards already");
        assertThat(text("shard split 1")).contains("map 2 holds");
        assertThat(text("shard check")).startsWith("the same: 12 orders");
        assertThat(text("shard detach")).contains("answered by the order service");
        assertThat(text("shard detach")).isEqualTo("no order history is on the shards\n");
        assertThat(refusal("shard check")).contains("to attach it: shard attach");
        assertThat(text("shard drop")).isEqualTo("the sharded shop is gone\n");
    }

    @Test
    @DisplayName("are refused an order history where a page of a user would ask every shard")
    void historyByTime() {
        text("shard load 20 --shards 2 --by time");

        assertThat(refusal("shard attach")).contains("these shards are by order_id");
        text("shard drop");
        text("shard load 20 --shards 2 --twin");
        assertThat(refusal("shard attach --shards 3")).contains("there are 2 shards already");
        text("shard attach");
        assertThat(refusal("shard check \"select count(*) from history_orders\""))
                .contains("the twin has what was loaded");
    }

    @Test
    @DisplayName("show which keys are asked for most, and say when one is hot")
    void hot() {
        text("shard load 50 --shards 2");
        assertThat(text("shard hot")).contains("too few to call anything hot, which takes 1,000");

        for (int n = 0; n < 1_000; n++) {
            text("shard query \"select count(*) from orders where user_id = 3\"");
        }
        assertThat(text("shard hot --limit 1"))
                .contains("key 3 has ", "a hot key; a split does not help", "a hot shard");
        assertThat(refusal("shard hot --limit 65")).contains("--limit");
    }

    @ParameterizedTest
    @CsvSource({
        "hash, user_id",
        "modulo, user_id",
        "directory, user_id",
        "time, order_id",
        "region, region"
    })
    @DisplayName("know five ways to say which shard has which rows, all with the same answers")
    void strategies(String by, String column) {
        text("shard load 200 --shards 3 --twin --by " + by);

        assertThat(text("shard status")).contains("has " + column);
        for (var sql :
                new String[] {
                    "select status, count(*), sum(total) from orders group by status",
                    "select o.order_id, l.item_id from orders o join lines l on l.order_id = o.order_id and l.user_id = o.user_id and l.region = o.region order by 1, 2 limit 20",
                    "select distinct region from orders order by region",
                }) {
            assertThat(text("shard check \"" + sql + '"')).startsWith("the same: ");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    shard status | there is no sharded shop; to make one: shard load 100000 --shards 4
                    shard load 0 | ORDERS must be a whole number from 1 to 100000000, found "0"
                    shard load 10 --by hahs | --by must be hash, modulo, directory, time, region, found "hahs", did you mean "hash"?
                    shard load 3 --by time --shards 4 | 3 orders cannot be cut into 4 ranges of time
                    shard query "select 1" | there is no sharded shop; to make one: shard load 100000 --shards 4
                    """)
    @DisplayName("refuse what cannot be, and say what can")
    void refuse(String line, String sentence) {
        assertThat(refusal(line).strip()).isEqualTo(sentence);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    shard load 10 | there is a sharded shop already; to load another one: shard drop
                    shard split 9 | there is no shard-9; there are shard-1, shard-2
                    shard query "select nme from users" | name
                    shard query "select * from ordres" | orders
                    shard query "select row_number() over (order by total) from orders" | window
                    shard query "update orders set total = 0" | update
                    shard update "update orders set user_id = 3 where order_id = 5" | user_id
                    shard bench | the clock of a virtual world says nothing of how fast something is
                    shard update "delete from lines" --atomic twophase | --atomic must be best-effort or two-phase, found "twophase", did you mean "two-phase"?
                    shard update "delete from lines" --atomic saga | a saga undoes by what makes up for each step
                    shard check "select 1 from orders" | there is no twin to compare with
                    """)
    @DisplayName("refuse what the shards cannot do, and say why")
    void refusedByShards(String line, String word) {
        text("shard load 50 --shards 2");

        assertThat(refusal(line)).contains(word);
    }
}
