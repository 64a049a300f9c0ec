package greenbelt.shard.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("One shard more")
class GrowthTest {
    private static final List<Long> KEYS = LongStream.range(0, 40_000).boxed().toList();

    @Test
    @DisplayName(
            "moves half of one shard under hash ranges and under a directory: an eighth of four")
    void movesHalfOfOneShard() {
        assertThat(moved(HashRanges.equal(4))).isBetween(4_700L, 5_300L);
        assertThat(moved(Directory.empty(4).assign(7L, new ShardId(2)))).isBetween(4_700L, 5_300L);
    }

    @Test
    @DisplayName("moves four rows of five under modulo")
    void movesNearlyEverythingUnderModulo() {
        assertThat(moved(new Modulo(4))).isBetween(31_500L, 32_500L);
    }

    @Test
    @DisplayName("moves nothing under ranges of the value: it is for what is to come")
    void movesNothingUnderValueRanges() {
        assertThat(moved(ValueRanges.cutAt(List.of(10_000, 20_000, 30_000)))).isZero();
    }

    @Test
    @DisplayName("moves half the values of the fullest shard under a list")
    void movesValuesUnderAList() {
        var regions = List.of("north", "south", "east", "west");
        var keys = Stream.of("north", "north", "east", "south", "north", "west", "east").toList();

        assertThat(Growth.of(Listed.dealt(regions, 2), keys))
                .hasToString("list: 3 of 7 rows move (42.9%), 3 are on the new shard");
    }

    private static long moved(Strategy strategy) {
        return Growth.of(strategy, KEYS).moved();
    }
}
