package greenbelt.shard.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import greenbelt.shard.map.HashRanges;
import greenbelt.shard.map.ShardId;
import greenbelt.workload.Zipf;
import greenbelt.world.Randomness;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Heat")
class HeatTest {
    private final HashRanges shards = HashRanges.equal(4);
    private final Heat heat = new Heat();

    private void route(long key) {
        heat.routed(key, shards.shardOf(key));
    }

    @Test
    @DisplayName("finds the most frequent of 100,000 keys in the memory of 64")
    void findsTheMostFrequent() {
        var zipf = new Zipf(100_000, 1.2);
        var random = Randomness.of(7, "keys");
        long ofFirst = 0;
        for (int i = 0; i < Heat.ALL; i++) {
            int rank = zipf.next(random);
            ofFirst += rank == 0 ? 1 : 0;
            route(rank);
        }
        var hottest = heat.keys(3);

        assertThat(hottest).extracting(Heat.HotKey::key).containsExactly(0L, 1L, 2L);
        assertThat(ofFirst)
                .isBetween(
                        hottest.getFirst().count() - hottest.getFirst().overcount(),
                        hottest.getFirst().count());
    }

    @Test
    @DisplayName(
            "counts one of many requests when there have been many, and still knows about how many there were")
    void countsSome() {
        var zipf = new Zipf(100_000, 1.2);
        var random = Randomness.of(7, "keys");
        long ofFirst = 0;
        for (int i = 0; i < 500_000; i++) {
            int rank = zipf.next(random);
            ofFirst += rank == 0 ? 1 : 0;
            route(rank);
        }
        var hottest = heat.keys(3);

        assertThat(hottest).extracting(Heat.HotKey::key).containsExactly(0L, 1L, 2L);
        assertThat((double) hottest.getFirst().count())
                .isCloseTo((double) ofFirst, withinPercentage(5));
        assertThat(heat.shards().values().stream().mapToLong(count -> count).sum())
                .isEqualTo(500_000);
    }

    @Test
    @DisplayName("says that a split does not help against a hot key")
    void hotKey() {
        for (int i = 0; i < 2_000; i++) {
            route(42);
            route(i);
        }

        assertThat(heat.advice(4))
                .first()
                .asString()
                .startsWith(
                        "key 42 has 50% of all requests: a hot key; a split does not help,"
                                + " because one key stays on one shard");
    }

    @Test
    @DisplayName("says that a split helps against a hot shard, and names it")
    void hotShard() {
        for (long key = 0; key < 8_000; key++) {
            if (shards.shardOf(key).equals(new ShardId(2)) || key % 4 == 0) {
                route(key);
            }
        }

        assertThat(heat.advice(4))
                .singleElement()
                .asString()
                .startsWith("shard-2 has ")
                .endsWith(" times its share: a hot shard; split it");
    }

    @Test
    @DisplayName("says nothing when load is even, or when little was asked")
    void nothingToSay() {
        for (long key = 0; key < 900; key++) {
            route(7);
        }
        assertThat(heat.advice(4)).isEmpty();

        var even = new Heat();
        for (long key = 0; key < 9_000; key++) {
            even.routed(key, shards.shardOf(key));
        }
        assertThat(even.advice(4)).isEmpty();
        assertThat(even.shards()).hasSize(4);
    }
}
