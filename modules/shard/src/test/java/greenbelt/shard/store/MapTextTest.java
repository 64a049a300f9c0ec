package greenbelt.shard.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A map as text")
class MapTextTest {
    static List<Strategy> strategies() {
        return List.of(
                HashRanges.equal(3).split(new ShardId(2), new ShardId(4)),
                ValueRanges.cutAt(List.of(-5L, 1L << 60)),
                ValueRanges.cutAt(List.of("m m", "t")),
                Listed.dealt(List.of("north", "far south", "7"), 2),
                Directory.empty(2).assign(42, new ShardId(3)).assign(43, new ShardId(1)),
                new Modulo(5));
    }

    @ParameterizedTest
    @MethodSource("strategies")
    @DisplayName("is read as the map it was written from")
    void roundTrip(Strategy strategy) {
        var map = ShardMap.first(Layout.BY_USER, strategy);

        assertThat(MapText.read(MapText.of(map))).isEqualTo(map);
    }

    @Test
    @DisplayName("can be read by people too")
    void readable() {
        assertThat(MapText.of(ShardMap.hashed(Layout.BY_USER, 2)))
                .isEqualTo(
                        """
                        version 1
                        layout BY_USER
                        strategy hash
                        range 0000000000000000 1
                        range 8000000000000000 2
                        index 0000000000000000 1
                        index 8000000000000000 2
                        since 1 1
                        since 2 1\
                        """);
    }

    @Test
    @DisplayName("is refused when it is not the text of a map")
    void refused() {
        assertThatThrownBy(() -> MapText.read("version 1\nversion 2"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
