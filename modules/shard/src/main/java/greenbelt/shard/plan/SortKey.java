package greenbelt.shard.plan;

import greenbelt.shard.sql.Query.Nulls;

/// By which column of a row it is ordered, and how.
///
/// @param column from 0
public record SortKey(int column, boolean descending, boolean nullsFirst) {
    /// Ascending, as H2 orders when nothing else is said: NULL is the lowest value.
    public static SortKey of(int column) {
        return new SortKey(column, false, true);
    }

    static SortKey of(int column, boolean descending, Nulls nulls) {
        return new SortKey(
                column,
                descending,
                switch (nulls) {
                    case FIRST -> true;
                    case LAST -> false;
                    case UNSAID -> !descending;
                });
    }

    /// As it stands in an `order by` that counts columns.
    String sql() {
        return (column + 1)
                + (descending ? " desc" : "")
                + (nullsFirst == !descending ? "" : nullsFirst ? " nulls first" : " nulls last");
    }
}
