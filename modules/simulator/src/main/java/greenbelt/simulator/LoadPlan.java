package greenbelt.simulator;

import java.time.Duration;
import java.util.OptionalInt;

/// Which orders to place, and how fast.
///
/// @param orders how many, 1 to [#MAX_ORDERS]
/// @param ratePerSecond orders a second, whether or not earlier ones are answered (an open loop); empty for as fast as
///     `clients` can, each waiting for its answer (a closed loop)
/// @param clients how many may wait for an answer at once, 1 to [#MAX_CLIENTS]
/// @param seed of users, items and quantities
/// @param settling how long to wait at the end for orders that are still pending
public record LoadPlan(
        int orders, OptionalInt ratePerSecond, int clients, long seed, Duration settling) {
    /// The most orders in one load.
    public static final int MAX_ORDERS = 1_000_000;

    /// The most clients at once.
    public static final int MAX_CLIENTS = 256;

    /// The highest rate.
    public static final int MAX_RATE_PER_SECOND = 100_000;

    public LoadPlan {
        mustBeWithin("orders", orders, MAX_ORDERS);
        mustBeWithin("clients", clients, MAX_CLIENTS);
        ratePerSecond.ifPresent(rate -> mustBeWithin("rate", rate, MAX_RATE_PER_SECOND));
    }

    private static void mustBeWithin(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + " must be 1 to " + most + ", was " + value);
        }
    }

    /// This many orders by 16 clients, with seed 1; a minute to settle.
    public static LoadPlan of(int orders) {
        return new LoadPlan(orders, OptionalInt.empty(), 16, 1, Duration.ofMinutes(1));
    }

    public LoadPlan withRate(int newRatePerSecond) {
        return new LoadPlan(orders, OptionalInt.of(newRatePerSecond), MAX_CLIENTS, seed, settling);
    }
}
