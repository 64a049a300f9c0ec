package greenbelt.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.shard.data.ShopPlan;
import greenbelt.shard.map.Layout;
import greenbelt.shard.map.ShardMap;
import greenbelt.telemetry.Span;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A statement over shards")
class ShardedShopTracesTest {
    private static final int ORDERS = 900;
    private static final int TRACES = 100;

    static List<Plan> worlds() {
        return List.of(Plan.virtual(7), Plan.ephemeral(0));
    }

    @ParameterizedTest
    @MethodSource("worlds")
    @DisplayName(
            "is a trace with a span for each shard, which says its number and rows, and lasts until they are read")
    void isATrace(Plan plan) {
        try (var simulator = Simulator.open(plan)) {
            var shop = simulator.shardedShop();
            simulator.run(
                    "load",
                    () ->
                            shop.load(
                                    new ShopPlan(7, ORDERS, 40, 10),
                                    ShardMap.hashed(Layout.BY_USER, 3),
                                    false,
                                    _ -> {}));
            simulator.run(
                    "ask",
                    () ->
                            shop.statement(
                                    "all orders",
                                    () ->
                                            shop.queries()
                                                    .all(
                                                            "select order_id from orders order by 1")));

            var trace =
                    simulator.traces().recent(TRACES).stream()
                            .filter(one -> one.first().name().equals("all orders"))
                            .findFirst()
                            .orElseThrow();
            assertThat(trace.droppedSpans()).isZero();
            assertThat(shards(trace.spans()).map(span -> span.attribute("greenbelt.shard").get()))
                    .containsExactlyInAnyOrder("1", "2", "3");
            assertThat(shards(trace.spans()).mapToLong(ShardedShopTracesTest::rows).sum())
                    .isEqualTo(ORDERS);
            assertThat(shards(trace.spans()))
                    .allSatisfy(span -> assertThat(span.end()).isPresent());
        }
    }

    private static Stream<Span> shards(List<Span> spans) {
        return spans.stream().filter(span -> span.name().startsWith("query on "));
    }

    private static long rows(Span span) {
        return Long.parseLong(span.attribute("db.response.returned_rows").orElseThrow());
    }
}
