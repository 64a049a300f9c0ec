package greenbelt.simulator;

import greenbelt.contract.Finding;
import greenbelt.telemetry.Telemetry;
import greenbelt.world.World;
import java.util.List;

/// What must hold for the system as a whole whenever it is at rest.
final class SystemInvariants {
    private static final int MAX_SHOWN = 20;

    private final Telemetry telemetry;
    private final World world;

    SystemInvariants(Telemetry telemetry, World world) {
        this.telemetry = telemetry;
        this.world = world;
    }

    List<Finding> check() {
        return List.of(noTraceHasAnOrphan(), noTaskHasFailed());
    }

    private Finding noTraceHasAnOrphan() {
        return new Finding(
                "no trace has a span without its parent",
                telemetry.traces().orphans(MAX_SHOWN).stream()
                        .map(orphan -> orphan.traceId() + ": " + orphan.span())
                        .toList());
    }

    private Finding noTaskHasFailed() {
        return new Finding(
                "no task has ended by throwing",
                world.failures().stream().map(Object::toString).toList());
    }
}
