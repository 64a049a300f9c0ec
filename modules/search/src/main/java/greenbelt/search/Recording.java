package greenbelt.search;

import greenbelt.contract.Api.OrderView;
import greenbelt.simulator.Incident;
import greenbelt.simulator.Simulator;
import greenbelt.telemetry.Trace;
import greenbelt.view.MessageDiagram;
import greenbelt.view.MessageDiagram.Mark;
import greenbelt.view.MessageDiagram.Sign;
import greenbelt.world.VirtualWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// A trial that was carried out, and what happened in it.
///
/// @param traces every one that is kept, oldest first
/// @param befell what befell the nodes, in the order of time
/// @param names what to call ids by: an order's UUID by its number
public record Recording(
        Trial trial,
        Outcome outcome,
        List<Trace> traces,
        List<Mark> befell,
        Map<String, String> names) {
    private static final int ALL = 100_000;

    public Recording {
        traces = List.copyOf(traces);
        befell = List.copyOf(befell);
    }

    static Recording of(Trial trial, Outcome outcome, Simulator system, List<OrderView> orders) {
        Map<String, String> names = new LinkedHashMap<>();
        orders.forEach(order -> names.put(order.id().toString(), order.number()));
        return new Recording(
                trial,
                outcome,
                system.traces().recent(ALL).reversed(),
                befell(system.incidents()),
                names);
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
        var whole = MessageDiagram.of(shown, VirtualWorld.BEGINNING, marks, names);
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
        var detail = violation.details().getFirst();
        for (var name : names.entrySet()) {
            detail = detail.replace("order " + name.getKey(), name.getValue());
        }
        return new Mark(
                violation.at(),
                Optional.empty(),
                Sign.VIOLATION,
                "not so: " + violation.invariant() + " — " + detail);
    }

    private boolean isAboutAnOrder(Trace trace) {
        return trace.spans().stream()
                .anyMatch(span -> span.attributes().values().stream().anyMatch(names::containsKey));
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
