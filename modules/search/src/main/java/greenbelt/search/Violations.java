package greenbelt.search;

import greenbelt.contract.Api.OrderView;
import greenbelt.contract.Finding;
import greenbelt.simulator.Simulator;
import greenbelt.telemetry.Trace;
import greenbelt.world.VirtualWorld;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The invariants that were seen not to hold in a system: each once, as it was first seen.
final class Violations {
    private static final int MAX_TRACES_PER_ORDER = 10;

    /// What orders are called: by number or by id.
    private static final Pattern NAME =
            Pattern.compile(
                    "\\border-[0-9]+\\b"
                            + "|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final Simulator system;
    private final Map<String, Sighting> seen = new LinkedHashMap<>();

    private record Sighting(Finding finding, Duration at, boolean meanwhile) {}

    Violations(Simulator system) {
        this.system = system;
    }

    /// How long the world has been there, in virtual time.
    Duration sinceTheBeginning() {
        return Duration.between(VirtualWorld.BEGINNING, system.world().now());
    }

    /// Keeps the finding if it is a violation, and the first of its invariant.
    void add(Finding finding, boolean meanwhile) {
        if (!finding.holds()) {
            seen.putIfAbsent(
                    finding.invariant(), new Sighting(finding, sinceTheBeginning(), meanwhile));
        }
    }

    /// What was seen, each with those of `orders` that it names.
    List<Violation> of(List<OrderView> orders) {
        return seen.values().stream().map(sighting -> violation(sighting, orders)).toList();
    }

    private Violation violation(Sighting sighting, List<OrderView> orders) {
        var finding = sighting.finding();
        var named = new TreeSet<String>();
        for (var sentence : finding.violations()) {
            NAME.matcher(sentence).results().map(MatchResult::group).forEach(named::add);
        }
        var concerned =
                orders.stream()
                        .filter(order ->
                                named.contains(order.number())
                                        || named.contains(order.id().toString()))
                        .toList();
        return new Violation(
                finding.invariant(),
                sighting.at(),
                sighting.meanwhile(),
                finding.violations().stream().map(it -> named(it, concerned)).toList(),
                concerned.stream().map(OrderView::number).toList(),
                concerned.stream().flatMap(order -> traces(order).stream()).distinct().toList());
    }

    /// With the orders called by number.
    private static String named(String sentence, List<OrderView> orders) {
        var named = sentence;
        for (var order : orders) {
            var id = order.id().toString();
            named = named.replace("order " + id, order.number()).replace(id, order.number());
        }
        return named;
    }

    private List<String> traces(OrderView order) {
        return system.traces().ofOrder(order.id().toString(), MAX_TRACES_PER_ORDER).stream()
                .map(Trace::id)
                .toList()
                .reversed();
    }
}
