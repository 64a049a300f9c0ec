package greenbelt.search;

import greenbelt.fault.Landscape;
import greenbelt.simulator.Plan;
import greenbelt.simulator.Simulator;

/// What faults can strike in the system that trials are of.
final class Surroundings {
    private static final Landscape LANDSCAPE = landscapeOfAny();

    private Surroundings() {}

    static Landscape landscape() {
        return LANDSCAPE;
    }

    /// It is the same in every system.
    private static Landscape landscapeOfAny() {
        try (var system = Simulator.open(Plan.virtual(1))) {
            return system.landscape();
        }
    }
}
