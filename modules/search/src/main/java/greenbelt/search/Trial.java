package greenbelt.search;

import greenbelt.fault.FaultPlan;
import greenbelt.simulator.Variant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// One virtual system, to be put under a workload and faults, and examined. The same trial gives the same outcome.
///
/// The load runs while the faults strike, and what must hold at every moment is looked at all along. Then the end
/// phase: the faults stop, what is down is restarted, dead letters are delivered again, and when every order is settled
/// and shipped, or a day of virtual time has passed, everything is checked.
///
/// @param seed what the system, the workload and the faults are drawn from
/// @param variants in what the system is built wrongly, on purpose
public record Trial(long seed, Workload workload, FaultPlan faults, Set<Variant> variants) {
    public Trial {
        variants = Collections.unmodifiableSet(new TreeSet<>(variants));
    }

    /// A trial of the correct system.
    public static Trial of(long seed, Workload workload, FaultPlan faults) {
        return new Trial(seed, workload, faults, Set.of());
    }

    public Trial withWorkload(Workload newWorkload) {
        return new Trial(seed, newWorkload, faults, variants);
    }

    public Trial withFaults(FaultPlan newFaults) {
        return new Trial(seed, workload, newFaults, variants);
    }

    /// Carries it out. From outside of any world, or from a task of another one.
    public Outcome run() {
        return run(Examination.USUAL);
    }

    Outcome run(Examination examination) {
        try (var run = new TrialRun(this, examination)) {
            return run.outcome();
        }
    }

    /// Carries it out, and gathers what is left behind.
    public Footprint footprint() {
        try (var run = new TrialRun(this, Examination.USUAL)) {
            return run.footprint(run.outcome());
        }
    }

    /// Carries it out, and keeps what happened.
    public Recording record() {
        return record(Examination.USUAL);
    }

    Recording record(Examination examination) {
        try (var run = new TrialRun(this, examination)) {
            var outcome = run.outcome();
            return run.recording(outcome);
        }
    }
}
