package greenbelt.search;

import greenbelt.contract.Api.OrderPage;
import greenbelt.contract.Api.OrderView;
import greenbelt.contract.OrderId;
import greenbelt.http.CallFailed;
import greenbelt.http.Request;
import greenbelt.search.Footprint.Happened;
import greenbelt.search.Footprint.OfOrder;
import greenbelt.simulator.Simulator;
import greenbelt.simulator.SimulatorException;
import greenbelt.telemetry.Trace;
import greenbelt.world.VirtualWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Gathers what a trial has left behind in a system. For one task of it.
final class Footprints {
    private static final int MAX_TRACES_PER_ORDER = 100;
    private static final int PAGE = 100;

    private final Simulator system;
    private final SortedMap<Integer, OrderId> placed;
    private final Outcome outcome;
    private final List<String> gaps = new ArrayList<>();

    /// @param placed which order each number in the workload has become, or would have
    Footprints(Simulator system, SortedMap<Integer, OrderId> placed, Outcome outcome) {
        this.system = system;
        this.placed = placed;
        this.outcome = outcome;
    }

    /// Traces first, because looking at the rest leaves some, too.
    Footprint gather() {
        var traces = new TreeMap<Integer, List<Trace>>();
        placed.forEach((n, id) -> traces.put(n, tracesOf(id)));
        long evicted = system.traces().stats().evictedTraces();
        if (evicted > 0) {
            gaps.add("%d traces had to go for newer ones".formatted(evicted));
        }
        var rows = readModel();
        Map<OrderId, OrderView> known = new LinkedHashMap<>();
        system.orders().forEach(order -> known.put(order.id(), order));
        var orders = new TreeMap<Integer, OfOrder>();
        placed.forEach((n, id) -> {
            var view = Optional.ofNullable(known.get(id));
            orders.put(
                    n,
                    new OfOrder(
                            view.map(OrderView::status),
                            traces.getOrDefault(n, List.of()),
                            view.isPresent() ? events(id) : List.of(),
                            Optional.ofNullable(rows.get(id))
                                    .map(Footprints::row)
                                    .orElse(Footprint.NO_ROW)));
        });
        return new Footprint(orders, others(known.size()), gaps);
    }

    private List<Trace> tracesOf(OrderId id) {
        return system.traces().ofOrder(id.toString(), MAX_TRACES_PER_ORDER).reversed();
    }

    private List<Happened> events(OrderId id) {
        try {
            return system.events(id.toString()).stream()
                    .map(stored -> new Happened(stored.event().type(), stored.event().time()))
                    .toList();
        } catch (SimulatorException down) {
            gaps.add("the events of %s cannot be read: %s".formatted(id, down.getMessage()));
            return List.of();
        }
    }

    private Map<OrderId, OrderView> readModel() {
        Map<OrderId, OrderView> rows = new LinkedHashMap<>();
        try {
            var next = Optional.of("");
            while (next.isPresent()) {
                var page = page(next.get());
                page.orders().forEach(order -> rows.put(order.id(), order));
                next = page.next().map("&after="::concat);
            }
        } catch (CallFailed failure) {
            gaps.add("the read model cannot be read: " + failure.getMessage());
        }
        return rows;
    }

    private OrderPage page(String after) {
        var response = system.client().call(Request.get("/orders?limit=" + PAGE + after));
        try (var _ = response.body()) {
            if (!response.isSuccess()) {
                throw new CallFailed(
                        CallFailed.Certainty.NOT_SENT, "GET /orders: " + response.status());
            }
            return response.json(OrderPage.class);
        }
    }

    /// Without ids, which are others in each run.
    private static SequencedMap<String, String> row(OrderView order) {
        var row = new LinkedHashMap<String, Object>();
        row.put("number", order.number());
        row.put("version", order.version());
        row.put("status", order.status());
        row.put(
                "lines",
                order.lines().stream()
                        .map(line -> line.quantity() + " " + line.sku())
                        .collect(Collectors.joining(", ")));
        row.put("total", order.totalCents());
        row.put("placed", Duration.between(VirtualWorld.BEGINNING, order.placedAt()));
        order.reason().ifPresent(reason -> row.put("reason", reason));
        return Footprint.row(row);
    }

    private SortedMap<String, SequencedMap<String, String>> others(int orders) {
        var others = new TreeMap<String, SequencedMap<String, String>>();
        var broken = new LinkedHashMap<String, Object>();
        outcome.violations().forEach(violation -> broken.put(violation.invariant(), "broken"));
        others.put("invariants", Footprint.row(broken));
        others.put("orders", Footprint.row(Map.of("count", orders)));
        try {
            for (var user : system.client().town().users()) {
                var row = Footprint.row(Map.of("balance", user.balanceCents()));
                others.put("wallet " + user.handle(), row);
            }
            for (var item : system.client().town().items()) {
                var row = new LinkedHashMap<String, Object>();
                row.put("available", item.available());
                row.put("reserved", item.reserved());
                row.put("shipped", item.shipped());
                others.put("stock " + item.sku(), Footprint.row(row));
            }
        } catch (CallFailed failure) {
            gaps.add("wallets and stock cannot be read: " + failure.getMessage());
        }
        return others;
    }
}
