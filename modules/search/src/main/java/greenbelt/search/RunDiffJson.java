package greenbelt.search;

import greenbelt.search.OrderDiff.Aspect;
import greenbelt.telemetry.TraceDiff.Pair;
import greenbelt.telemetry.TraceDiff.Seen;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The difference between two runs as values for [greenbelt.json.Json#write]. Of spans, only those that differ.
final class RunDiffJson {
    private RunDiffJson() {}

    /// @param detailed the orders to show in full
    static Map<String, Object> of(RunDiff diff, List<OrderDiff> detailed) {
        var json = new LinkedHashMap<String, Object>();
        json.put("orders", diff.orders().size());
        json.put("differing", diff.differing().size());
        var aspects = new LinkedHashMap<String, Object>();
        for (var aspect : Aspect.values()) {
            aspects.put(
                    aspect.toString(),
                    diff.differing(aspect).stream().map(OrderDiff::name).toList());
        }
        json.put("differsIn", aspects);
        json.put("others", diff.others());
        json.put("gaps", diff.gaps());
        json.put("details", detailed.stream().map(RunDiffJson::json).toList());
        return json;
    }

    private static Map<String, Object> json(OrderDiff one) {
        var json = new LinkedHashMap<String, Object>();
        json.put("order", one.name());
        json.put("differsIn", one.aspects().stream().map(Aspect::toString).toList());
        json.put("faults", List.copyOf(one.faults()));
        json.put("status", one.status());
        json.put("duration", one.duration());
        json.put("events", one.events());
        json.put("row", one.row());
        json.put("spans", one.trace().differing().stream().map(RunDiffJson::json).toList());
        return json;
    }

    private static Map<String, Object> json(Pair pair) {
        var json = new LinkedHashMap<String, Object>();
        json.put("depth", pair.depth());
        json.put("service", pair.service());
        json.put("kind", pair.kind());
        json.put("name", pair.name());
        pair.first().ifPresent(seen -> json.put("first", json(seen)));
        pair.second().ifPresent(seen -> json.put("second", json(seen)));
        json.put("changes", pair.changes());
        return json;
    }

    private static Map<String, Object> json(Seen seen) {
        var json = new LinkedHashMap<String, Object>();
        json.put("span", seen.span().id());
        json.put("starts", seen.offset());
        json.put("takes", seen.span().duration());
        return json;
    }
}
