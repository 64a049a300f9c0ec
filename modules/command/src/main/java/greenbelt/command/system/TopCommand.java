package greenbelt.command.system;

import greenbelt.bus.Bus.GroupStatus;
import greenbelt.command.Call;
import greenbelt.command.Command;
import greenbelt.command.Result;
import greenbelt.command.Spoken;
import greenbelt.command.traces.TopologyCommand;
import greenbelt.gateway.BreakersView;
import greenbelt.simulator.Simulator;
import greenbelt.simulator.Status;
import greenbelt.simulator.Status.NodeState;
import greenbelt.view.Page;
import greenbelt.view.Tone;
import greenbelt.view.Topology;
import greenbelt.view.WatchScene;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;

/// All that moves, at a glance.
final class TopCommand {
    private static final Duration PACE = Duration.ofSeconds(1);

    private TopCommand() {}

    static Command top() {
        return new Command(
                        "top",
                        "Shows nodes, calls, queues and breakers, again every second",
                        List.of(),
                        List.of("top", "top --json"),
                        TopCommand::top)
                .outside()
                .teaching("Rates, errors and latencies of calls, and what waits: look here first");
    }

    /// What there is to see at one moment.
    private record Glance(Status status, Topology topology, BreakersView breakers) {}

    private static Result top(Call call) {
        var simulator = call.simulator();
        var glance = glance(simulator);
        var json = new LinkedHashMap<String, Object>();
        json.put("status", glance.status());
        json.put("calls", glance.topology());
        json.put("breakers", glance.breakers());
        return new Result(json, page -> draw(glance, page), 0)
                .shownAs(new WatchScene("top", PACE, page -> draw(glance(simulator), page)));
    }

    private static Glance glance(Simulator simulator) {
        return simulator.run(
                "top",
                () ->
                        new Glance(
                                simulator.status(),
                                TopologyCommand.topology(simulator),
                                simulator.gateway().breakers()));
    }

    private static String draw(Glance glance, Page page) {
        var drawn = new StringBuilder();
        drawn.append(nodes(glance.status(), page)).append('\n');
        drawn.append(head("calls, last " + page.duration(glance.topology().window()), page));
        drawn.append(glance.topology().draw(page));
        drawn.append(head("bus", page));
        glance.status().groups().forEach(group -> drawn.append(group(group, page)));
        drawn.append(head("read models", page));
        for (var projection : glance.status().projections()) {
            var line = "  %-24s lag %d".formatted(projection.name(), projection.lag());
            drawn.append(page.paint(lagTone(projection.lag()), page.line(line))).append('\n');
        }
        drawn.append(breakers(glance.breakers(), page));
        if (!glance.status().faults().isEmpty()) {
            drawn.append(head("faults", page));
            glance.status()
                    .faults()
                    .forEach(fault ->
                            drawn.append(page.paint(Tone.WARNING, page.line("  " + fault.line())))
                                    .append('\n'));
        }
        return drawn.toString();
    }

    private static String head(String title, Page page) {
        return page.paint(Tone.STRONG, page.line(title)) + "\n";
    }

    private static String nodes(Status status, Page page) {
        var line = new StringBuilder();
        for (var node : status.nodes()) {
            line.append(
                            page.paint(
                                    node.state() == NodeState.UP ? Tone.GOOD : Tone.BAD,
                                    node.node() + " " + Spoken.inWords(node.state())))
                    .append("  ");
        }
        status.modes()
                .forEach((edge, mode) ->
                        line.append(edge).append(' ').append(Spoken.inWords(mode)).append("  "));
        return line.toString().strip();
    }

    private static String group(GroupStatus group, Page page) {
        var line =
                "  %-36s %s, lag %d"
                        .formatted(
                                group.topic().name() + " " + group.group().name(),
                                group.subscribed() ? "listens" : "away",
                                group.lag());
        var tone = group.subscribed() ? lagTone(group.lag()) : Tone.BAD;
        return page.paint(tone, page.line(line)) + "\n";
    }

    private static Tone lagTone(long lag) {
        return lag == 0 ? Tone.FAINT : Tone.WARNING;
    }

    private static String breakers(BreakersView view, Page page) {
        if (view.breakers().isEmpty()) {
            return "";
        }
        var drawn = new StringBuilder(head("breakers", page));
        for (var breaker : view.breakers()) {
            boolean isClosed = breaker.state().equals("closed");
            drawn.append(
                            page.paint(
                                    isClosed ? Tone.FAINT : Tone.BAD,
                                    page.line(
                                            "  %-24s %s"
                                                    .formatted(
                                                            breaker.instance(), breaker.state()))))
                    .append('\n');
        }
        return drawn.toString();
    }
}
