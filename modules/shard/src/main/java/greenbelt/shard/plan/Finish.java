package greenbelt.shard.plan;

import greenbelt.shard.sql.Query.Limit;
import java.util.List;
import java.util.Optional;

/// What is done with whole groups: conditions on them, the columns of the result, its order.
///
/// @param columns the names of the columns
/// @param direct for each column of the result, and then of the order, which key or aggregate it is; empty when they must be
///     computed
/// @param computed what one shard computes for a number of groups; ends where their values are to be added
/// @param hasCondition whether the first column computed says if the group counts
/// @param inOrder whether groups come by key in the order that is asked for, or in any
public record Finish(
        List<String> columns,
        List<Integer> direct,
        Optional<Pushed> computed,
        boolean hasCondition,
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
