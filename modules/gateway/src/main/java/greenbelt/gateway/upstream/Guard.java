package greenbelt.gateway.upstream;

import java.time.Duration;

/// Who may keep requests from one instance for a while, and hears what becomes of those it lets through: the place of a
/// circuit breaker. Asked by many tasks at once; never waits.
public interface Guard {
    /// Lets everything through.
    Guard NONE =
            new Guard() {
                @Override
                public boolean admits() {
                    return true;
                }

                @Override
                public boolean enter() {
                    return true;
                }

                @Override
                public void ended(Outcome outcome) {}

                @Override
                public Duration untilAdmits() {
                    return Duration.ZERO;
                }

                @Override
                public String state() {
                    return "";
                }
            };

    /// Whether a request would be let through now. Changes nothing: it is asked about each instance that could be picked.
    boolean admits();

    /// Lets one request through, or not: between [#admits] and this, others may have come. After `true` comes [#ended],
    /// once.
    boolean enter();

    /// What has become of a request that was let through.
    void ended(Outcome outcome);

    /// After which time it would let one through, if nothing else happens; zero when it would now.
    Duration untilAdmits();

    /// How it is, in a word for people, such as `closed`; empty where there is nothing to say.
    String state();
}
