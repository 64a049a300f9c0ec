package greenbelt.fault;

import java.util.List;

/// Some faults, to be put on together. The text form is [PlanText]'s.
public record FaultPlan(List<Fault> faults) {
    /// No faults.
    public static final FaultPlan NONE = new FaultPlan(List.of());

    public FaultPlan {
        faults = List.copyOf(faults);
    }
}
