package greenbelt.fault;

import java.util.Optional;
import java.util.OptionalLong;

/// What is poisonous to a consumer that stands on no port, and so has no decorator: a projection, a saga.
///
/// Whoever puts the system together asks before each thing that is taken. It is poisonous or not in every attempt, until the
/// fault is taken off. Safe for many tasks; never waits.
public final class Poison {
    private final Faults faults;
    private final Target consumer;

    public Poison(Faults faults, Target consumer) {
        this.faults = faults;
        this.consumer = consumer;
    }

    /// What the consumer is to fail with, when this is poisonous to it.
    ///
    /// @param what is taken, such as `event 7`
    /// @param id tells it from everything else that is taken, the same in each run of a virtual world
    /// @param place what `--every` counts: each n-th is poisonous
    public Optional<FaultException> in(String what, String id, long place) {
        if (faults.isQuiet()) {
            return Optional.empty();
        }
        var operation = new Operation(consumer, id, OptionalLong.of(place));
        return faults.strikes(operation).isHitBy(FaultKind.POISON)
                ? Optional.of(new FaultException("%s is poisonous to %s".formatted(what, consumer)))
                : Optional.empty();
    }
}
