package greenbelt.shard.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.database.DatabaseException;
import greenbelt.shard.map.Layout;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.sql.Functions;
import greenbelt.shard.sql.Refusal;
import greenbelt.shard.sql.Refused;
import greenbelt.shard.twin.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("The published refusals")
class RefusalsTest {
    private static final Path PAGE = Path.of("../../docs/shard-refusals.md");

    private final TwinShop shop = new TwinShop(5, ShardMap.hashed(Layout.BY_USER, 4));

    @AfterAll
    void close() {
        shop.close();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NO_SHARD", "PAGE_TOO_DEEP"})
    @DisplayName("are what their examples get")
    void areWhatExamplesGet(Refusal refusal) {
        assertThatThrownBy(() -> shop.inTask(() -> run(refusal.example())))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }

    private List<?> run(String sql) {
        return List.of("insert", "update", "delete").stream().anyMatch(sql::startsWith)
                ? List.of(shop.queries().update(sql))
                : shop.queries().all(sql);
    }

    @Test
    @DisplayName(
            "include what H2 refuses: rows without doubles, in the order of something with a parameter")
    void orderByAParameter() {
        var sql =
                "select distinct user_id from orders order by case when user_id > ? then 1 else user_id end";

        assertThat(shop.check(sql, 3L)).isInstanceOf(Verdict.Refused.class);
        assertThatThrownBy(() ->
                        shop.inTask(() ->
                                shop.single()
                                        .read("q", session -> session.query(sql, row -> 1, 3L))))
                .isInstanceOf(DatabaseException.class);
    }

    @Test
    @DisplayName("are those of the page")
    void arePublished() throws IOException {
        assertThat(page())
                .as("the page, to be written anew from this")
                .isEqualTo(Files.readString(PAGE));
    }

    static String page() {
        var rows =
                Arrays.stream(Refusal.values())
                        .map(one ->
                                "| `%s` | %s | %s |"
                                        .formatted(
                                                one.example().replace("|", "\\|"),
                                                one.why(),
                                                one.instead()))
                        .collect(Collectors.joining("\n"));
        return """
        # What a query over shards is refused for

        The planner of [shard](../modules/shard) is right or refuses. This is the whole list, with an example of each over \
        tables sharded by
        `user_id`; what is not in it is answered as the unsharded tables would answer it. A test compares this page with the code.

        | such as | why | what would work |
        |---|---|---|
        %s

        Functions of one row that may be used: %s.

        Aggregates: `count sum avg min max stddev stddev_pop stddev_samp var_pop var_samp variance`, with `distinct` and
        `filter (where …)`. What H2 has beyond them may be used where one sharding value is asked for with `=`.
        """
                .formatted(
                        rows,
                        Functions.known().stream()
                                .map("`%s`"::formatted)
                                .collect(Collectors.joining(" ")));
    }
}
