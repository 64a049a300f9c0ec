package greenbelt.search;

import greenbelt.simulator.Simulator;
import java.time.Duration;

/// Looks, in the background and in virtual time, at what must hold at every moment.
final class Watch {
    /// How often. What is broken stays broken for longer than that, as money and goods do not heal by themselves.
    private static final Duration BEAT = Duration.ofMillis(25);

    private final Simulator system;
    private final Examination examination;
    private final Violations violations;
    private boolean over;

    Watch(Simulator system, Examination examination, Violations violations) {
        this.system = system;
        this.examination = examination;
        this.violations = violations;
    }

    void run() {
        long seen = -1;
        while (!over) {
            system.world().rest(BEAT);
            long spans = system.traces().stats().spans(); // nothing was done without a span
            if (spans != seen) {
                seen = spans;
                examination.meanwhile(system).forEach(finding -> violations.add(finding, true));
            }
        }
    }

    void stop() {
        over = true;
    }
}
