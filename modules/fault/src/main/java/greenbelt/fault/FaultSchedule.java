package greenbelt.fault;

import greenbelt.fault.Fault.Amount;
import greenbelt.fault.Rate.EveryNth;
import greenbelt.fault.Rate.Probability;
import greenbelt.world.Durations;
import greenbelt.world.Randomness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Random faults within bounds. The same seed and bounds give the same plan; the n-th fault does not depend on how many
/// there are.
///
/// @param faults how many, 1 to [#MAX_FAULTS]
/// @param within when the last of them has ended
/// @param kinds of which to choose
public record FaultSchedule(long seed, int faults, Duration within, List<FaultKind> kinds) {
    /// The most faults in a schedule.
    public static final int MAX_FAULTS = 100;

    /// How many are drawn for one that does not contradict those before; then there is one less.
    private static final int MAX_DRAWS = 20;

    private static final Duration LEAST_WITHIN = Duration.ofMillis(10);
    private static final double LEAST_PROBABILITY = 0.01;
    private static final double MOST_PROBABILITY = 0.5;

    /// A node comes to many more steps than an edge sees calls.
    private static final double CRASHES_AT_STEPS = 0.05;

    public FaultSchedule {
        kinds = List.copyOf(kinds);
        if (faults < 1 || faults > MAX_FAULTS) {
            throw new IllegalArgumentException(
                    "faults must be 1 to " + MAX_FAULTS + ", was " + faults);
        }
        if (within.compareTo(LEAST_WITHIN) < 0) {
            throw new IllegalArgumentException(
                    "within must be at least %s, was %s"
                            .formatted(Durations.format(LEAST_WITHIN), Durations.format(within)));
        }
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one kind to choose");
        }
    }

    /// Of every kind.
    public static FaultSchedule of(long seed, int faults, Duration within) {
        return new FaultSchedule(seed, faults, within, List.of(FaultKind.values()));
    }

    /// Draws the faults.
    public FaultPlan draw(Landscape landscape) {
        var drawn = new ArrayList<Fault>();
        for (int i = 1; i <= faults; i++) {
            var random = Randomness.of(seed, "schedule/" + i);
            for (int attempt = 0; attempt < MAX_DRAWS; attempt++) {
                var fault = draw(landscape, i, random);
                drawn.add(fault);
                if (FaultPlan.contradiction(drawn).isEmpty()) {
                    break;
                }
                drawn.removeLast();
            }
        }
        return new FaultPlan(drawn);
    }

    private Fault draw(Landscape landscape, int n, Randomness random) {
        var kind = random.pick(kinds);
        var target = random.pick(landscape.targets(kind));
        var rate = rate(kind, random);
        return new Fault(
                kind.word() + "-" + n, kind, target, rate, window(random), amount(kind, random));
    }

    private static Rate rate(FaultKind kind, Randomness random) {
        double choice = random.nextDouble();
        double scale = random.nextDouble();
        if (kind.isState()) {
            return Rate.ALWAYS;
        }
        boolean isOfANode = isOfANode(kind);
        if (choice < 0.4) {
            double probability = LEAST_PROBABILITY + scale * (MOST_PROBABILITY - LEAST_PROBABILITY);
            return new Probability(
                    rounded(isOfANode ? probability * CRASHES_AT_STEPS : probability));
        }
        if (choice < 0.8) {
            int every = 2 + (int) (scale * 9);
            return new EveryNth(isOfANode ? every * 20 : every);
        }
        return Rate.ALWAYS;
    }

    private static boolean isOfANode(FaultKind kind) {
        return kind == FaultKind.CRASH || kind == FaultKind.PAUSE;
    }

    /// Few digits, which are easier to read.
    private static double rounded(double probability) {
        return Math.round(probability * 10_000) / 10_000.0;
    }

    private Window window(Randomness random) {
        var least = Duration.ofMillis(1);
        var from = millis(random.between(Duration.ZERO, within.minus(least.multipliedBy(2))));
        var until = millis(random.between(from.plus(least), within));
        return Window.of(from, until);
    }

    /// Whole milliseconds, which are easier to read.
    private static Duration millis(Duration duration) {
        return Duration.ofMillis(duration.toMillis());
    }

    private static Amount amount(FaultKind kind, Randomness random) {
        var delay = isOfANode(kind) ? nodeDelay(random) : delay(random);
        var skew = millis(random.between(Duration.ofMinutes(-10), Duration.ofMinutes(10)));
        return new Amount(
                kind.takesDelay() ? Optional.of(delay) : Optional.empty(),
                kind == FaultKind.CLOCK_SKEW ? Optional.of(skew) : Optional.empty(),
                Optional.empty());
    }

    /// Short, so that a node can be struck more than once.
    private static Delay nodeDelay(Randomness random) {
        return new Delay.Constant(
                millis(random.between(Duration.ofMillis(1), Duration.ofMillis(30))));
    }

    private static Delay delay(Randomness random) {
        var shorter = millis(random.between(Duration.ofMillis(1), Duration.ofMillis(200)));
        var longer = shorter.plus(millis(random.between(Duration.ZERO, Duration.ofSeconds(1))));
        return switch (random.nextInt(4)) {
            case 0 -> new Delay.Constant(longer);
            case 1 -> new Delay.Uniform(shorter, longer);
            case 2 -> new Delay.Exponential(shorter);
            default -> new Delay.Jittered(longer, shorter);
        };
    }
}
