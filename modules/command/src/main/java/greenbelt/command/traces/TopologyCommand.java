package greenbelt.command.traces;

import greenbelt.command.Call;
import greenbelt.command.Command;
import greenbelt.command.Result;
import greenbelt.simulator.Simulator;
import greenbelt.view.Topology;
import java.time.Duration;
import java.util.List;

/// Who calls whom, as the latest traces tell.
public final class TopologyCommand {
    private static final Duration WINDOW = Duration.ofSeconds(10);

    /// So many traces are looked at, at most.
    private static final int MOST = 2_000;

    private TopologyCommand() {}

    static Command command() {
        return new Command(
                        "topology",
                        "Draws who calls whom, by HTTP or by the bus, how often, how fast, and with what success",
                        List.of(),
                        List.of("topology", "topology --json"),
                        TopologyCommand::shown)
                .teaching("The map of a system is what it does, not what somebody drew once")
                .watched();
    }

    private static Result shown(Call call) {
        var topology = topology(call.simulator());
        return new Result(topology, topology::draw, 0);
    }

    /// What happened in the latest seconds.
    public static Topology topology(Simulator simulator) {
        var now = simulator.world().now();
        return Topology.of(simulator.traces().recent(MOST), now.minus(WINDOW), now);
    }
}
