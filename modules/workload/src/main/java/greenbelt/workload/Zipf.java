package greenbelt.workload;

import greenbelt.world.Randomness;

/// Chooses among ranked things as people do: the first often, the last seldom. Immutable, and small for any size.
///
/// The thing of rank r is chosen with a probability proportional to 1 / r^skew. Source: George Zipf, Human Behavior and
/// the Principle of Least Effort, 1949. Method: Wolfgang Hörmann, Gerhard Derflinger, Rejection-Inversion to Generate
/// Variates from Monotone Discrete Distributions, 1996: throw a dart at a smooth curve that covers the steps of the
/// distribution, find the step below it, and throw again in the rare case that it went over the step.
public final class Zipf {
    /// The most things to choose among.
    public static final int MAX_SIZE = 1_000_000_000;

    private static final double SMALL = 1e-8;

    private final int size;
    private final double skew;
    private final double areaOfFirst;
    private final double areaOfAll;
    private final double surelyBelow;

    /// @param size how many things there are, 1 to [#MAX_SIZE]
    /// @param skew 0 for all alike; about 1 is common in shops
    public Zipf(int size, double skew) {
        if (size < 1 || size > MAX_SIZE) {
            throw new IllegalArgumentException("size must be 1 to " + MAX_SIZE + ", was " + size);
        }
        if (skew < 0 || !Double.isFinite(skew)) {
            throw new IllegalArgumentException("skew must be >= 0 and finite, was " + skew);
        }
        this.size = size;
        this.skew = skew;
        this.areaOfFirst = area(1.5) - 1;
        this.areaOfAll = area(size + 0.5);
        this.surelyBelow = 2 - areaInverse(area(2.5) - height(2));
    }

    /// An index from 0, the most popular, to size - 1.
    public int next(Randomness random) {
        while (true) {
            double area = areaOfAll + random.nextDouble() * (areaOfFirst - areaOfAll);
            double point = areaInverse(area);
            int rank = (int) Math.clamp(point + 0.5, 1, size);
            if (rank - point <= surelyBelow || area >= area(rank + 0.5) - height(rank)) {
                return rank - 1;
            }
        }
    }

    // StrictMath, because the same seed must give the same choice on every machine.

    private double height(double rank) {
        return StrictMath.exp(-skew * StrictMath.log(rank));
    }

    /// The area below the curve 1 / x^skew from 1 to `x`, written so that a skew of 1 is no special case.
    private double area(double x) {
        double log = StrictMath.log(x);
        double t = (1 - skew) * log;
        double slope =
                Math.abs(t) > SMALL
                        ? StrictMath.expm1(t) / t
                        : 1 + t * 0.5 * (1 + t / 3 * (1 + t * 0.25));
        return slope * log;
    }

    private double areaInverse(double area) {
        double t = Math.max(-1, area * (1 - skew));
        double slope =
                Math.abs(t) > SMALL
                        ? StrictMath.log1p(t) / t
                        : 1 - t * (0.5 - t * (1.0 / 3 - t * 0.25));
        return StrictMath.exp(slope * area);
    }
}
