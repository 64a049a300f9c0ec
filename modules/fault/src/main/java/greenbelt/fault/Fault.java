package greenbelt.fault;

import java.time.Duration;
import java.util.Optional;

/// One fault: what goes wrong, where, how often, and when.
///
/// @param name by which it is listed and removed; part of what decides whom it strikes
/// @param kind what goes wrong
/// @param target where; of a kind that [FaultKind#targets] allows
/// @param rate how often; [Rate#ALWAYS] for a state
/// @param window when
/// @param amount how much, where the kind has an amount
public record Fault(
        String name, FaultKind kind, Target target, Rate rate, Window window, Amount amount) {

    /// How much of it.
    ///
    /// @param delay by how much longer something takes, or how long something stands still or stays away
    /// @param skew by how much a clock is ahead, negative for behind
    /// @param status of an error reply
    public record Amount(Optional<Delay> delay, Optional<Duration> skew, Optional<Integer> status) {
        /// What the kind has by default.
        public static final Amount DEFAULT =
                new Amount(Optional.empty(), Optional.empty(), Optional.empty());
    }

    public Fault {
        if (!kind.targets().contains(target.kind())) {
            throw new IllegalArgumentException(
                    kind + " cannot strike " + target + ", only one of " + kind.targets());
        }
    }
}
