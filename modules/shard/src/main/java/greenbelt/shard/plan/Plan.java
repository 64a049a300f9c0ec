package greenbelt.shard.plan;

import greenbelt.shard.map.Table;
import greenbelt.shard.sql.Expr;
import greenbelt.shard.sql.Query.Limit;
import greenbelt.shard.sql.Statement;
import java.util.List;
import java.util.Optional;

/// How a statement is carried out. Immutable, and good for any values and any map of its tables.
public sealed interface Plan {
    /// A query.
    sealed interface Read extends Plan {}

    /// One shard has all the rows that matter: it gets the whole statement, whatever is in it.
    record OneShard(Route route, Pushed whole) implements Read {}

    /// Each shard finds and orders its rows; they are put together in that order.
    ///
    /// @param whole for when there turns out to be one shard
    /// @param part what each of several gets
    /// @param width how many columns the result has; the others are only to order by
    /// @param sort how the rows of each shard come, and those of the result
    /// @param distinct whether rows that are equal are one
    record Rows(
            Route route,
            Pushed whole,
            Pushed part,
            int width,
            List<SortKey> sort,
            boolean distinct,
            Limit limit)
            implements Read {
        public Rows {
            sort = List.copyOf(sort);
        }
    }

    /// Groups of which each has its rows on one shard.
    ///
    /// @param rows as each shard groups them
    /// @param groups for when there are more than a shard can hold
    record ByKey(Rows rows, Groups groups) implements Read {}

    /// Each shard groups its rows; groups of one key are put together from their parts.
    ///
    /// @param whole for when there turns out to be one shard, and it can hold them
    record Groups(Route route, Pushed whole, Partials partials, Finish finish) implements Read {}

    /// Several queries, one after the other.
    ///
    /// @param typed converts their rows to the types they have in common
    record Union(
            List<Read> parts,
            Pushed typed,
            List<String> columns,
            boolean distinct,
            List<SortKey> sort,
            Limit limit)
            implements Read {
        public Union {
            parts = List.copyOf(parts);
            columns = List.copyOf(columns);
            sort = List.copyOf(sort);
        }
    }

    /// A statement that changes rows where they are.
    ///
    /// @param everywhere whether it is about a reference table, of which each shard has a copy
    /// @param doomed for each lookup index of the table, what asks for the values that rows to be deleted have in it
    record Change(Route route, Table table, boolean everywhere, Pushed sql, List<Pushed> doomed)
            implements Plan {
        public Change {
            doomed = List.copyOf(doomed);
        }
    }

    /// Rows to add, each to the shard of its sharding value.
    ///
    /// @param key which of the columns has it; empty for a reference table
    record Add(Table table, Statement.Insert insert, Optional<Integer> key) implements Plan {}

    /// A number of rows, as it was written.
    static Optional<Long> literal(Optional<Expr> count) {
        return count.filter(Expr.Literal.class::isInstance)
                .map(one -> Long.valueOf(((Expr.Literal) one).sql()));
    }
}
