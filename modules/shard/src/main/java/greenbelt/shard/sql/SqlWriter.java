package greenbelt.shard.sql;

import greenbelt.shard.sql.Query.Combined;
import greenbelt.shard.sql.Query.From;
import greenbelt.shard.sql.Query.Item;
import greenbelt.shard.sql.Query.Join;
import greenbelt.shard.sql.Query.Limit;
import greenbelt.shard.sql.Query.Order;
import greenbelt.shard.sql.Query.Select;
import greenbelt.shard.sql.Query.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes statements down for H2, with every parenthesis, and notes which of the caller's parameters they want, in order.
/// For one task.
public final class SqlWriter {
    private final StringBuilder sql = new StringBuilder();
    private final List<Integer> parameters = new ArrayList<>();

    public SqlWriter() {}

    /// The expression as SQL; parameters are `?`.
    public static String text(Expr expr) {
        return new SqlWriter().expr(expr).sql();
    }

    /// The statement as SQL; parameters are `?`.
    public static String text(Statement statement) {
        return new SqlWriter().statement(statement).sql();
    }

    /// What was written so far.
    public String sql() {
        return sql.toString();
    }

    /// For each `?` written so far, which parameter of the caller's it stands for, from 0.
    public List<Integer> parameters() {
        return List.copyOf(parameters);
    }

    /// Writes words as they are.
    public SqlWriter raw(String words) {
        sql.append(words);
        return this;
    }

    public SqlWriter statement(Statement statement) {
        return switch (statement) {
            case Query query -> query(query);
            case Statement.Insert insert -> insert(insert);
            case Statement.Update(var table, var set, var where) -> {
                raw("update ").raw(table).raw(" set ");
                var between = "";
                for (var assignment : set) {
                    raw(between).raw(assignment.column()).raw(" = ").expr(assignment.value());
                    between = ", ";
                }
                yield where(where);
            }
            case Statement.Delete(var table, var where) ->
                    raw("delete from ").raw(table).where(where);
        };
    }

    private SqlWriter insert(Statement.Insert insert) {
        raw("insert into ").raw(insert.table());
        raw(" (").raw(String.join(", ", insert.columns())).raw(") values ");
        var between = "";
        for (var row : insert.rows()) {
            raw(between).raw("(").list(row).raw(")");
            between = ", ";
        }
        return this;
    }

    public SqlWriter query(Query query) {
        switch (query) {
            case Select select -> select(select);
            case Combined(var operator, var parts, _, _) -> {
                var between = "";
                for (var part : parts) {
                    raw(between).raw("(").query(part).raw(")");
                    between = " " + operator + " ";
                }
            }
        }
        return order(query.order()).limit(query.limit());
    }

    private void select(Select select) {
        raw("select").raw(select.distinct() ? " distinct " : " ").items(select.items());
        select.from().ifPresent(this::from);
        where(select.where());
        if (!select.groups().isEmpty()) {
            raw(" group by ").list(select.groups());
        }
        select.having().ifPresent(having -> raw(" having ").expr(having));
    }

    private void items(List<Item> items) {
        var between = "";
        for (var item : items) {
            raw(between).expr(item.value());
            item.alias().ifPresent(alias -> raw(" as ").raw(alias));
            between = ", ";
        }
    }

    /// ` from …` with all its joins.
    public SqlWriter from(From from) {
        raw(" from ").source(from.first());
        for (var join : from.joins()) {
            join(join);
        }
        return this;
    }

    private void join(Join join) {
        raw(join.kind() == Query.Kind.COMMA ? "" : " ").raw(join.kind().sql()).raw(" ");
        source(join.source());
        join.on().ifPresent(on -> raw(" on ").expr(on));
    }

    private SqlWriter source(Source source) {
        return switch (source) {
            case Source.Named(var table, var alias) ->
                    alias.map(name -> raw(table).raw(" ").raw(name)).orElseGet(() -> raw(table));
            case Source.Derived(var query, var name) -> raw("(").query(query).raw(") ").raw(name);
        };
    }

    /// ` where …`, or nothing.
    public SqlWriter where(Optional<Expr> where) {
        return where.map(condition -> raw(" where ").expr(condition)).orElse(this);
    }

    /// ` order by …`, or nothing.
    public SqlWriter order(List<Order> order) {
        var between = " order by ";
        for (var key : order) {
            raw(between).expr(key.by()).raw(key.descending() ? " desc" : "");
            raw(key.nulls().sql());
            between = ", ";
        }
        return this;
    }

