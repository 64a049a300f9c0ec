package greenbelt.shard.sql;

import greenbelt.shard.sql.Query.From;
import greenbelt.shard.sql.Query.Item;
import greenbelt.shard.sql.Query.Join;
import greenbelt.shard.sql.Query.Kind;
import greenbelt.shard.sql.Query.Limit;
import greenbelt.shard.sql.Query.Nulls;
import greenbelt.shard.sql.Query.Order;
import greenbelt.shard.sql.Query.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.JdbcParameter;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.GroupByElement;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.SetOperation;
import net.sf.jsqlparser.statement.select.SetOperationList;
import org.jspecify.annotations.Nullable;

/// Reads queries.
final class QueryReader {
    private final ExprReader exprs = new ExprReader(this);

    Query query(Select select) {
        if (select.getWithItemsList() != null && !select.getWithItemsList().isEmpty()) {
            throw new Refused(Refusal.WITH_CLAUSE, "with");
        }
        return switch (select) {
            case PlainSelect plain -> plain(plain);
            case SetOperationList several -> combined(several);
            case ParenthesedSelect inner -> parenthesed(inner);
            default ->
                    throw new Refused(Refusal.NOT_UNDERSTOOD, "'%s' as a query".formatted(select));
        };
    }

    private Query parenthesed(ParenthesedSelect outer) {
        var inner = query(outer.getSelect());
        if (!order(outer.getOrderByElements()).isEmpty() || limit(outer).isSet()) {
            throw new Refused(Refusal.NOT_UNDERSTOOD, "an order or a limit behind a parenthesis");
        }
        return inner;
    }

    private Query plain(PlainSelect plain) {
        return new Query.Select(
                plain.getDistinct() != null,
                plain.getSelectItems().stream().map(this::item).toList(),
                Optional.ofNullable(plain.getFromItem()).map(first -> from(first, plain)),
                Optional.ofNullable(plain.getWhere()).map(exprs::expr),
                groups(plain.getGroupBy()),
                Optional.ofNullable(plain.getHaving()).map(exprs::expr),
                order(plain.getOrderByElements()),
                limit(plain));
    }

    private List<Expr> groups(@Nullable GroupByElement by) {
        var groups = new ArrayList<Expr>();
        if (by != null) {
            for (Object one : by.getGroupByExpressionList()) {
                groups.add(exprs.expr((Expression) one));
            }
        }
        return groups;
    }

    private Query combined(SetOperationList several) {
        var operators =
                several.getOperations().stream().map(QueryReader::operator).distinct().toList();
        if (operators.size() != 1) {
            throw new Refused(
                    Refusal.SET_OPERATION, String.join(" and ", operators) + " in one query");
        }
        return new Query.Combined(
                operators.getFirst(),
                several.getSelects().stream().map(this::query).toList(),
                order(several.getOrderByElements()),
                limit(several));
    }

    private static String operator(SetOperation operation) {
        return operation.toString().trim().toLowerCase(Locale.ROOT);
    }

    private Item item(SelectItem<?> item) {
        return new Item(
                exprs.expr(item.getExpression()),
                Optional.ofNullable(item.getAlias()).map(QueryReader::alias));
    }

    private static String alias(Alias alias) {
        return SqlParser.name(alias.getName());
    }

    private From from(FromItem first, PlainSelect plain) {
        var joins =
                Stream.ofNullable(plain.getJoins()).flatMap(List::stream).map(this::join).toList();
        return new From(source(first), joins);
    }

    private Source source(FromItem item) {
        return switch (item) {
            case Table table -> {
                if (table.getSchemaName() != null) {
                    throw new Refused(Refusal.UNKNOWN_TABLE, table.getFullyQualifiedName());
                }
                yield new Source.Named(
                        SqlParser.name(table.getName()),
                        Optional.ofNullable(table.getAlias()).map(QueryReader::alias));
            }
            case ParenthesedSelect inner when inner.getAlias() != null ->
                    new Source.Derived(query(inner.getSelect()), alias(inner.getAlias()));
            default -> throw new Refused(Refusal.NOT_UNDERSTOOD, "'%s' in from".formatted(item));
        };
    }

    private Join join(net.sf.jsqlparser.statement.select.Join join) {
        if (join.isRight()
                || join.isFull()
                || join.isNatural()
                || !join.getUsingColumns().isEmpty()) {
            throw new Refused(Refusal.OTHER_JOIN, join.toString());
        }
        var kind =
                join.isLeft()
                        ? Kind.LEFT
                        : join.isCross() ? Kind.CROSS : join.isSimple() ? Kind.COMMA : Kind.INNER;
        var on = join.getOnExpressions().stream().map(exprs::expr).toList();
        boolean needsOn = kind == Kind.LEFT || kind == Kind.INNER;
        if (on.size() != (needsOn ? 1 : 0)) {
            throw new Refused(
                    Refusal.NOT_UNDERSTOOD, "%s with %d conditions".formatted(join, on.size()));
        }
        return new Join(kind, source(join.getFromItem()), on.stream().findFirst());
    }

    private List<Order> order(List<OrderByElement> elements) {
        return Stream.ofNullable(elements).flatMap(List::stream).map(this::order).toList();
    }

    Order order(OrderByElement element) {
        var nulls =
                Optional.ofNullable(element.getNullOrdering())
                        .map(ordering ->
                                switch (ordering) {
                                    case NULLS_FIRST -> Nulls.FIRST;
                                    case NULLS_LAST -> Nulls.LAST;
                                })
                        .orElse(Nulls.UNSAID);
        return new Order(exprs.expr(element.getExpression()), !element.isAsc(), nulls);
    }

    private Limit limit(Select select) {
        var rows =
                Stream.of(
                                Optional.ofNullable(select.getLimit())
                                        .map(limit -> limit.getRowCount()),
                                Optional.ofNullable(select.getFetch())
                                        .map(fetch -> fetch.getExpression()))
                        .flatMap(Optional::stream)
                        .map(this::count)
                        .findFirst();
        var offset = Optional.ofNullable(select.getOffset()).map(one -> count(one.getOffset()));
        return new Limit(rows, offset);
    }

    private Expr count(Expression expression) {
        if (expression instanceof LongValue || expression instanceof JdbcParameter) {
            return exprs.expr(expression);
        }
        throw new Refused(Refusal.LIMIT_VALUE, "limit " + expression);
    }
}
