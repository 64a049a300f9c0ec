package greenbelt.shard.sql;

import java.util.List;
import java.util.Optional;

/// A query: one select, or several put together.
public sealed interface Query extends Statement {
    /// In which order the rows come.
    List<Order> order();

    /// How many of them, and after how many.
    Limit limit();

    /// `select … from … where … group by … having … order by … limit …`.
    record Select(
            boolean distinct,
            List<Item> items,
            Optional<From> from,
            Optional<Expr> where,
            List<Expr> groups,
            Optional<Expr> having,
            List<Order> order,
            Limit limit)
            implements Query {
        public Select {
            items = List.copyOf(items);
            groups = List.copyOf(groups);
            order = List.copyOf(order);
        }

        /// The same without an order and a limit.
        public Select unordered() {
            return new Select(distinct, items, from, where, groups, having, List.of(), Limit.NONE);
        }
    }

    /// `first operator second …`, all with one operator.
    ///
    /// @param operator `union all`, `union`, `except` or `intersect`
    record Combined(String operator, List<Query> parts, List<Order> order, Limit limit)
            implements Query {
        public Combined {
            parts = List.copyOf(parts);
            order = List.copyOf(order);
        }
    }

    /// One column of a result.
    record Item(Expr value, Optional<String> alias) {}

    /// Where rows come from: the first table and what is joined to it, from left to right.
    record From(Source first, List<Join> joins) {
        public From {
            joins = List.copyOf(joins);
        }
    }

    /// One source of rows.
    sealed interface Source {
        /// What it is called in the query.
        String name();

        /// A table.
        record Named(String table, Optional<String> alias) implements Source {
            @Override
            public String name() {
                return alias.orElse(table);
            }
        }

        /// A query in the place of a table.
        record Derived(Query query, String name) implements Source {}
    }

    /// What is joined to what stands before it.
    ///
    /// @param on empty for a cross join
    record Join(Kind kind, Source source, Optional<Expr> on) {}

    /// How rows are joined.
    enum Kind {
        INNER("join"),
        LEFT("left join"),
        CROSS("cross join"),
        COMMA(",");

        private final String sql;

        Kind(String sql) {
            this.sql = sql;
        }

        String sql() {
            return sql;
        }
    }

    /// One key of an order.
    record Order(Expr by, boolean descending, Nulls nulls) {}

    /// Where NULL stands in an order; H2 takes it for the lowest value when nothing is said.
    enum Nulls {
        UNSAID(""),
        FIRST(" nulls first"),
        LAST(" nulls last");

        private final String sql;

        Nulls(String sql) {
            this.sql = sql;
        }

        String sql() {
            return sql;
        }
    }

    /// How many rows, and how many are passed over before: literals or parameters.
    record Limit(Optional<Expr> rows, Optional<Expr> offset) {
        /// All rows.
        public static final Limit NONE = new Limit(Optional.empty(), Optional.empty());

        /// Whether it leaves rows out.
        public boolean isSet() {
            return rows.isPresent() || offset.isPresent();
        }
    }
}
