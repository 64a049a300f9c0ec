package greenbelt.search;

import greenbelt.contract.Flow;
import greenbelt.simulator.Scale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// What is asked of the system during a trial. Who orders what, and when, is drawn by the trial's seed.
///
/// Each order is drawn under its own number, so that leaving some out, as [#only] does, changes nothing in the others.
///
/// @param orders how many are placed, 1 to [#MAX_ORDERS]
/// @param ratePerSecond how many come in a second, on average, whether or not earlier ones are answered
/// @param lines how many items an order has
/// @param quantity how many of each
/// @param greedy how many of the orders ask for more than there is, and so must be rejected
/// @param cancels how many are cancelled soon after they were acknowledged
/// @param modes how the edges are set in the beginning
/// @param toggles how often an edge is switched meanwhile
/// @param only what of this is done
/// @param scale how many instances each service has
public record Workload(
        int orders,
        int ratePerSecond,
        Bounds lines,
        Bounds quantity,
        int greedy,
        int cancels,
        Modes modes,
        int toggles,
        Only only,
        Scale scale) {
    /// The most orders of a trial.
    public static final int MAX_ORDERS = 10_000;

    /// The highest rate.
    public static final int MAX_RATE_PER_SECOND = 100_000;

    /// The most switches of a trial.
    public static final int MAX_TOGGLES = 1_000;

    /// The most items in an order, and the most of one item.
    public static final int MAX_IN_BOUNDS = 20;

    /// 20 orders of 1 to 3 items within about a fifth of a second; 2 are greedy, 2 are cancelled, the edges are set by
    /// the seed and switched 4 times.
    public static final Workload DEFAULT =
            new Workload(
                    20,
                    100,
                    new Bounds(1, 3),
                    new Bounds(1, 3),
                    2,
                    2,
                    Modes.MIXED,
                    4,
                    Only.ALL,
                    Scale.ONE);

    /// From `least` to `most`, both included.
    public record Bounds(int least, int most) {
        public Bounds {
            if (least < 1 || most > MAX_IN_BOUNDS || least > most) {
                throw new IllegalArgumentException(
                        "expected LEAST..MOST from 1 to %d, was %d..%d"
                                .formatted(MAX_IN_BOUNDS, least, most));
            }
        }

        @Override
        public String toString() {
            return least + ".." + most;
        }
    }

    /// How the edges are set in the beginning.
    public enum Modes {
        SYNC,
        ASYNC,
        /// Each edge as the seed says.
        MIXED,
        /// No edge is called: nobody is in charge of any order, and each service does its part when it hears of it.
        CHOREOGRAPHY
    }

    /// Who sees to it that the orders get what they need.
    Flow flow() {
        return modes == Modes.CHOREOGRAPHY ? Flow.CHOREOGRAPHY : Flow.ORCHESTRATION;
    }

    /// What of a workload is done; where a set is empty, all of it.
    ///
    /// @param orders the numbers of the orders that are placed
    /// @param cancels the numbers of the orders that are cancelled, of those that would be
    /// @param toggles the numbers of the switches
    public record Only(
            Optional<SortedSet<Integer>> orders,
            Optional<SortedSet<Integer>> cancels,
            Optional<SortedSet<Integer>> toggles) {
        /// All of it.
        public static final Only ALL =
                new Only(Optional.empty(), Optional.empty(), Optional.empty());

        public Only {
            orders = orders.map(TreeSet::new);
            cancels = cancels.map(TreeSet::new);
            toggles = toggles.map(TreeSet::new);
        }
    }

    /// How many sign up meanwhile: one for every ten orders, at least one.
    int newcomers() {
        return Math.max(1, orders / 10);
    }

    public Workload {
        mustBeWithin("orders", orders, 1, MAX_ORDERS);
        mustBeWithin("rate", ratePerSecond, 1, MAX_RATE_PER_SECOND);
        mustBeWithin("greedy", greedy, 0, orders);
        mustBeWithin("cancels", cancels, 0, orders);
        mustBeWithin("toggles", toggles, 0, MAX_TOGGLES);
    }

    private static void mustBeWithin(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s must be %d to %d, was %d".formatted(name, least, most, value));
        }
    }

    /// The workload that this text describes. Throws [TextRefused].
    ///
    /// A line is a word and what it is to be, such as `orders 20`; what is not said is as in [#DEFAULT]. A `#` begins a
    /// comment.
    public static Workload parse(String text) {
        return WorkloadText.parse(text);
    }

    /// This workload as [#parse] reads it.
    public String text() {
        return WorkloadText.write(this);
    }

    /// This many orders.
    public Workload withOrders(int newOrders) {
        return new Workload(
                newOrders,
                ratePerSecond,
                lines,
                quantity,
                Math.min(greedy, newOrders),
                Math.min(cancels, newOrders),
                modes,
                toggles,
                only,
                scale);
    }

    /// With so many items in an order.
    Workload withLines(Bounds newLines) {
        return new Workload(
                orders,
                ratePerSecond,
                newLines,
                quantity,
                greedy,
                cancels,
                modes,
                toggles,
                only,
                scale);
    }

    /// With so many of each item.
    Workload withQuantity(Bounds newQuantity) {
        return new Workload(
                orders,
                ratePerSecond,
                lines,
                newQuantity,
                greedy,
                cancels,
                modes,
                toggles,
                only,
                scale);
    }

    /// With the edges set like this, and switched by nobody meanwhile.
    public Workload steadily(Modes newModes) {
        return new Workload(
                orders, ratePerSecond, lines, quantity, greedy, cancels, newModes, 0, only, scale);
    }

    /// With so many instances.
    public Workload withScale(Scale newScale) {
        return new Workload(
                orders,
                ratePerSecond,
                lines,
                quantity,
                greedy,
                cancels,
                modes,
                toggles,
                only,
                newScale);
    }

    /// The numbers of the orders that are placed; at least one unless [#only] leaves none.
    public SortedSet<Integer> numbers() {
        return kept(only.orders(), orders);
    }

    Workload withOnly(Only newOnly) {
        return new Workload(
                orders,
                ratePerSecond,
                lines,
                quantity,
                greedy,
                cancels,
                modes,
                toggles,
                newOnly,
                scale);
    }

    static boolean keeps(Optional<SortedSet<Integer>> some, int number) {
        return some.map(set -> set.contains(number)).orElse(true);
    }

    static SortedSet<Integer> kept(Optional<SortedSet<Integer>> some, int all) {
        var numbers = new TreeSet<Integer>();
        for (int n = 1; n <= all; n++) {
            if (keeps(some, n)) {
                numbers.add(n);
            }
        }
        return numbers;
    }
}
