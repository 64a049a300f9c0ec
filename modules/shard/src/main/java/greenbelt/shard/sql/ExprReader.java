package greenbelt.shard.sql;

import greenbelt.shard.sql.Expr.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.BooleanValue;
import net.sf.jsqlparser.expression.CaseExpression;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.DateTimeLiteralExpression;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.ExtractExpression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.IntervalExpression;
import net.sf.jsqlparser.expression.JdbcParameter;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.NullValue;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.TimeKeyExpression;
import net.sf.jsqlparser.expression.WhenClause;
import net.sf.jsqlparser.expression.operators.arithmetic.Addition;
import net.sf.jsqlparser.expression.operators.arithmetic.Concat;
import net.sf.jsqlparser.expression.operators.arithmetic.Division;
import net.sf.jsqlparser.expression.operators.arithmetic.Modulo;
import net.sf.jsqlparser.expression.operators.arithmetic.Multiplication;
import net.sf.jsqlparser.expression.operators.arithmetic.Subtraction;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ExistsExpression;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.GreaterThan;
import net.sf.jsqlparser.expression.operators.relational.GreaterThanEquals;
import net.sf.jsqlparser.expression.operators.relational.IsBooleanExpression;
import net.sf.jsqlparser.expression.operators.relational.IsDistinctExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.expression.operators.relational.MinorThan;
import net.sf.jsqlparser.expression.operators.relational.MinorThanEquals;
import net.sf.jsqlparser.expression.operators.relational.NotEqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.Select;

/// Reads expressions: each kind of node by name, any other is refused.
final class ExprReader {
    /// How deep operators may be in one another; `a or b or c` is two deep.
    static final int MAX_DEPTH = 500;

    private final QueryReader queries;
    private final CallReader calls = new CallReader(this);
    private int depth;

    ExprReader(QueryReader queries) {
        this.queries = queries;
    }

    List<Expr> list(List<? extends Expression> all) {
        return all.stream().map(this::expr).toList();
    }

    Optional<Expr> optional(Expression expression) {
        return Optional.ofNullable(expression).map(this::expr);
    }

    Expr expr(Expression expression) {
        if (++depth > MAX_DEPTH) {
            throw new Refused(
                    Refusal.UNREADABLE, "operators more than %d deep".formatted(MAX_DEPTH));
        }
        try {
            return read(expression);
        } finally {
            depth--;
        }
    }

    private Expr read(Expression expression) {
        return switch (expression) {
            case Column column -> column(column);
            case LongValue whole -> new Expr.Literal(Kind.WHOLE, whole.getStringValue());
            case DoubleValue decimal -> new Expr.Literal(Kind.DECIMAL, decimal.toString());
            case StringValue text -> new Expr.Literal(Kind.TEXT, text.toString());
            case BooleanValue truth -> truth(truth.toString());
            case NullValue _ -> new Expr.Literal(Kind.NULL, "null");
            case DateTimeLiteralExpression time -> new Expr.Literal(Kind.TIME, time.toString());
            case IntervalExpression interval when interval.getExpression() == null ->
                    new Expr.Literal(Kind.TIME, interval.toString());
            case JdbcParameter parameter when !parameter.isUseFixedIndex() ->
                    new Expr.Parameter(parameter.getIndex() - 1);
            case TimeKeyExpression key -> throw new Refused(Refusal.CLOCK_OR_DICE, key.toString());
            case NotExpression not -> new Expr.Unary("not", expr(not.getExpression()));
            case SignedExpression signed ->
                    new Expr.Unary(String.valueOf(signed.getSign()), expr(signed.getExpression()));
            case ParenthesedExpressionList<?> several when !several.isEmpty() ->
                    several.size() == 1 ? expr(several.getFirst()) : new Expr.Row(list(several));
            case ParenthesedSelect query -> new Expr.Subquery(queries.query(query));
            case AllTableColumns all ->
                    new Expr.Star(Optional.of(SqlParser.name(all.getTable().getName())));
            case AllColumns _ -> new Expr.Star(Optional.empty());
            case CastExpression cast when cast.isImplicitCast() -> // timestamp '2026-01-01'
                    new Expr.Literal(Kind.TIME, cast.toString());
            case CastExpression cast ->
                    new Expr.Cast(
                            expr(cast.getLeftExpression()),
                            String.valueOf(cast.getColDataType()).toLowerCase(Locale.ROOT));
            case CaseExpression choice -> choice(choice);
            case ExtractExpression extract ->
                    new Expr.Extract(
                            extract.getName().toLowerCase(Locale.ROOT),
                            expr(extract.getExpression()));
            default -> condition(expression);
        };
    }

