package greenbelt.search;

import greenbelt.fault.Fault;
import greenbelt.fault.FaultPlan;
import greenbelt.fault.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Makes the faults of a failing trial strike less, one fault after the other.
final class SmallerFaults {
    /// How many moments at which a fault has struck are tried as the only one.
    private static final int MAX_MOMENTS = 10;

    /// How many steps of a node are tried.
    private static final int MAX_STEPS_OF_A_NODE = 120;

    private final Attempts attempts;

    SmallerFaults(Attempts attempts) {
        this.attempts = attempts;
    }

    /// Lets each of these faults strike at one moment only, one of those at which it did strike.
    Trial pinned(Trial trial, Predicate<Fault> which) {
        var small = trial;
        for (int i = 0; i < trial.faults().faults().size(); i++) {
            var fault = small.faults().faults().get(i);
            if (which.test(fault)) {
                var moments = attempts.outcome(small).map(it -> it.momentsOf(fault.name()));
                var few = moments.orElse(List.of()).stream().limit(MAX_MOMENTS).toList();
                small = firstThatFails(small, i, SimplerFaults.pinned(fault, few));
            }
        }
        return small;
    }

    /// The trial with its i-th fault, which strikes a node at its steps, at another step at which it fails, too; empty when
    /// there is none.
    Optional<Trial> atAnyStep(Trial trial, int i) {
        var fault = trial.faults().faults().get(i);
        long steps =
                with(trial, i, SimplerFaults.atEvery(fault, Integer.MAX_VALUE))
                        .flatMap(attempts::outcome)
                        .map(it -> it.opportunitiesOf(fault.name()))
                        .orElse(0L);
        return IntStream.rangeClosed(2, (int) Math.min(steps, MAX_STEPS_OF_A_NODE))
                .mapToObj(n -> with(trial, i, SimplerFaults.atEvery(fault, n)))
                .flatMap(Optional::stream)
                .filter(attempts::fails)
                .findFirst();
    }

    /// In fewer words, with shorter delays, one way instead of both.
    Trial plainer(Trial trial) {
        var longest = Errand.span(trial.workload()).plus(FaultSource.AFTERMATH);
        var small = trial;
        for (int i = 0; i < trial.faults().faults().size(); i++) {
            boolean isPlainer = true;
            while (isPlainer) {
                var fault = small.faults().faults().get(i);
                var plainer = firstThatFails(small, i, SimplerFaults.plainer(fault, longest));
                isPlainer = !plainer.equals(small);
                small = plainer;
            }
        }
        return small;
    }

    /// Ends and begins windows as early and as late as they can.
    Trial shorterWindows(Trial trial) {
        var small = trial;
        for (int i = 0; i < trial.faults().faults().size(); i++) {
            small =
                    shorter(
                            small,
                            i,
                            (window, loses) -> Window.of(window.from(), end(window).minus(loses)));
            small =
                    shorter(
                            small,
                            i,
                            (window, loses) -> Window.of(window.from().plus(loses), end(window)));
        }
        return small;
    }

    /// Halves what the window of the i-th fault can still lose on one side, until it cannot.
    private Trial shorter(Trial trial, int i, BiFunction<Window, Duration, Window> without) {
        var small = trial;
        if (window(small, i).until().isEmpty()) {
            return small;
        }
        var loses = half(length(window(small, i)));
        while (loses.compareTo(SimplerFaults.MOMENT) >= 0) {
            var fault = small.faults().faults().get(i);
            var shorter = fault.withWindow(without.apply(fault.window(), loses));
            small = firstThatFails(small, i, List.of(shorter));
            loses = half(loses);
        }
        return small;
    }

    /// In whole milliseconds, which are easier to read.
    private static Duration half(Duration duration) {
        return Duration.ofMillis(duration.toMillis() / 2);
    }

    private static Window window(Trial trial, int i) {
        return trial.faults().faults().get(i).window();
    }

    private static Duration length(Window window) {
        return end(window).minus(window.from());
    }

    private static Duration end(Window window) {
        return window.until().orElseThrow();
    }

    /// The first of these instead of the i-th fault with which the trial fails; else the trial itself.
    private Trial firstThatFails(Trial trial, int i, List<Fault> instead) {
        return instead.stream()
                .flatMap(fault -> with(trial, i, fault).stream())
                .filter(attempts::fails)
                .findFirst()
                .orElse(trial);
    }

    /// With another i-th fault; empty when it would contradict the others.
    private static Optional<Trial> with(Trial trial, int i, Fault fault) {
        var faults = new ArrayList<Fault>(trial.faults().faults());
        faults.set(i, fault);
        return FaultPlan.fit(faults)
                ? Optional.of(trial.withFaults(new FaultPlan(faults)))
                : Optional.empty();
    }
}
