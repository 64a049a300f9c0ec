package greenbelt.shard.twin;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.shard.map.Layout;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.run.TwinShop;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A bug planted in the planner")
class PlantedBugsTest {
    private static final int RANDOM_QUERIES = 1_500;

    @ParameterizedTest
    @EnumSource
    @DisplayName("is found by the table of shapes")
    void isFoundByShapes(PlantedBug bug) {
        assertThat(firstWrong(bug, Shapes.ALL.stream())).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("is found by random queries")
    void isFoundByRandomQueries(PlantedBug bug) {
        var queries =
                IntStream.range(0, RANDOM_QUERIES)
                        .mapToObj(seed ->
                                RandomQuery.draw(
                                        seed,
                                        "user_id",
                                        random ->
                                                new Constants(
                                                        random, LongUnaryOperator.identity(), 0)))
                        .map(Drawn::sql);

        assertThat(firstWrong(bug, queries)).isPresent();
    }

    private static Optional<Verdict> firstWrong(PlantedBug bug, Stream<String> queries) {
        try (var shop = new TwinShop(11, ShardMap.hashed(Layout.BY_USER, 4), 10_000, bug)) {
            return queries.map(shop::check).filter(Verdict.Different.class::isInstance).findFirst();
        }
    }
}
