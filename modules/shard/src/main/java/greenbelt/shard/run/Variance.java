package greenbelt.shard.run;

import org.jspecify.annotations.Nullable;

/// Count, mean and sum of squared differences of a group, put together from parts.
///
/// @see <a href="https://en.wikipedia.org/wiki/Algorithms_for_calculating_variance#Parallel_algorithm">Chan, Golub, LeVeque
///     (1979)</a>
final class Variance {
    private double count;
    private double mean;
    private double squares;
    private double partCount;
    private double partMean;
    private double partSquares;

    /// The next part.
    void prepare(@Nullable Object partsCount, @Nullable Object sum, @Nullable Object variance) {
        partCount = partsCount == null ? 0 : Numbers.decimal(partsCount).doubleValue();
        if (partCount > 0 && sum != null && variance != null) {
            partMean = Numbers.decimal(sum).doubleValue() / partCount;
            partSquares = Numbers.decimal(variance).doubleValue() * partCount;
        }
    }

    void merge() {
        if (partCount == 0) {
            return;
        }
        double together = count + partCount;
        double delta = partMean - mean;
        squares += partSquares + delta * delta * count * partCount / together;
        mean += delta * partCount / together;
        count = together;
        partCount = 0;
    }

    /// One value more.
    void add(double value) {
        partCount = 1;
        partMean = value;
        partSquares = 0;
        merge();
    }

    @Nullable Double value(String function) {
        return switch (function) {
            case "stddev_pop" -> count < 1 ? null : (Double) Math.sqrt(squares / count);
            case "var_pop" -> count < 1 ? null : (Double) (squares / count);
            case "stddev", "stddev_samp" ->
                    count < 2 ? null : (Double) Math.sqrt(squares / (count - 1));
            case "var_samp", "variance" -> count < 2 ? null : (Double) (squares / (count - 1));
            default -> throw new IllegalStateException("not a deviation: " + function);
        };
    }
}
