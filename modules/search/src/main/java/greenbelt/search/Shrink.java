package greenbelt.search;

import greenbelt.fault.FaultPlan;
import greenbelt.search.Workload.Bounds;
import greenbelt.search.Workload.Only;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.IntConsumer;

/// Makes a trial that breaks an invariant small: fewer faults, orders, cancellations and switches, faults that strike at
/// one moment, smaller orders, and the same invariant broken.
///
/// Tries smaller trials by delta debugging, at most [#MAX_TRIALS] of them and no more when those have taken
/// [#MAX_STEPS], in an order that depends on nothing but the trial.
public final class Shrink {
    /// The most trials that are run to make one small.
    public static final int MAX_TRIALS = 600;

    /// How many steps of a virtual world all of them may take; the one under way is finished.
    public static final long MAX_STEPS = 20_000_000;

    private static final int MAX_ROUNDS = 3;

    private static final Bounds ONE = new Bounds(1, 1);

    /// How many orders are tried as the only one, where it matters at which step a node is struck.
    private static final int MAX_SINGLE_ORDERS = 4;

    private final Attempts attempts;
    private final SmallerFaults faults;

    private Shrink(Attempts attempts) {
        this.attempts = attempts;
        this.faults = new SmallerFaults(attempts);
    }

    /// A trial made small.
    ///
    /// @param trial the smallest found
    /// @param trials how many were run for it
    public record Shrunk(Trial trial, int trials) {}

    /// Makes `trial`, which breaks `invariant`, small.
    ///
    /// @param progress hears how many trials were run
    public static Shrunk shrink(Trial trial, String invariant, IntConsumer progress) {
        return shrink(trial, invariant, Examination.USUAL, progress);
    }

    static Shrunk shrink(
            Trial trial, String invariant, Examination examination, IntConsumer progress) {
        return new Shrink(new Attempts(invariant, examination, progress)).shrink(trial);
    }

    private Shrunk shrink(Trial trial) {
        var small = trial;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            var before = small;
            small = fewerFaults(small);
            small = faults.pinned(small, fault -> !SimplerFaults.isAtSteps(fault));
            small = fewer(small, small.workload().orders(), Only::orders, Shrink::withOrders);
            small = fewer(small, small.workload().toggles(), Only::toggles, Shrink::withToggles);
            small = fewer(small, small.workload().orders(), Only::cancels, Shrink::withCancels);
            small = oneOrder(small);
            small = faults.pinned(small, SimplerFaults::isAtSteps);
            small = smallerOrders(small);
            small = faults.plainer(small);
            small = faults.shorterWindows(small);
            if (small.equals(before)) {
                break;
            }
        }
        return new Shrunk(small, attempts.trials());
    }

    /// Where a node is struck at its steps, tries whether one order is enough.
    ///
    /// Without the others the node comes to other steps, so all of them are tried, one after the other.
    private Trial oneOrder(Trial trial) {
        var orders = trial.workload().numbers();
        for (int i = 0; i < trial.faults().faults().size() && orders.size() > 1; i++) {
            if (SimplerFaults.isAtSteps(trial.faults().faults().get(i))) {
                for (int order : orders.stream().limit(MAX_SINGLE_ORDERS).toList()) {
                    var single = with(trial, List.of(order), Shrink::withOrders);
                    var found = faults.atAnyStep(single, i);
                    if (found.isPresent()) {
                        return found.get();
                    }
                }
            }
        }
        return trial;
    }

    private Trial smallerOrders(Trial trial) {
        var fewLines = better(trial, trial.withWorkload(trial.workload().withLines(ONE)));
        return better(fewLines, fewLines.withWorkload(fewLines.workload().withQuantity(ONE)));
    }

    private Trial fewerFaults(Trial trial) {
        var few =
                Ddmin.smallest(
                        trial.faults().faults(),
                        some -> attempts.fails(trial.withFaults(new FaultPlan(some))));
        return trial.withFaults(new FaultPlan(few));
    }

    /// Which numbers of a workload are done.
    private interface Part {
        Optional<SortedSet<Integer>> of(Only only);
    }

    private Trial fewer(
            Trial trial, int all, Part part, BiFunction<Only, SortedSet<Integer>, Only> with) {
        var workload = trial.workload();
        var now = List.copyOf(Workload.kept(part.of(workload.only()), all));
        var few = Ddmin.smallest(now, some -> attempts.fails(with(trial, some, with)));
        return few.size() == now.size() ? trial : with(trial, few, with);
    }

    private static Trial with(
            Trial trial, List<Integer> numbers, BiFunction<Only, SortedSet<Integer>, Only> with) {
        var workload = trial.workload();
        return trial.withWorkload(
                workload.withOnly(with.apply(workload.only(), new TreeSet<>(numbers))));
    }

    private static Only withOrders(Only only, SortedSet<Integer> numbers) {
        return new Only(Optional.of(numbers), only.cancels(), only.toggles());
    }

    private static Only withCancels(Only only, SortedSet<Integer> numbers) {
        return new Only(only.orders(), Optional.of(numbers), only.toggles());
    }

    private static Only withToggles(Only only, SortedSet<Integer> numbers) {
        return new Only(only.orders(), only.cancels(), Optional.of(numbers));
    }

    private Trial better(Trial old, Trial smaller) {
        return attempts.fails(smaller) ? smaller : old;
    }
}
