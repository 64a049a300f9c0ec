package greenbelt.fault;

import greenbelt.http.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// One fault: what goes wrong, where, how often, and when. Its text form is one line of [PlanText].
///
/// @param name by which it is listed and removed; part of what decides whom it strikes
/// @param kind what goes wrong
/// @param target where; of a kind that [FaultKind#targets] allows
/// @param rate how often; [Rate#ALWAYS] for a state
/// @param window when
/// @param amount how much, where the kind has an amount
public record Fault(
        String name, FaultKind kind, Target target, Rate rate, Window window, Amount amount) {
    /// What a name looks like.
    static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,59}");

    private static final Duration DEFAULT_DELAY = Duration.ofMillis(100);
    private static final Duration DEFAULT_STANDSTILL = Duration.ofSeconds(1);
    private static final Duration DEFAULT_SKEW = Duration.ofMinutes(1);
    private static final int DEFAULT_STATUS = 503;

    /// Which statuses an error reply can have.
    static final String STATUSES = "408, 429 or 500 to 599";

    /// How much of it.
    ///
    /// @param delay by how much longer something takes, how long it is held back at most, or how long a node stands
    ///     still or stays away
    /// @param skew by how much a clock is ahead, negative for behind
    /// @param status of an error reply, one that [Response#saysLater(int)]: from any other the caller would learn something
    ///     about its request that is not so, and act on it
    public record Amount(Optional<Delay> delay, Optional<Duration> skew, Optional<Integer> status) {
        /// What the kind has by default.
        public static final Amount DEFAULT =
                new Amount(Optional.empty(), Optional.empty(), Optional.empty());

        public Amount {
            status.filter(it -> !Response.saysLater(it))
                    .ifPresent(it -> {
                        throw new IllegalArgumentException(
                                "status must be %s, was %d".formatted(STATUSES, it));
                    });
        }
    }

    public Fault {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a name is 1 to 60 lower-case letters, digits, dots and dashes, was \""
                            + name
                            + "\"");
        }
        if (!kind.targets().contains(target.kind())) {
            throw new IllegalArgumentException(
                    kind + " cannot strike " + target + ", only one of " + kind.targets());
        }
        if (kind.isState() && !rate.equals(Rate.ALWAYS)) {
            throw new IllegalArgumentException(
                    kind + " is on for a while and has no rate, was " + rate);
        }
        mustFit(kind, "a delay", kind.takesDelay(), amount.delay().isPresent());
        mustFit(kind, "a skew", kind == FaultKind.CLOCK_SKEW, amount.skew().isPresent());
        boolean hasStatus = kind == FaultKind.ERROR_REPLY && target.kind() == Target.Kind.CALL;
        mustFit(kind, "a status on " + target, hasStatus, amount.status().isPresent());
    }

    private static void mustFit(FaultKind kind, String what, boolean fits, boolean isGiven) {
        if (isGiven && !fits) {
            throw new IllegalArgumentException(kind + " does not take " + what);
        }
    }

    /// A fault that always strikes, from now on, with what its kind has by default.
    public static Fault of(String name, FaultKind kind, Target target) {
        return new Fault(name, kind, target, Rate.ALWAYS, Window.OPEN, Amount.DEFAULT);
    }

    public Fault withRate(Rate newRate) {
        return new Fault(name, kind, target, newRate, window, amount);
    }

    public Fault withWindow(Window newWindow) {
        return new Fault(name, kind, target, rate, newWindow, amount);
    }

    public Fault withTarget(Target newTarget) {
        return new Fault(name, kind, newTarget, rate, window, amount);
    }

    public Fault withAmount(Amount newAmount) {
        return new Fault(name, kind, target, rate, window, newAmount);
    }

    public Fault withDelay(Delay delay) {
        var changed = new Amount(Optional.of(delay), amount.skew(), amount.status());
        return new Fault(name, kind, target, rate, window, changed);
    }

    /// How long it delays, holds back, or keeps a node away: 100 ms for an operation, 1 s for a node, unless said.
    public Delay delay() {
        return amount.delay()
                .orElseGet(() ->
                        new Delay.Constant(
                                target.kind() == Target.Kind.NODE
                                        ? DEFAULT_STANDSTILL
                                        : DEFAULT_DELAY));
    }

    /// By how much the clock is ahead: a minute, unless said.
    public Duration skew() {
        return amount.skew().orElse(DEFAULT_SKEW);
    }

    /// The status of an error reply: 503, unless said.
    public int status() {
        return amount.status().orElse(DEFAULT_STATUS);
    }

    /// Whether it strikes once, when its window begins: a crash or a pause without a rate.
    public boolean isOnce() {
        return (kind == FaultKind.CRASH || kind == FaultKind.PAUSE) && rate.equals(Rate.ALWAYS);
    }

    @Override
    public String toString() {
        return PlanText.format(this);
    }
}
