package greenbelt.gateway.routing;

import greenbelt.gateway.limit.RateLimit;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// All that one file says. Immutable: a request is judged from beginning to end by the one it began with.
///
/// @param upstreams the instances of each upstream, by its name
/// @param limits what holds for all routes together
public record Routing(
        RouteTable table, SortedMap<String, List<String>> upstreams, List<RateLimit> limits) {
    public Routing {
        upstreams = Collections.unmodifiableSortedMap(new TreeMap<>(upstreams));
        limits = List.copyOf(limits);
    }
}
