package greenbelt.shard.plan;

import java.util.List;
import java.util.Optional;

/// What each shard tells about its part of the groups, and how the parts become whole.
///
/// A row has the keys of its group; then, where there are aggregates of distinct values, a branch and a column for each branch;
/// then the slots. Rows come by key, branch and value. Those of branch 0 carry the slots; those of branch `i` one value of
/// its column, which counts once.
///
/// @param grouped asks for one row a group
/// @param rows asks for one row a row, in the same columns: for so many groups that a shard could not hold them
/// @param parted asks for a part of the groups, by the hash of their keys; empty when no key has one
/// @param samples asks for an average of each argument of `avg`, to see its type; empty when there is none
/// @param columns the columns that the keys are made of: to find out how many groups there can be
/// @param most how many groups the keys can make that have few values whatever the column, such as the months
public record Partials(
        Pushed grouped,
        Pushed rows,
        Optional<Pushed> parted,
        Optional<Pushed> samples,
        int keys,
        int branches,
        List<Slot> slots,
        List<Whole> aggregates,
        List<SortKey> sort,
        List<GroupColumn> columns,
        long most) {
    public Partials {
        slots = List.copyOf(slots);
        aggregates = List.copyOf(aggregates);
        sort = List.copyOf(sort);
        columns = List.copyOf(columns);
    }

    /// In which column the slots begin.
    public int firstSlot() {
        return keys + (branches == 0 ? 0 : 1 + branches);
    }

    /// How two parts of a group become one.
    public enum Slot {
        COUNT,
        SUM,
        MIN,
        MAX,
        /// The variance of the part, which needs its count and sum.
        VARIANCE
    }

    /// A whole aggregate, from slots or from a branch.
    public sealed interface Whole {
        /// What a slot has.
        record Slotted(int slot) implements Whole {}

        /// The sum over the count; the sample says with how many digits.
        record Average(int sum, int count, int sample) implements Whole {}

        /// One of the deviations, by count, sum and variance of the parts.
        record Deviation(String function, int count, int sum, int variance) implements Whole {}

        /// An aggregate of the values of a branch.
        ///
        /// @param sample of an average
        record OfDistinct(String function, int branch, int sample) implements Whole {}
    }

    /// A column of a table that is grouped by.
    public record GroupColumn(String table, String column) {}
}