    private static Expr truth(String word) {
        return new Expr.Literal(Kind.TRUTH, word.toLowerCase(Locale.ROOT));
    }

    private static Expr column(Column column) {
        var name = SqlParser.name(column.getColumnName());
        var table =
                Optional.ofNullable(column.getTable()).map(one -> SqlParser.name(one.getName()));
        if (table.isEmpty() && (name.equals("true") || name.equals("false"))) {
            return truth(name);
        }
        if (table.isEmpty() && Functions.isClockOrDice(name)) {
            throw new Refused(Refusal.CLOCK_OR_DICE, name);
        }
        return new Expr.Column(table, name);
    }

    private Expr choice(CaseExpression choice) {
        return new Expr.Case(
                optional(choice.getSwitchExpression()),
                choice.getWhenClauses().stream().map(this::when).toList(),
                optional(choice.getElseExpression()));
    }

    private Expr.When when(WhenClause when) {
        return new Expr.When(expr(when.getWhenExpression()), expr(when.getThenExpression()));
    }

    private Expr condition(Expression expression) {
        return switch (expression) {
            case EqualsTo is when isList(is.getRightExpression()) ->
                    in(is.getLeftExpression(), (Function) is.getRightExpression(), false);
            case NotEqualsTo is when isList(is.getRightExpression()) ->
                    in(is.getLeftExpression(), (Function) is.getRightExpression(), true);
            case Between between ->
                    new Expr.Between(
                            expr(between.getLeftExpression()),
                            expr(between.getBetweenExpressionStart()),
                            expr(between.getBetweenExpressionEnd()),
                            between.isNot());
            case LikeExpression like ->
                    new Expr.Like(
                            expr(like.getLeftExpression()),
                            expr(like.getRightExpression()),
                            optional(like.getEscape()),
                            like.isNot());
            case IsNullExpression is ->
                    new Expr.Is(expr(is.getLeftExpression()), is.isNot(), "null");
            case IsBooleanExpression is ->
                    new Expr.Is(
                            expr(is.getLeftExpression()),
                            is.isNot(),
                            is.isTrue() ? "true" : "false");
            case IsDistinctExpression is ->
                    new Expr.IsDistinct(
                            expr(is.getLeftExpression()),
                            expr(is.getRightExpression()),
                            is.isNot());
            case ExistsExpression exists -> exists(exists);
            case BinaryExpression binary -> binary(binary);
            default -> calls.call(expression);
        };
    }

    /// See [InLists].
    private Expr in(Expression left, Function list, boolean negated) {
        var operand = expr(left);
        var values = list.getParameters();
        return values.size() == 1 && values.getFirst() instanceof Select query
                ? new Expr.InQuery(operand, queries.query(query), negated)
                : new Expr.In(operand, list(values), negated);
    }

    private static boolean isList(Expression right) {
        return right instanceof Function call && call.getName().equals(InLists.CALL);
    }

    private Expr exists(ExistsExpression exists) {
        if (exists.getRightExpression() instanceof ParenthesedSelect inner) {
            var found = new Expr.Exists(queries.query(inner));
            return exists.isNot() ? new Expr.Unary("not", found) : found;
        }
        throw unknown(exists);
    }

    private Expr binary(BinaryExpression binary) {
        var operator =
                switch (binary) {
                    case AndExpression _ -> "and";
                    case OrExpression _ -> "or";
                    case EqualsTo _ -> "=";
                    case NotEqualsTo _ -> "<>";
                    case MinorThan _ -> "<";
                    case MinorThanEquals _ -> "<=";
                    case GreaterThan _ -> ">";
                    case GreaterThanEquals _ -> ">=";
                    case Addition _ -> "+";
                    case Subtraction _ -> "-";
                    case Multiplication _ -> "*";
                    case Division _ -> "/";
                    case Modulo _ -> "%";
                    case Concat _ -> "||";
                    default -> throw unknown(binary);
                };
        return new Expr.Binary(
                operator, expr(binary.getLeftExpression()), expr(binary.getRightExpression()));
    }

    static Refused unknown(Expression expression) {
        return new Refused(
                Refusal.NOT_UNDERSTOOD,
                "'%s' (%s)".formatted(expression, expression.getClass().getSimpleName()));
    }

    /// Whether the parentheses around these are written with the list.
    static boolean isParenthesed(ExpressionList<?> list) {
        return list instanceof ParenthesedExpressionList<?>;
    }
}
