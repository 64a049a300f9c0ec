package greenbelt.shard.twin;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.shard.map.HashRanges;
import greenbelt.shard.map.Layout;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.run.TwinShop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Random queries")
class RandomQueriesTest {
    /// A small share; `./run.sh test --all` asks many more.
    private static final int QUERIES =
            "all".equals(System.getProperty("greenbelt.tests")) ? 12_000 : 600;

    private static final int PER_SHOP = 40;

    /// What came of them.
    record Outcome(int same, int failed, int refused, List<String> different) {}

    @Test
    @DisplayName("give what they give unsharded, or are refused")
    void giveTheSame() {
        var outcome = ask(1, QUERIES);

        assertThat(outcome.different()).isEmpty();
        assertThat(outcome.same()).isGreaterThan(QUERIES / 2);
        assertThat(outcome.refused()).isBetween(QUERIES / 100, QUERIES / 3);
    }

    static Outcome ask(int firstSeed, int queries) {
        int same = 0;
        int failed = 0;
        int refused = 0;
        var different = new ArrayList<String>();
        for (int seed = firstSeed; seed < firstSeed + queries; seed += PER_SHOP) {
            var map = map(seed / PER_SHOP);
            long held = seed / PER_SHOP % 2 == 0 ? 0 : 10_000;
            try (var shop = new TwinShop(seed, map, held, UnaryOperator.identity())) {
                for (int one = seed; one < Math.min(seed + PER_SHOP, firstSeed + queries); one++) {
                    var sql = RandomQuery.draw(one, map.layout().column());
                    switch (shop.check(sql)) {
                        case Verdict.Same _ -> same++;
                        case Verdict.BothFailed _ -> failed++;
                        case Verdict.Refused _ -> refused++;
                        case Verdict.Different(var how) ->
                                different.add(
                                        "seed %d on %s: %s: %s".formatted(one, map, sql, how));
                    }
                }
            }
        }
        return new Outcome(same, failed, refused, different);
    }

    /// One to five shards, in every layout.
    private static ShardMap map(int number) {
        int shards = 1 + number % 5;
        return switch (number % 3) {
            case 0 -> ShardMap.hashed(Layout.BY_USER, shards);
            case 1 -> ShardMap.first(Layout.BY_ORDER, HashRanges.equal(shards));
            default -> ShardMap.first(Layout.BY_REGION, HashRanges.equal(shards));
        };
    }
}
