package greenbelt.shard.twin;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.shard.map.Layout;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.run.TwinShop;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("On shards")
class TwinCheckTest {
    private final TwinShop shop = new TwinShop(11, ShardMap.hashed(Layout.BY_USER, 4));

    @AfterAll
    void close() {
        shop.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    @DisplayName("every supported shape gives what it gives unsharded")
    void givesTheSame(String sql) {
        assertThat(shop.check(sql)).isInstanceOf(Verdict.Same.class);
    }

    static List<String> shapes() {
        return Shapes.ALL;
    }
}
