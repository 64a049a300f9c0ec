package greenbelt.shard.twin;

import greenbelt.database.Database;
import greenbelt.database.DatabaseException;
import greenbelt.shard.run.Queries;
import greenbelt.shard.run.ShardFailure;
import greenbelt.shard.sql.Expr;
import greenbelt.shard.sql.Query;
import greenbelt.shard.sql.Refused;
import greenbelt.shard.sql.SqlParser;
import greenbelt.shard.sql.SqlWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs queries on the shards and on an unsharded database with the same rows, and compares.
///
/// What a query decides is compared exactly: every value with its type and digits, how many rows, their order as far as
/// `order by` goes. What it leaves open is not: rows that are equal in all keys may come in any order, and a limit may take any of
/// them. Of values that are equal but for their digits, such as 0 and 0.00, any may stand for a group. Of deviations, which are floating-point numbers that hang on the order of rows in H2 itself, nine digits are compared.
public final class Twin {
    /// The most rows of one query that are compared.
    public static final int MAX_ROWS = 100_000;

    private final Queries sharded;
    private final Database unsharded;

    public Twin(Queries sharded, Database unsharded) {
        this.sharded = sharded;
        this.unsharded = unsharded;
    }

    /// Runs a query on both.
    public Verdict check(String sql, Object... values) {
        var expected = expected(sql, values);
        List<@Nullable Object[]> found;
        try {
            found = sharded.query(sql, values).rest(MAX_ROWS);
        } catch (Refused refused) {
            return new Verdict.Refused(String.valueOf(refused.getMessage()));
        } catch (DatabaseException | ArithmeticException | ShardFailure failure) {
            return expected.failure().isEmpty()
                    ? new Verdict.Different("only the shards failed: " + failure.getMessage())
                    : new Verdict.BothFailed(
                            String.valueOf(failure.getMessage()), expected.failure());
        }
        if (!expected.failure().isEmpty()) {
            return new Verdict.Different(
                    "only the unsharded database failed: " + expected.failure());
        }
        return compare(sql, expected.rows(), found, values);
    }

    /// What the unsharded database says.
    ///
    /// @param failure empty when there was none
    private record Expected(List<@Nullable Object[]> rows, String failure) {}

    private Expected expected(String sql, Object... values) {
        try {
            return new Expected(rows(sql, values), "");
        } catch (DatabaseException failure) {
            return new Expected(List.of(), String.valueOf(failure.getMessage()));
        }
    }

    private List<@Nullable Object[]> rows(String sql, Object... values) {
        var all = new ArrayList<@Nullable Object[]>();
        try (var cursor = unsharded.cursor("twin", sql, values)) {
            for (var some = cursor.next(MAX_ROWS); !some.isEmpty(); some = cursor.next(MAX_ROWS)) {
                all.addAll(some);
            }
        }
        return all;
    }

    private Verdict compare(
            String sql,
            List<@Nullable Object[]> expected,
            List<@Nullable Object[]> found,
            Object... values) {
        var query = (Query) SqlParser.parse(sql);
        var witness = Witness.of(query);
        var writer = new SqlWriter().statement(witness.query());
        var wanted = writer.parameters().stream().map(index -> values[index]).toArray();
        var offset = query.limit().offset().map(expr -> number(expr, values)).orElse(0);
        var all = expected(writer.sql(), wanted);
        return all.failure().isEmpty()
                ? new Comparison(sql, witness, all.rows(), offset).of(expected, found)
                : sameNumber(expected, found);
    }

    /// All that can be said where a row beyond the limit cannot be computed.
    private static Verdict sameNumber(
            List<@Nullable Object[]> expected, List<@Nullable Object[]> found) {
        return expected.size() == found.size()
                ? new Verdict.Same(found.size())
                : new Verdict.Different(
                        "%d rows, expected %d".formatted(found.size(), expected.size()));
    }

    private static int number(Expr expr, Object... values) {
        return switch (expr) {
            case Expr.Parameter(var index) -> ((Number) values[index]).intValue();
            case Expr.Literal(_, var text) -> Integer.parseInt(text);
            default -> throw new IllegalArgumentException("no number: " + expr);
        };
    }
}
