package greenbelt.search;

import greenbelt.contract.Edge;
import greenbelt.contract.Mode;
import greenbelt.workload.Arrivals;
import greenbelt.world.Randomness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// One thing that is done to the system from outside during a trial.
sealed interface Errand {
    /// When, counted from the beginning of the load.
    Duration at();

    /// An order is placed.
    ///
    /// @param n its number in the workload, from 1
    /// @param greedy whether it asks for more than there is
    /// @param cancelAfter how long after it was acknowledged it is cancelled, if it is
    record Place(int n, Duration at, boolean greedy, Optional<Duration> cancelAfter)
            implements Errand {}

    /// Somebody signs up.
    ///
    /// @param n the number among those who do, from 1
    record SignUp(int n, Duration at) implements Errand {}

    /// An edge is switched.
    ///
    /// @param n its number in the workload, from 1
    record Switch(int n, Duration at, Edge edge, Mode mode) implements Errand {}

    /// How long after its acknowledgement an order is cancelled, at most.
    Duration LATEST_CANCEL = Duration.ofMillis(50);

    /// Everything that is done under this workload and seed, in the order of time.
    static List<Errand> of(Workload workload, long seed) {
        var errands = new ArrayList<Errand>();
        errands.addAll(orders(workload, seed));
        errands.addAll(switches(workload, seed));
        errands.addAll(signUps(workload, seed));
        errands.sort(Comparator.comparing(Errand::at));
        return errands;
    }

    /// How the edge is set in the beginning.
    static Mode beginning(Workload workload, long seed, Edge edge) {
        return switch (workload.modes()) {
            case SYNC -> Mode.SYNC;
            case ASYNC, CHOREOGRAPHY -> Mode.ASYNC;
            case MIXED -> Randomness.of(seed, "workload/mode/" + edge).pick(List.of(Mode.values()));
        };
    }

    /// About how long it takes until all orders have come.
    static Duration span(Workload workload) {
        return Duration.ofSeconds(workload.orders()).dividedBy(workload.ratePerSecond());
    }

    private static List<Place> orders(Workload workload, long seed) {
        var greedy = chosen(workload.orders(), workload.greedy(), seed, "greedy");
        var cancelled = chosen(workload.orders(), workload.cancels(), seed, "cancelled");
        cancelled.retainAll(Workload.kept(workload.only().cancels(), workload.orders()));
        var arrivals = Arrivals.poisson(workload.ratePerSecond());
        var gaps = Randomness.of(seed, "workload/arrivals");
        var at = Duration.ZERO;
        var orders = new ArrayList<Place>();
        for (int n = 1; n <= workload.orders(); n++) {
            at = at.plus(arrivals.nextGap(gaps));
            if (Workload.keeps(workload.only().orders(), n)) {
                Optional<Duration> cancelAfter =
                        cancelled.contains(n)
                                ? Optional.of(
                                        Randomness.of(seed, "workload/cancel/" + n)
                                                .between(Duration.ZERO, LATEST_CANCEL))
                                : Optional.empty();
                orders.add(new Place(n, at, greedy.contains(n), cancelAfter));
            }
        }
        return orders;
    }

    /// `few` of the numbers from 1 to `all`.
    private static Set<Integer> chosen(int all, int few, long seed, String what) {
        record Lot(int n, long drawn) {}
        var lots =
                IntStream.rangeClosed(1, all)
                        .mapToObj(n ->
                                new Lot(
                                        n,
                                        Randomness.of(seed, "workload/" + what + "/" + n)
                                                .nextLong()))
                        .sorted(Comparator.comparingLong(Lot::drawn))
                        .limit(few);
        var chosen = new TreeSet<Integer>();
        lots.forEach(lot -> chosen.add(lot.n()));
        return chosen;
    }

    private static List<SignUp> signUps(Workload workload, long seed) {
        return IntStream.rangeClosed(1, workload.newcomers())
                .mapToObj(n ->
                        new SignUp(
                                n,
                                Randomness.of(seed, "workload/sign-up/" + n)
                                        .between(Duration.ZERO, span(workload))))
                .toList();
    }

    private static List<Switch> switches(Workload workload, long seed) {
        var switches = new ArrayList<Switch>();
        for (int n : Workload.kept(workload.only().toggles(), workload.toggles())) {
            var random = Randomness.of(seed, "workload/switch/" + n);
            switches.add(
                    new Switch(
                            n,
                            random.between(Duration.ZERO, span(workload)),
                            random.pick(List.of(Edge.values())),
                            random.pick(List.of(Mode.values()))));
        }
        return switches;
    }
}
