package greenbelt.search;

import greenbelt.fault.Delay;
import greenbelt.fault.Fault;
import greenbelt.fault.Fault.Amount;
import greenbelt.fault.FaultKind;
import greenbelt.fault.Rate;
import greenbelt.fault.Target;
import greenbelt.fault.Target.Call;
import greenbelt.fault.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What a fault could be instead that strikes less, or is said in fewer words; the simplest first.
final class SimplerFaults {
    /// How long the window around a single strike is.
    static final Duration MOMENT = Duration.ofMillis(1);

    /// A step of the world takes at least twice this, so a node that is struck so much later is still at that step.
    private static final Duration GRAIN = Duration.ofNanos(10_000);

    /// The shortest delay that is tried.
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private SimplerFaults() {}

    /// Faults that strike with certainty, and only at one of the moments at which this one did.
    ///
    /// So a fault that strikes with a probability, or every n-th, no longer depends on what else there is: orders that
    /// have nothing to do with it can go.
    static List<Fault> pinned(Fault fault, List<Duration> moments) {
        if (fault.kind().isState() || isPinned(fault)) {
            return List.of();
        }
        var certain = fault.withRate(Rate.ALWAYS);
        return moments.stream().map(moment -> certain.withWindow(window(fault, moment))).toList();
    }

    private static boolean isPinned(Fault fault) {
        var window = fault.window();
        return fault.isOnce()
                || (fault.rate().equals(Rate.ALWAYS)
                        && window.until()
                                .filter(end -> end.minus(window.from()).compareTo(MOMENT) <= 0)
                                .isPresent());
    }

    private static Window window(Fault fault, Duration moment) {
        if (fault.target().kind() == Target.Kind.NODE) {
            long grains = moment.dividedBy(GRAIN) + 1;
            return new Window(GRAIN.multipliedBy(grains), Window.OPEN.until());
        }
        var from = MOMENT.multipliedBy(moment.dividedBy(MOMENT));
        return Window.of(from, from.plus(MOMENT));
    }

    /// Faults of fewer words, or less of them.
    ///
    /// @param longest no window has to be longer
    static List<Fault> plainer(Fault fault, Duration longest) {
        var plainer = new ArrayList<Fault>();
        if (fault.target() instanceof Call(var from, var to, var bothWays) && bothWays) {
            plainer.add(fault.withTarget(Call.of(from, to)));
            plainer.add(fault.withTarget(Call.of(to, from)));
        }
        boolean isOpen = fault.window().until().isEmpty() && !fault.isOnce();
        if (isOpen && fault.window().from().compareTo(longest) < 0) {
            plainer.add(fault.withWindow(Window.of(fault.window().from(), longest)));
        }
        if (!fault.rate().equals(Rate.ALWAYS) && !isOfANode(fault)) {
            plainer.add(fault.withRate(Rate.ALWAYS));
        }
        plainer.addAll(lessDelay(fault));
        return plainer.stream().filter(it -> !it.equals(fault)).toList();
    }

    /// Whether it strikes a node at its steps. Without a rate it is another thing: it strikes once, at a time.
    static boolean isAtSteps(Fault fault) {
        return isOfANode(fault) && !fault.isOnce();
    }

    private static boolean isOfANode(Fault fault) {
        return fault.kind() == FaultKind.CRASH || fault.kind() == FaultKind.PAUSE;
    }

    /// The same that strikes a node at the n-th step, the 2n-th and so on, and until it is taken off.
    static Fault atEvery(Fault fault, int n) {
        return fault.withRate(new Rate.EveryNth(n))
                .withWindow(new Window(fault.window().from(), Window.OPEN.until()));
    }

    private static List<Fault> lessDelay(Fault fault) {
        if (fault.amount().equals(Amount.DEFAULT)) {
            return List.of();
        }
        var plain = Stream.of(fault.withAmount(Amount.DEFAULT));
        return Stream.concat(
                        plain, fault.amount().delay().stream().flatMap(it -> shorter(fault, it)))
                .toList();
    }

    private static Stream<Fault> shorter(Fault fault, Delay delay) {
        return switch (delay) {
            case Delay.Constant(var constant) when constant.compareTo(SHORTEST) > 0 ->
                    Stream.of(fault.withDelay(new Delay.Constant(half(constant))));
            case Delay.Constant _ -> Stream.empty();
            case Delay.Uniform(var _, var most) ->
                    Stream.of(fault.withDelay(new Delay.Constant(most)));
            case Delay.Exponential(var mean) ->
                    Stream.of(fault.withDelay(new Delay.Constant(mean)));
            case Delay.Jittered(var middle, var _) ->
                    Stream.of(fault.withDelay(new Delay.Constant(middle)));
        };
    }

    /// In whole milliseconds, which are easier to read.
    private static Duration half(Duration duration) {
        return Duration.ofMillis(Math.max(SHORTEST.toMillis(), duration.toMillis() / 2));
    }
}