    private SqlWriter limit(Limit limit) {
        limit.rows().ifPresent(rows -> raw(" limit ").expr(rows));
        limit.offset().ifPresent(offset -> raw(" offset ").expr(offset));
        return this;
    }

    /// Expressions with commas between them.
    public SqlWriter list(List<? extends Expr> all) {
        var between = "";
        for (var one : all) {
            raw(between).expr(one);
            between = ", ";
        }
        return this;
    }

    public SqlWriter expr(Expr expr) {
        return switch (expr) {
            case Expr.Column(var table, var name) ->
                    raw(table.map(prefix -> prefix + "." + name).orElse(name));
            case Expr.Literal(_, var text) -> raw(text);
            case Expr.Parameter(var index) -> {
                parameters.add(index);
                yield raw("?");
            }
            case Expr.Star(var table) -> raw(table.map(prefix -> prefix + ".*").orElse("*"));
            case Expr.Call(var function, var arguments) ->
                    raw(function).raw("(").list(arguments).raw(")");
            case Expr.Extract(var field, var operand) ->
                    raw("extract(").raw(field).raw(" from ").expr(operand).raw(")");
            case Expr.Cast(var operand, var type) ->
                    raw("cast(").expr(operand).raw(" as ").raw(type).raw(")");
            case Expr.Row(var values) -> raw("(").list(values).raw(")");
            case Expr.Aggregate aggregate -> aggregate(aggregate);
            case Expr.Subquery(var query) -> raw("(").query(query).raw(")");
            case Expr.Exists(var query) -> raw("exists (").query(query).raw(")");
            case Expr.OneShardOnly(_, var text) -> raw(text);
            case Expr.Case(var operand, var whens, var otherwise) ->
                    choice(operand, whens, otherwise);
            case Expr.Unary _,
                    Expr.Binary _,
                    Expr.Is _,
                    Expr.IsDistinct _,
                    Expr.In _,
                    Expr.InQuery _,
                    Expr.Between _,
                    Expr.Like _ ->
                    raw("(").operation(expr).raw(")");
        };
    }

    private SqlWriter operation(Expr expr) {
        return switch (expr) {
            case Expr.Unary(var operator, var operand) -> raw(operator + " ").expr(operand);
            case Expr.Binary(var operator, var left, var right) ->
                    expr(left).raw(" " + operator + " ").expr(right);
            case Expr.Is(var operand, var negated, var what) ->
                    expr(operand).raw(negated ? " is not " : " is ").raw(what);
            case Expr.IsDistinct(var left, var right, var negated) ->
                    expr(left)
                            .raw(negated ? " is not distinct from " : " is distinct from ")
                            .expr(right);
            case Expr.In(var operand, var values, var negated) ->
                    expr(operand).raw(negated ? " not in (" : " in (").list(values).raw(")");
            case Expr.InQuery(var operand, var query, var negated) ->
                    expr(operand).raw(negated ? " not in (" : " in (").query(query).raw(")");
            case Expr.Between(var operand, var low, var high, var negated) ->
                    expr(operand)
                            .raw(negated ? " not between " : " between ")
                            .expr(low)
                            .raw(" and ")
                            .expr(high);
            case Expr.Like(var operand, var pattern, var escape, var negated) -> {
                expr(operand).raw(negated ? " not like " : " like ").expr(pattern);
                escape.ifPresent(with -> raw(" escape ").expr(with));
                yield this;
            }
            default -> throw new IllegalStateException("no operation: " + expr);
        };
    }

    private SqlWriter aggregate(Expr.Aggregate aggregate) {
        raw(aggregate.function()).raw(aggregate.distinct() ? "(distinct " : "(");
        aggregate.argument().ifPresentOrElse(this::expr, () -> raw("*"));
        raw(")");
        aggregate.filter().ifPresent(filter -> raw(" filter (where ").expr(filter).raw(")"));
        return this;
    }

    private SqlWriter choice(
            Optional<Expr> operand, List<Expr.When> whens, Optional<Expr> otherwise) {
        raw("case");
        operand.ifPresent(value -> raw(" ").expr(value));
        for (var when : whens) {
            raw(" when ").expr(when.condition()).raw(" then ").expr(when.result());
        }
        otherwise.ifPresent(value -> raw(" else ").expr(value));
        return raw(" end");
    }
}
