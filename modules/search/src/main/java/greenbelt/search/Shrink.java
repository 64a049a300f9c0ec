package greenbelt.search;

import greenbelt.fault.Fault;
import greenbelt.fault.FaultPlan;
import greenbelt.fault.Window;
import greenbelt.search.Workload.Only;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;

/// Makes a trial that breaks an invariant small: fewer faults, orders, cancellations and switches, shorter windows, and
/// the same invariant broken.
///
/// Tries smaller trials by delta debugging, at most [#MAX_TRIALS] of them, in an order that depends on nothing but the
/// trial.
public final class Shrink {
    /// The most trials that are run to make one small.
    public static final int MAX_TRIALS = 300;

    private static final int MAX_ROUNDS = 3;

    /// A window is not made shorter than this.
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final String invariant;
    private final Examination examination;
    private final IntConsumer progress;
    private final Map<Trial, Boolean> tried = new HashMap<>();
    private int trials;

    private Shrink(String invariant, Examination examination, IntConsumer progress) {
        this.invariant = invariant;
        this.examination = examination;
        this.progress = progress;
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
        return new Shrink(invariant, examination, progress).shrink(trial);
    }

    private Shrunk shrink(Trial trial) {
        var small = trial;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            var before = small;
            small = fewerFaults(small);
            small = fewer(small, small.workload().orders(), Only::orders, Shrink::withOrders);
            small = fewer(small, small.workload().toggles(), Only::toggles, Shrink::withToggles);
            small = fewer(small, small.workload().orders(), Only::cancels, Shrink::withCancels);
            small = shorterWindows(small);
            if (small.equals(before)) {
                break;
            }
        }
        return new Shrunk(small, trials);
    }

    /// Whether this one still breaks the invariant; false for any when too many were tried.
    private boolean fails(Trial trial) {
        var known = tried.get(trial);
        if (known != null || trials >= MAX_TRIALS) {
            return Boolean.TRUE.equals(known);
        }
        trials++;
        boolean fails = trial.run(examination).of(invariant).isPresent();
        tried.put(trial, fails);
        progress.accept(trials);
        return fails;
    }

    private Trial fewerFaults(Trial trial) {
        var few =
                Ddmin.smallest(
                        trial.faults().faults(),
                        some -> fails(trial.withFaults(new FaultPlan(some))));
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
        var few = Ddmin.smallest(now, some -> fails(with(trial, some, with)));
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

    private Trial shorterWindows(Trial trial) {
        var small = trial;
        for (int i = 0; i < trial.faults().faults().size(); i++) {
            small = earlierEnd(small, i);
            small = laterBeginning(small, i);
        }
        return small;
    }

    /// Halves what the window can still lose at its end, until it cannot.
    private Trial earlierEnd(Trial trial, int i) {
        var small = trial;
        var window = window(small, i);
        if (window.until().isEmpty()) {
            return small;
        }
        var loses = length(window).dividedBy(2);
        while (loses.compareTo(SHORTEST) >= 0) {
            var now = window(small, i);
            var shorter = new Window(now.from(), now.until().map(minus(loses)));
            small = better(small, with(small, i, shorter));
            loses = loses.dividedBy(2);
        }
        return small;
    }

    private Trial laterBeginning(Trial trial, int i) {
        var small = trial;
        var window = window(small, i);
        if (window.until().isEmpty()) {
            return small;
        }
        var loses = length(window).dividedBy(2);
        while (loses.compareTo(SHORTEST) >= 0) {
            var now = window(small, i);
            small = better(small, with(small, i, new Window(now.from().plus(loses), now.until())));
            loses = loses.dividedBy(2);
        }
        return small;
    }

    private static UnaryOperator<Duration> minus(Duration loses) {
        return until -> until.minus(loses);
    }

    private Trial better(Trial old, Trial smaller) {
        return fails(smaller) ? smaller : old;
    }

    private static Window window(Trial trial, int i) {
        return trial.faults().faults().get(i).window();
    }

    private static Duration length(Window window) {
        return window.until().map(until -> until.minus(window.from())).orElse(Duration.ZERO);
    }

    private static Trial with(Trial trial, int i, Window window) {
        var faults = new ArrayList<Fault>(trial.faults().faults());
        faults.set(i, faults.get(i).withWindow(window));
        return trial.withFaults(new FaultPlan(faults));
    }
}
