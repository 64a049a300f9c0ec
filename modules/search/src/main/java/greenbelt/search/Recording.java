package greenbelt.search;

import greenbelt.simulator.Incident;
import greenbelt.simulator.Simulator;
import greenbelt.telemetry.Trace;
import greenbelt.view.MessageDiagram;
import greenbelt.view.MessageDiagram.Mark;
import greenbelt.view.MessageDiagram.Sign;
import greenbelt.world.VirtualWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// A trial that was carried out, and what happened in it.
///
/// @param traces every one that is kept, oldest first
/// @param befell what befell the nodes, in the order of time
/// @param names what to call ids by: an order's UUID by its number
/// @param nodes the node of each service that runs on one only
public record Recording(
        Trial trial,
        Outcome outcome,
        List<Trace> traces,
        List<Mark> befell,
        Map<String, String> names,
        Map<String, String> nodes) {
    private static final int ALL = 100_000;

    /// Which order's events a span reads or writes.
    private static final String STREAM = "greenbelt.stream";

    private static final List<String> SERVICES = List.of("gateway", "order", "user", "inventory");

    public Recording {
        traces = List.copyOf(traces);
        befell = List.copyOf(befell);
    }

    static Recording of(Trial trial, Outcome outcome, Simulator system, Map<String, String> names) {
        return new Recording(
                trial,
                outcome,
                system.traces().recent(ALL).reversed(),
                befell(system.incidents()),
                names,
                nodesOfServices(system));
    }

    private static Map<String, String> nodesOfServices(Simulator system) {
        Map<String, String> nodes = new TreeMap<>();
        for (var service : SERVICES) {
            var all = system.nodes(service);
            if (all.size() == 1) {
                nodes.put(service, all.getFirst());
            }
        }
        return nodes;
    }

    /// The message diagram of this violation's orders, or of all of them when it concerns none in particular; up to the
    /// moment at which it was seen.
    public MessageDiagram diagram(Optional<Violation> violation) {
        var concerned = new TreeSet<String>();
        violation.ifPresent(it -> concerned.addAll(it.traces()));
        var shown =
                traces.stream()
                        .filter(trace ->
                                concerned.isEmpty()
                                        ? isAboutAnOrder(trace)
                                        : concerned.contains(trace.id()))
                        .toList();
        var marks = new ArrayList<>(befell);
        violation.ifPresent(it -> marks.add(mark(it)));
        var whole = MessageDiagram.of(shown, VirtualWorld.BEGINNING, marks, names, nodes);
        return violation.map(it -> whole.until(it.at())).orElse(whole);
    }

    /// A node that comes up for the first time is no news.
    private static List<Mark> befell(List<Incident> incidents) {
        var known = new TreeSet<String>();
        return incidents.stream()
                .filter(incident ->
                        incident.kind() != Incident.Kind.UP || !known.add(incident.node()))
                .map(Recording::mark)
                .toList();
    }

    private static Mark mark(Incident incident) {
        var sign =
                switch (incident.kind()) {
                    case DOWN -> Sign.DOWN;
                    case UP -> Sign.UP;
                    case STRUCK -> Sign.FAULT;
                };
        return new Mark(
                Duration.between(VirtualWorld.BEGINNING, incident.at()),
                Optional.of(incident.node()),
                sign,
                incident.says().isEmpty() ? words(incident.kind()) : incident.says());
    }

    private static String words(Incident.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private Mark mark(Violation violation) {
        return new Mark(
                violation.at(),
                Optional.empty(),
                Sign.VIOLATION,
                "not so: " + violation.invariant() + " — " + violation.details().getFirst());
    }

    /// It has to do with a stream of events, or names an order that was acknowledged; also when nobody is up who could
    /// list the orders.
    private boolean isAboutAnOrder(Trace trace) {
        return trace.spans().stream()
                .anyMatch(span ->
                        span.attribute(STREAM).isPresent()
                                || span.attributes().values().stream()
                                        .anyMatch(names::containsKey));
    }

    /// Everything as lines of text: equal runs, equal lines.
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(outcome.toString());
        befell.forEach(mark -> lines.add(mark.toString()));
        traces.forEach(trace -> trace.spans().forEach(span -> lines.add(trace.id() + " " + span)));
        return lines;
    }

    /// How long the world has been there, in virtual time, at the end.
    public Duration took() {
        return outcome.took();
    }
}
