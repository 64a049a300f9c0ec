package greenbelt.workload;

import greenbelt.world.Randomness;
import java.util.Arrays;

/// Chooses among ranked things as people do: the first often, the last seldom. Immutable.
///
/// The thing of rank r is chosen with a probability proportional to 1 / r^skew. Source: George Zipf, Human Behavior and
/// the Principle of Least Effort, 1949.
public final class Zipf {
    /// The most things to choose among.
    public static final int MAX_SIZE = 10_000_000;

    private final double[] cumulative;

    /// @param size how many things there are, 1 to [#MAX_SIZE]
    /// @param skew 0 for all alike; about 1 is common in shops
    public Zipf(int size, double skew) {
        if (size < 1 || size > MAX_SIZE) {
            throw new IllegalArgumentException("size must be 1 to " + MAX_SIZE + ", was " + size);
        }
        if (skew < 0 || !Double.isFinite(skew)) {
            throw new IllegalArgumentException("skew must be >= 0 and finite, was " + skew);
        }
        cumulative = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += 1 / Math.pow(i + 1, skew);
            cumulative[i] = sum;
        }
    }

    /// An index from 0, the most popular, to size - 1.
    public int next(Randomness random) {
        double point = random.nextDouble() * cumulative[cumulative.length - 1];
        int found = Arrays.binarySearch(cumulative, point);
        int index = found >= 0 ? found + 1 : -found - 1;
        return Math.min(index, cumulative.length - 1);
    }
}
