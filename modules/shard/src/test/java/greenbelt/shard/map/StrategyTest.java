package greenbelt.shard.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A strategy")
class StrategyTest {
    private static final ShardId ONE = new ShardId(1);
    private static final ShardId TWO = new ShardId(2);
    private static final ShardId THREE = new ShardId(3);
    private static final ValueRanges BY_VALUE = ValueRanges.cutAt(List.of(100, 200));

    @Test
    @DisplayName("of hash ranges covers the whole hash space, whatever the number of shards")
    void hashRangesCoverEverything() {
        assertThat(HashRanges.equal(3))
                .hasToString(
                        "0000000000000000 to 5555555555555554 shard-1,"
                                + " 5555555555555555 to aaaaaaaaaaaaaaa9 shard-2,"
                                + " aaaaaaaaaaaaaaaa to ffffffffffffffff shard-3");
        assertThat(HashRanges.equal(1).part(ONE)).isEqualTo(1);
        assertThat(HashRanges.equal(3).part(TWO)).isBetween(0.333, 0.334);
    }

    @Test
    @DisplayName("of hash ranges splits one shard in the middle, and moves no row of another")
    void hashRangesSplit() {
        var before = HashRanges.equal(2);
        var after = before.split(TWO, THREE);

        assertThat(after)
                .hasToString(
                        "0000000000000000 to 7fffffffffffffff shard-1,"
                                + " 8000000000000000 to bfffffffffffffff shard-2,"
                                + " c000000000000000 to ffffffffffffffff shard-3");
        assertThat(
                        LongStream.range(0, 1_000)
                                .boxed()
                                .filter(key -> before.shardOf(key).equals(ONE)))
                .allSatisfy(key -> assertThat(after.shardOf(key)).isEqualTo(ONE));
        assertThat(after.merge(THREE, TWO)).isEqualTo(before);
    }

    @Test
    @DisplayName("of hash ranges moves a range to another shard, and merges neighbours only")
    void hashRangesMove() {
        var moved = HashRanges.equal(4).move(0x4000000000000000L, new ShardId(4));

        assertThat(moved)
                .hasToString(
                        "0000000000000000 to 3fffffffffffffff shard-1,"
                                + " 4000000000000000 to 7fffffffffffffff shard-4,"
                                + " 8000000000000000 to bfffffffffffffff shard-3,"
                                + " c000000000000000 to ffffffffffffffff shard-4");
        assertThatThrownBy(() -> moved.merge(THREE, ONE))
                .isInstanceOf(ShardMapException.class)
                .hasMessageStartingWith("shard-3 and shard-1 have no ranges side by side: 0000");
        assertThatThrownBy(() -> moved.move(1, ONE))
                .hasMessageStartingWith("no range begins at 0000000000000001; there are 0000");
    }

    @Test
    @DisplayName("of ranges of the value finds the few shards of a range")
    void valueRanges() {
        assertThat(BY_VALUE.shardOf(99)).isEqualTo(ONE);
        assertThat(BY_VALUE.shardOf(100)).isEqualTo(TWO);
        assertThat(BY_VALUE.shardOf(Long.MAX_VALUE)).isEqualTo(THREE);
        assertThat(BY_VALUE.shardsBetween(Optional.of(50), Optional.of(100)))
                .containsExactly(ONE, TWO);
        assertThat(BY_VALUE.shardsBetween(Optional.of(150), Optional.empty()))
                .containsExactly(TWO, THREE);
        assertThat(BY_VALUE.shardsBetween(Optional.of(2), Optional.of(1))).isEmpty();
        assertThat(BY_VALUE.splitAt(150, new ShardId(4)).merge(new ShardId(4), TWO))
                .isEqualTo(BY_VALUE);
    }

    @Test
    @DisplayName("of hashes finds one shard for one value, and all for a range")
    void hashesKnowNoRanges() {
        var hashed = HashRanges.equal(4);

        assertThat(hashed.shardsBetween(Optional.of(7), Optional.of(7)))
                .containsExactly(hashed.shardOf(7));
        assertThat(hashed.shardsBetween(Optional.of(7), Optional.of(8))).hasSize(4);
    }

    @Test
    @DisplayName("of a list refuses a value that is not in it, and to split one value")
    void list() {
        var list = Listed.dealt(List.of("north", "south", "east"), 2);

        assertThat(list.shardOf("east")).isEqualTo(ONE);
        assertThat(list.shardsBetween(Optional.of("o"), Optional.empty())).containsExactly(TWO);
        assertThatThrownBy(() -> list.shardOf("mars"))
                .isInstanceOf(ShardMapException.class)
                .hasMessage("mars is not in the list: [east, north, south]");
        assertThatThrownBy(() -> list.split(TWO, THREE))
                .hasMessage("shard-2 has only [south], and one value cannot be split");
    }

    @Test
    @DisplayName("of a directory puts one key on a shard of its own")
    void directory() {
        var directory = Directory.empty(2).assign(42, THREE);

        assertThat(directory.shardOf(42L)).isEqualTo(THREE);
        assertThat(directory.shards()).containsExactly(ONE, TWO, THREE);
        assertThat(directory.explain(42)).isEqualTo("42 has an entry in the directory: shard-3");
        assertThat(directory.merge(THREE, ONE).shardOf(42)).isEqualTo(ONE);
    }

    @Test
    @DisplayName("of modulo says why it can neither split nor merge")
    void modulo() {
        assertThatThrownBy(() -> new Modulo(4).split(ONE, new ShardId(5)))
                .isInstanceOf(ShardMapException.class)
                .hasMessage(
                        "modulo cannot split shard-1 alone: with 5 shards nearly every row moves;"
                                + " hash ranges can");
        assertThatThrownBy(() -> new Modulo(4).merge(ONE, TWO))
                .hasMessageStartingWith("modulo cannot merge shard-1 into shard-2 alone");
    }

    @Test
    @DisplayName("explains where a key is")
    void explains() {
        assertThat(HashRanges.equal(2).explain(1))
                .isEqualTo(
                        "1 hashes to b456bcfc34c2cb2c, which is in 8000000000000000 to"
                                + " ffffffffffffffff of shard-2");
        assertThat(BY_VALUE.explain(150))
                .isEqualTo("150 is in the range from 100 on before 200 of shard-2");
        assertThat(new Modulo(4).explain(2))
                .isEqualTo(
                        "2 hashes to 3abf2a20650683e7, which leaves 3 when divided by 4: shard-4");
    }

    @Test
    @DisplayName("refuses a shard that there is not")
    void refusesAnUnknownShard() {
        assertThatThrownBy(() -> HashRanges.equal(2).split(THREE, new ShardId(4)))
                .isInstanceOf(ShardMapException.class)
                .hasMessage("there is no shard-3; there are [shard-1, shard-2]");
    }
}
