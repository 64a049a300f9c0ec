package greenbelt.shard.move;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.shard.map.Directory;
import greenbelt.shard.map.HashRanges;
import greenbelt.shard.map.Layout;
import greenbelt.shard.map.Listed;
import greenbelt.shard.map.Modulo;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.map.Strategy;
import greenbelt.shard.map.ValueRanges;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Rebalancing")
class RebalanceTest {
    private static final HashRanges LOPSIDED =
            HashRanges.equal(2).split(new ShardId(1), new ShardId(3));

    @Test
    @DisplayName("proposes what copies least for what it gains first, and only what helps")
    void cheapestFirst() {
        var proposals = propose(LOPSIDED, even(10_000));

        assertThat(proposals)
                .isNotEmpty()
                .isSortedAccordingTo((one, other) -> Double.compare(one.price(), other.price()));
        assertThat(proposals).allSatisfy(one -> assertThat(one.then()).isLessThan(one.before()));
        assertThat(proposals)
                .extracting(Proposal::sentence)
                .contains("split shard-2 into shard-2 and shard-4", "merge shard-3 into shard-1")
                .anySatisfy(sentence ->
                        assertThat(sentence)
                                .startsWith("move what is from ")
                                .endsWith(" on from shard-2 to shard-1"));
    }

    @Test
    @DisplayName("says what a proposal costs and gains")
    void saysWhat() {
        assertThat(propose(LOPSIDED, even(10_000)))
                .filteredOn(one -> one.sentence().startsWith("merge"))
                .singleElement()
                .hasToString(
                        "merge shard-3 into shard-1: copies 4,968 orders, and the fullest shard then"
                                + " has 1.01 times the mean, not 1.51 times");
    }

    @Test
    @DisplayName("proposes nothing where shards are alike, and nothing under modulo")
    void nothing() {
        assertThat(propose(HashRanges.equal(1), even(1_000))).isEmpty();
        assertThat(propose(new Modulo(3), even(1_000))).isEmpty();
        assertThat(propose(HashRanges.equal(3), new Weights())).isEmpty();
    }

    @Test
    @DisplayName("cuts ranges of the value in the middle of their orders, not of their values")
    void values() {
        var weights = new Weights();
        for (long key = 0; key < 100; key++) {
            weights.add(key, key < 10 ? 90 : 1);
        }

        assertThat(propose(ValueRanges.cutAt(List.of(200)), weights))
                .extracting(Proposal::sentence)
                .containsExactlyInAnyOrder(
                        "split shard-1 at 5, the rest to shard-3", "merge shard-2 into shard-1");
    }

    @Test
    @DisplayName("gives the hottest key of a directory a shard of its own")
    void hottestKey() {
        var weights = even(3_000);
        weights.add(7_777L, 2_500);

        assertThat(propose(Directory.empty(2), weights))
                .extracting(Proposal::sentence)
                .anySatisfy(sentence ->
                        assertThat(sentence)
                                .startsWith("give 7777 of ")
                                .endsWith(" a shard of its own, shard-3"));
    }

    @Test
    @DisplayName("moves a value of a list to the emptiest shard")
    void list() {
        var weights = new Weights();
        weights.add("north", 500);
        weights.add("south", 400);
        weights.add("east", 100);
        var listed = Listed.dealt(List.of("north", "east", "south"), 2);

        assertThat(propose(listed, weights))
                .extracting(Proposal::sentence)
                .contains("move south from shard-1 to shard-2");
    }

    @Test
    @DisplayName("goes by a part of the values when there are very many")
    void sampled() {
        var proposals = propose(LOPSIDED, even(1_000_000));

        assertThat(proposals)
                .filteredOn(one -> one.sentence().startsWith("merge"))
                .singleElement()
                .satisfies(one -> assertThat(one.copied()).isBetween(490_000L, 510_000L));
    }

    private static Weights even(long keys) {
        var weights = new Weights();
        for (long key = 0; key < keys; key++) {
            weights.add(key, 1);
        }
        return weights;
    }

    private static List<Proposal> propose(Strategy strategy, Weights weights) {
        var layout = strategy instanceof Listed ? Layout.BY_REGION : Layout.BY_USER;
        return Rebalance.propose(ShardMap.first(layout, strategy), weights);
    }
}
