package greenbelt.shard.run;

import org.jspecify.annotations.Nullable;

/// The distinct values of one argument in a group; they come sorted, so that only the last one is kept.
final class DistinctValues {
    private @Nullable Object last;
    private long count;
    private @Nullable Object sum;
    private Variance variance = new Variance();

    void begin() {
        last = null;
        count = 0;
        sum = null;
        variance = new Variance();
    }

    void add(@Nullable Object value) {
        var before = last;
        if (value == null) {
            return;
        }
        if (before != null && RowOrder.compareValues(before, value) == 0) {
            return;
        }
        last = value;
        count++;
        if (value instanceof Number) {
            sum = Numbers.plus(sum, Numbers.summand(value));
            variance.add(Numbers.decimal(value).doubleValue());
        }
    }

    /// @param sample for an average
    @Nullable Object value(String function, @Nullable Object sample) {
        return switch (function) {
            case "count" -> count;
            case "sum" -> sum;
            case "avg" -> Numbers.average(sum, count, sample);
            default -> variance.value(function);
        };
    }
}
