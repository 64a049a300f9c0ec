package greenbelt.shard.plan;

import greenbelt.shard.sql.Expr;
import greenbelt.shard.sql.Query.Limit;
import java.util.List;
import java.util.Optional;

/// What is done with whole groups: conditions on them, the columns of the result, its order.
///
/// @param columns the names of the columns
/// @param having the condition on a group, in terms of `g.k1`, its first key, and `g.a1`, its first aggregate, and so on
/// @param direct for each column of the result, and then of the order, which key or aggregate it is; empty when they must be
///     computed
/// @param computed what one shard computes for a number of groups, the condition first; ends where their values are to be added;
///     empty when there is nothing to compute
/// @param inOrder whether groups come by key in the order that is asked for, or in any
public record Finish(
        List<String> columns,
        Optional<Expr> having,
        List<Integer> direct,
        Optional<Pushed> computed,
        boolean distinct,
        List<SortKey> sort,
        boolean inOrder,
        Limit limit) {
    public Finish {
        columns = List.copyOf(columns);
        direct = List.copyOf(direct);
        sort = List.copyOf(sort);
    }

    /// How many columns the result has.
    public int width() {
        return columns.size();
    }
}
