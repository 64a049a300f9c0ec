package greenbelt.shard.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A statement")
class SqlParserTest {
    @ParameterizedTest(name = "{0}")
    @DisplayName("is read with the parentheses that SQL leaves out")
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '~',
            textBlock =
                    """
                    a = 1 and b in (1, 2) or c = 3 @ (((a = 1) and (b in (1, 2))) or (c = 3))
                    not a in (1, ?) and b not in (?) @ ((not (a in (1, ?))) and (b not in (?)))
                    a in (select 1 from t) and b @ ((a in (select 1 from t)) and b)
                    not a = b or c is null and d like 'x%' @ ((not (a = b)) or ((c is null) and (d like 'x%')))
                    a - b - c / d * 2 > -a % 2 @ (((a - b) - ((c / d) * 2)) > ((- a) % 2))
                    a || b + c = 'in (1)' @ ((a || (b + c)) = 'in (1)')
                    not a between 1 and 2 or a is distinct from b @ ((not (a between 1 and 2)) or (a is distinct from b))
                    (a, b) > (?, 2) and exists (select 1 from t) @ (((a, b) > (?, 2)) and exists (select 1 from t))
                    """)
    void isReadWithAllParentheses(String written, String read) {
        var statement = SqlParser.parse("select * from orders where " + written);

        assertThat(SqlWriter.text(statement)).isEqualTo("select * from orders where " + read);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("of the grammar is read whole, and what is written of it is read the same")
    @ValueSource(
            strings = {
                "select distinct o.status as s, count(*) from orders o group by o.status",
                "select sum(total) filter (where total > 1.5), count(distinct status) from orders",
                "select * from orders o join lines l on o.order_id = l.order_id, items i cross join users",
                "select o.* from orders o left join items as i on i.item_id = o.order_id",
                "select a from t group by a, b having count(*) > ? order by 1 desc nulls last, a",
                "select a from t order by a limit ? offset 3",
                "select a from t offset 5 rows fetch next 3 rows only",
                "select a from t union all select b from u union all select c from v order by 1",
                "select case when a = 1 then 2 else 3 end, case a when 1 then 2 end from t",
                "select cast(a as decimal(12, 2)), extract(year from b), trim(c), coalesce(d, 1) from t",
                "select date '2026-01-01', timestamp with time zone '2026-01-01 00:00:00+00', null, true",
                "select a from (select b as a from t where c <> 1) g where g.a != 'it''s' -- why",
                "insert into orders (order_id, note) values (1, null), (?, 'x')",
                "insert into orders (order_id) values (1)",
                "update orders set status = ?, total = total + 1 where order_id = -1",
                "delete from lines where order_id = 1 and line_no = 2;"
            })
    void isReadWhole(String sql) {
        var statement = SqlParser.parse(sql);

        assertThat(
                        SqlParser.parse(SqlWriter.text(statement))
                                .toString()
                                .replaceAll("index=\\d+", ""))
                .isEqualTo(statement.toString().replaceAll("index=\\d+", ""));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("of which a word would be left out is refused with that word")
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '~',
            textBlock =
                    """
                    select * from orders for update @ for update
                    select top 5 order_id from orders @ top 5
                    select all status from orders @ all
                    select order_id from orders fetch first 2 rows with ties @ with ties
                    select order_id from orders tablesample bernoulli (10) @ tablesample bernoulli 10
                    select order_id::int from orders @ :: cast
                    select order_id from orders limit 2, 3 @ 2
                    select name from users where name ilike 'a%' @ ilike like
                    select status from orders group by grouping sets ((status), (region)) @ group by grouping sets status region
                    select sum(total order by total) from orders @ order by total
                    select order_id from orders with (nolock) @ with nolock
                    select 1; select 2 @ select 2
                    delete from orders where total > 1 limit 5 @ limit 5
                    insert into orders (order_id) values (1) on conflict do nothing @ on conflict do nothing
                    update orders o set total = 1 @ o
                    """)
    void isRefusedWithTheWord(String sql, String words) {
        assertThatThrownBy(() -> SqlParser.parse(sql))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("'" + words + "': ");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("with a kind of expression that is not known is refused")
    @ValueSource(
            strings = {
                "select a from t where a = any (select 1 from t)",
                "select a from t where a ~ 'x'",
                "select a[1] from t",
                "select a from t where b = :name",
                "select a & 1 from t",
                "select a from t, lateral (select 1) l",
                "select a from t where (a, b) overlaps (c, d)",
                "select json_object('a' : 1) from t"
            })
    void withAnUnknownKindIsRefused(String sql) {
        assertThatThrownBy(() -> SqlParser.parse(sql)).isInstanceOf(Refused.class);
    }

    @Test
    @DisplayName("has its parameters counted from left to right, wherever they are written down")
    void countsParameters() {
        var statement =
                SqlParser.parse(
                        "select a from t where b = ? offset ? rows fetch first ? rows only");

        var written = new SqlWriter().statement(statement);

        assertThat(written.sql()).isEqualTo("select a from t where (b = ?) limit ? offset ?");
        assertThat(written.parameters()).containsExactly(0, 2, 1);
    }

    @Test
    @DisplayName("that is too long or too deep is refused before it is read")
    void thatIsTooDeepIsRefused() {
        assertThatThrownBy(() -> SqlParser.parse("select " + "(".repeat(50) + "1" + ")".repeat(50)))
                .hasMessageContaining("more than 40 deep");
        assertThatThrownBy(() ->
                        SqlParser.parse("select a from t where a = 1" + " or a = 1".repeat(600)))
                .hasMessageContaining("more than 500 deep");
        assertThatThrownBy(() -> SqlParser.parse("select '" + "x".repeat(1_000_000) + "'"))
                .hasMessageContaining("characters");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("that asks the clock or the dice is refused, because each shard has its own")
    @ValueSource(strings = {"now()", "current_timestamp", "rand()", "random_uuid()"})
    void thatAsksTheClockIsRefused(String asking) {
        assertThatThrownBy(() -> SqlParser.parse("select " + asking + " from orders"))
                .hasMessageContaining("each shard would see another value");
    }
}
