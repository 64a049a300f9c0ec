package greenbelt.shard.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// An expression of SQL.
public sealed interface Expr {
    /// A column, with the table it was written with.
    record Column(Optional<String> table, String name) implements Expr {}

    /// A value, as it was written: `12`, `'ada'`, `true`, `null`, `date '2020-01-01'`.
    record Literal(Kind kind, String sql) implements Expr {}

    /// What a literal is.
    enum Kind {
        WHOLE,
        DECIMAL,
        TEXT,
        TRUTH,
        NULL,
        TIME
    }

    /// A `?`, counted from 0.
    record Parameter(int index) implements Expr {}

    /// `not`, `-` or `+` and what follows.
    record Unary(String operator, Expr operand) implements Expr {}

    /// Two operands with an arithmetic, comparing or logical operator between them.
    record Binary(String operator, Expr left, Expr right) implements Expr {}

    /// `is [not] null`, `is [not] true`, `is [not] false`.
    record Is(Expr operand, boolean negated, String what) implements Expr {}

    /// `is [not] distinct from`.
    record IsDistinct(Expr left, Expr right, boolean negated) implements Expr {}

    /// `[not] in (…)`.
    record In(Expr operand, List<Expr> values, boolean negated) implements Expr {}

    /// `[not] in (select …)`.
    record InQuery(Expr operand, Query query, boolean negated) implements Expr {}

    /// `[not] between … and …`.
    record Between(Expr operand, Expr low, Expr high, boolean negated) implements Expr {}

    /// `[not] like … [escape …]`.
    record Like(Expr operand, Expr pattern, Optional<Expr> escape, boolean negated)
            implements Expr {}

    /// `case [operand] when … then … [else …] end`.
    record Case(Optional<Expr> operand, List<When> whens, Optional<Expr> otherwise)
            implements Expr {}

    /// One branch of a case.
    record When(Expr condition, Expr result) {}

    /// `cast(operand as type)`.
    record Cast(Expr operand, String type) implements Expr {}

    /// A function of one row's values, which gives the same on every shard.
    record Call(String function, List<Expr> arguments) implements Expr {}

    /// `extract(field from operand)`.
    record Extract(String field, Expr operand) implements Expr {}

    /// `(a, b)`.
    record Row(List<Expr> values) implements Expr {}

    /// `count`, `sum`, `avg`, `min`, `max` or one of the deviations.
    ///
    /// @param argument empty for `count(*)`
    record Aggregate(
            String function, boolean distinct, Optional<Expr> argument, Optional<Expr> filter)
            implements Expr {}

    /// `*` or `table.*`.
    record Star(Optional<String> table) implements Expr {}

    /// A query in the place of a value.
    record Subquery(Query query) implements Expr {}

    /// `exists (select …)`.
    record Exists(Query query) implements Expr {}

    /// What H2 can do where all rows are on one shard, and the planner cannot put together from several.
    ///
    /// @param sql neither a `?` nor a query is in it
    record OneShardOnly(Refusal why, String sql) implements Expr {}

    /// Whether this is written out or passed in, and so the same for every row.
    static boolean isConstant(Expr expr) {
        return expr instanceof Literal || expr instanceof Parameter || isNegative(expr);
    }

    private static boolean isNegative(Expr expr) {
        return expr instanceof Unary(_, var operand) && operand instanceof Literal;
    }

    /// What this expression is made of, queries in it left out.
    default List<Expr> parts() {
        return switch (this) {
            case Column _, Literal _, Parameter _, Star _, Subquery _, Exists _, OneShardOnly _ ->
                    List.of();
            case Unary(_, var operand) -> List.of(operand);
            case Binary(_, var left, var right) -> List.of(left, right);
            case Is(var operand, _, _) -> List.of(operand);
            case IsDistinct(var left, var right, _) -> List.of(left, right);
            case In(var operand, var values, _) -> with(operand, values);
            case InQuery(var operand, _, _) -> List.of(operand);
            case Between(var operand, var low, var high, _) -> List.of(operand, low, high);
            case Like(var operand, var pattern, var escape, _) ->
                    Stream.concat(Stream.of(operand, pattern), escape.stream()).toList();
            case Case(var operand, var whens, var otherwise) -> parts(operand, whens, otherwise);
            case Cast(var operand, _) -> List.of(operand);
            case Call(_, var arguments) -> arguments;
            case Extract(_, var operand) -> List.of(operand);
            case Row(var values) -> values;
            case Aggregate(_, _, var argument, var filter) ->
                    Stream.concat(argument.stream(), filter.stream()).toList();
        };
    }

    private static List<Expr> with(Expr first, List<Expr> rest) {
        return Stream.concat(Stream.of(first), rest.stream()).toList();
    }

    private static List<Expr> parts(
            Optional<Expr> operand, List<When> whens, Optional<Expr> otherwise) {
        var all = new ArrayList<Expr>();
        operand.ifPresent(all::add);
        for (var when : whens) {
            all.add(when.condition());
            all.add(when.result());
        }
        otherwise.ifPresent(all::add);
        return all;
    }

    /// This expression and everything in it, queries left out.
    default Stream<Expr> all() {
        return Stream.concat(Stream.of(this), parts().stream().flatMap(Expr::all));
    }

    /// The query that stands right here, in the place of a value.
    default Optional<Query> subquery() {
        return switch (this) {
            case InQuery(_, var query, _) -> Optional.of(query);
            case Subquery(var query) -> Optional.of(query);
            case Exists(var query) -> Optional.of(query);
            case Column _,
                    Literal _,
                    Parameter _,
                    Unary _,
                    Binary _,
                    Is _,
                    IsDistinct _,
                    In _,
                    Between _,
                    Like _,
                    Case _,
                    Cast _,
                    Call _,
                    Extract _,
                    Row _,
                    Aggregate _,
                    Star _,
                    OneShardOnly _ ->
                    Optional.empty();
        };
    }
}
