package greenbelt.shard.twin;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.shard.run.TwinShop;
import greenbelt.testkit.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Random statements")
class RandomQueriesTest {
    /// A small share; `./run.sh test --all` asks many more.
    private static final int QUERIES = Share.of(600, 12_000);

    private static final int PER_SHOP = 40;
    private static final int WRITES_PER_SHOP = 8;
    private static final int PARAMETERS_IN = 4;

    /// How many groups a shard may hold: none, so that all rows are grouped here; few, so that they come in parts; all.
    private static final List<Long> GROUPS_HELD = List.of(0L, 3L, 10_000L);

    /// What came of them.
    record Outcome(int same, int failed, int refused, List<String> different) {
        int all() {
            return same + failed + refused + different.size();
        }
    }

    @Test
    @DisplayName("that ask give what they give unsharded, or are refused")
    void giveTheSame() {
        var outcome = ask(1, QUERIES);

        assertThat(outcome.different()).isEmpty();
        assertThat(outcome.all()).isEqualTo(QUERIES);
        assertThat(outcome.same()).isGreaterThan(QUERIES / 2);
        assertThat(outcome.refused()).isBetween(QUERIES / 100, QUERIES / 3);
    }

    @Test
    @DisplayName("that write leave the rows that they leave unsharded, or are refused")
    void writeTheSame() {
        int shops = QUERIES / PER_SHOP;
        int writes = 0;
        var different = new ArrayList<String>();
        for (int number = 0; number < shops; number++) {
            var layout = ShardedWays.of(number);
            try (var shop =
                    new TwinShop(
                            number, layout.map(), 0, UnaryOperator.identity(), layout.numbers())) {
                var twins = new TwinWrites(shop);
                var random = new RandomWrite(number, layout);
                for (int i = 0; i < WRITES_PER_SHOP; i++) {
                    var write = random.next();
                    var verdict = twins.check(write);
                    writes += verdict instanceof Verdict.Same ? 1 : 0;
                    if (verdict instanceof Verdict.Different(var how)) {
                        different.add("%s on %s: %s".formatted(write, layout.map(), how));
                    }
                }
            }
        }

        assertThat(different).isEmpty();
        assertThat(writes).isGreaterThan(shops * WRITES_PER_SHOP / 2);
    }

    static Outcome ask(int firstSeed, int queries) {
        int same = 0;
        int failed = 0;
        int refused = 0;
        var different = new ArrayList<String>();
        for (int seed = firstSeed; seed < firstSeed + queries; seed += PER_SHOP) {
            var way = ShardedWays.of(seed / PER_SHOP);
            var map = way.map();
            long held = GROUPS_HELD.get(seed / PER_SHOP % GROUPS_HELD.size());
            try (var shop =
                    new TwinShop(seed, map, held, UnaryOperator.identity(), way.numbers())) {
                for (int one = seed; one < Math.min(seed + PER_SHOP, firstSeed + queries); one++) {
                    var query =
                            RandomQuery.draw(
                                    one,
                                    map.layout().column(),
                                    random -> new Constants(random, way.numbers(), PARAMETERS_IN));
                    switch (shop.check(query.sql(), query.values().toArray())) {
                        case Verdict.Same _ -> same++;
                        case Verdict.BothFailed _ -> failed++;
                        case Verdict.Refused _ -> refused++;
                        case Verdict.Different(var how) ->
                                different.add(
                                        "seed %d on %s: %s: %s".formatted(one, map, query, how));
                    }
                }
            }
        }
        return new Outcome(same, failed, refused, different);
    }
}
