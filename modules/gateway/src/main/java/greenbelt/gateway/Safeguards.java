package greenbelt.gateway;

import greenbelt.gateway.cache.Cached;
import greenbelt.gateway.cache.Invalidating;
import greenbelt.gateway.cache.ResponseStore;
import greenbelt.gateway.forwarding.Forwarder;
import greenbelt.gateway.forwarding.Mirroring;
import greenbelt.gateway.forwarding.Sender;
import greenbelt.gateway.limit.ConcurrencyLimit;
import greenbelt.gateway.limit.ConcurrencyLimiter;
import greenbelt.gateway.policy.FallingBack;
import greenbelt.gateway.policy.Policy;
import greenbelt.gateway.resilience.Resending;
import greenbelt.gateway.resilience.RetryBudget;
import greenbelt.gateway.resilience.RetryLedger;
import greenbelt.gateway.routing.Destination;
import greenbelt.gateway.routing.Route;
import greenbelt.gateway.routing.Routing;
import greenbelt.gateway.upstream.Upstream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/// What stands between the routes of an edition and services that fail: retries, bulkheads, copies, answers that were kept.
///
/// What an edition has in common with the one before it goes on counting where it was. Safe for many tasks.
final class Safeguards {
    private final Gateway.Parts parts;
    private final Routing routing;
    private final Map<String, Upstream> upstreams;
    private final SequencedMap<String, RetryLedger> ledgers = new LinkedHashMap<>();
    private final SequencedMap<String, ConcurrencyLimiter> bulkheads = new LinkedHashMap<>();
    private final SequencedMap<String, Mirroring> mirrors = new LinkedHashMap<>();
    private final Map<String, Generation> generations = new LinkedHashMap<>();
    private final Optional<ResponseStore> store;

    /// @param number of the edition in which a route became what it is: answers from before are not used
    private record Generation(Route route, long number) {}

    /// @param version of the edition
    /// @param upstreams by name
    Safeguards(
            Gateway.Parts parts,
            Optional<Safeguards> before,
            Routing routing,
            long version,
            Map<String, Upstream> upstreams) {
        this.parts = parts;
        this.routing = routing;
        this.upstreams = upstreams;
        routing.upstreamPolicies()
                .forEach((name, policies) -> {
                    if (isRetried(name)) {
                        ledgers.put(name, ledger(name, policies.budget(), before));
                    }
                    policies.bulkhead()
                            .ifPresent(limit -> bulkheads.put(name, bulkhead(name, limit, before)));
                });
        var routes = routing.table().routes();
        for (var route : routes) {
            mirror(route, before).ifPresent(it -> mirrors.put(route.name(), it));
            generations.put(
                    route.name(),
                    before.flatMap(it -> Optional.ofNullable(it.generations.get(route.name())))
                            .filter(it -> it.route().equals(route))
                            .orElseGet(() -> new Generation(route, version)));
        }
        this.store =
                routes.stream().anyMatch(it -> it.policies().cache().isPresent())
                        ? before.flatMap(it -> it.store)
                                .filter(it -> it.bounds().equals(routing.cacheBounds()))
                                .or(() -> Optional.of(new ResponseStore(routing.cacheBounds())))
                        : Optional.empty();
    }

    private boolean isRetried(String upstream) {
        return routing.table().routes().stream()
                .filter(it -> it.destination().equals(new Destination.To(upstream)))
                .anyMatch(it -> it.policies().resilience().retries().isPresent());
    }

    private RetryLedger ledger(String upstream, RetryBudget budget, Optional<Safeguards> before) {
        return before.flatMap(it -> Optional.ofNullable(it.ledgers.get(upstream)))
                .filter(it -> it.budget().equals(budget))
                .orElseGet(() -> new RetryLedger(parts.world(), budget));
    }

    private static ConcurrencyLimiter bulkhead(
            String upstream, ConcurrencyLimit limit, Optional<Safeguards> before) {
        return before.flatMap(it -> Optional.ofNullable(it.bulkheads.get(upstream)))
                .filter(it -> it.limit().equals(limit))
                .orElseGet(() -> new ConcurrencyLimiter(limit));
    }

    private Optional<Mirroring> mirror(Route route, Optional<Safeguards> before) {
        return route.policies()
                .resilience()
                .mirror()
                .map(mirror -> {
                    var to = upstream(mirror.to());
                    var timeout = route.policies().timeout();
                    return before.flatMap(it -> Optional.ofNullable(it.mirrors.get(route.name())))
                            .filter(it -> it.is(mirror, to, timeout))
                            .orElseGet(() ->
                                    new Mirroring(
                                            new Mirroring.Parts(
                                                    parts.world(), parts.node(), parts.tracer()),
                                            route.name(),
                                            mirror,
                                            to,
                                            timeout));
                });
    }

    private Upstream upstream(String name) {
        return Objects.requireNonNull(upstreams.get(name), "an upstream of this edition");
    }

    /// Who sends the requests of a route; empty when the gateway itself answers them.
    Optional<Forwarder> forwarder(Route route) {
        if (!(route.destination() instanceof Destination.To(var name))) {
            return Optional.empty();
        }
        var retrying =
                route.policies()
                        .resilience()
                        .retries()
                        .map(it ->
                                new Sender.Retrying(
                                        it,
                                        Objects.requireNonNull(
                                                ledgers.get(name), "where somebody retries")));
        return Optional.of(
                new Forwarder(
                        Optional.ofNullable(mirrors.get(route.name())),
                        new Sender(
                                parts.world(),
                                parts.tracer(),
                                upstream(name),
                                route.policies().timeout(),
                                retrying,
                                Optional.ofNullable(bulkheads.get(name)))));
    }

    /// What the requests of a route have to pass before they are counted as under way, in this order.
    List<Policy> policies(Route route) {
        var row = new ArrayList<Policy>();
        route.policies().resilience().fallback().map(FallingBack::new).ifPresent(row::add);
        store.ifPresent(it -> {
            if (!route.match().methods().stream().allMatch(Resending::isSafe)) {
                row.add(new Invalidating(it));
            }
            route.policies()
                    .cache()
                    .map(cache -> new Cached(parts.world(), it, cache, generation(route)))
                    .ifPresent(row::add);
        });
        return row;
    }

    private long generation(Route route) {
        return Objects.requireNonNull(generations.get(route.name()), "of every route").number();
    }

    /// How they fare, by the names of upstreams and routes.
    SafeguardsView view() {
        return SafeguardsView.of(ledgers, bulkheads, mirrors, store);
    }

    /// What holds for the requests of a route because of where they go, one sentence each.
    List<String> sentences(Route route) {
        return route.destination() instanceof Destination.To(var name)
                ? Objects.requireNonNull(routing.upstreamPolicies().get(name), "of every upstream")
                        .sentences(name, route.policies().resilience().retries().isPresent())
                : List.of();
    }
}
