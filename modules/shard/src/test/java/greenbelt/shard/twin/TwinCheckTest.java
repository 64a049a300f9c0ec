package greenbelt.shard.twin;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.shard.map.Layout;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.run.TwinShop;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("On shards")
class TwinCheckTest {
    private final TwinShop shop = shop(10_000);
    private final TwinShop inParts = shop(3);
    private final TwinShop byRows = shop(0);

    /// @param groupsHeld how many groups a shard may hold
    private static TwinShop shop(long groupsHeld) {
        return new TwinShop(
                11, ShardMap.hashed(Layout.BY_USER, 4), groupsHeld, UnaryOperator.identity());
    }

    @AfterAll
    void close() {
        shop.close();
        inParts.close();
        byRows.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    @DisplayName("every supported shape gives what it gives unsharded")
    void givesTheSame(String sql) {
        assertThat(shop.check(sql)).isInstanceOf(Verdict.Same.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    @DisplayName("it gives the same where groups are asked for in parts, or by their rows")
    void withTooManyGroups(String sql) {
        assertThat(inParts.check(sql)).isInstanceOf(Verdict.Same.class);
        assertThat(byRows.check(sql)).isInstanceOf(Verdict.Same.class);
    }

    @ParameterizedTest(name = "by {0}")
    @ValueSource(
            strings = {
                "total",
                "placed_at",
                "status",
                "user_id",
                "region, total",
                "total + 1, note"
            })
    @DisplayName("groups that come in parts are whole, whatever their keys are")
    void wholeInParts(String keys) {
        var sql =
                "select %s, count(*), count(distinct user_id) from orders group by %s"
                        .formatted(keys, keys);

        assertThat(inParts.check(sql)).isInstanceOf(Verdict.Same.class);
    }

    static List<String> shapes() {
        return Shapes.ALL;
    }
}
