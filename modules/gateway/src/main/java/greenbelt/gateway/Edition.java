package greenbelt.gateway;

import greenbelt.gateway.breaker.Breaker;
import greenbelt.gateway.breaker.BreakerPolicy;
import greenbelt.gateway.cors.Cors;
import greenbelt.gateway.forwarding.Forwarder;
import greenbelt.gateway.hygiene.Origin;
import greenbelt.gateway.identity.ApiKeys;
import greenbelt.gateway.identity.Authentication;
import greenbelt.gateway.identity.TrustedIssuer;
import greenbelt.gateway.limit.ConcurrencyLimit;
import greenbelt.gateway.limit.ConcurrencyLimiter;
import greenbelt.gateway.limit.RateLimit;
import greenbelt.gateway.limit.RateLimiter;
import greenbelt.gateway.policy.BodyLimited;
import greenbelt.gateway.policy.ConcurrencyLimited;
import greenbelt.gateway.policy.Policy;
import greenbelt.gateway.policy.RateLimited;
import greenbelt.gateway.routing.Asked;
import greenbelt.gateway.routing.Route;
import greenbelt.gateway.routing.Routing;
import greenbelt.gateway.upstream.Guard;
import greenbelt.gateway.upstream.Upstream;
import greenbelt.gateway.verdict.Verdict;
import greenbelt.http.Request;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.IntUnaryOperator;

/// The routes that are in service, and what counts and sends for them.
///
/// What an edition has in common with the one before it goes on counting where it was. Safe for many tasks.
final class Edition {
    private static final String ALL_ROUTES = "all";

    private final long version;
    private final String scheme;
    private final String source;
    private final Instant since;
    private final Routing routing;
    private final Map<LimitKey, RateLimiter> limiters = new LinkedHashMap<>();
    private final Map<ConcurrencyKey, ConcurrencyLimiter> concurrency = new LinkedHashMap<>();
    private final Map<String, Upstream> upstreams = new LinkedHashMap<>();
    private final Authentication authentication;
    private final Safeguards safeguards;
    private final Map<String, List<Policy>> policies = new LinkedHashMap<>();
    private final Map<String, Forwarder> forwarders = new LinkedHashMap<>();

    /// @param scope the name of a route, or empty for all of them
    /// @param place among the limits of this scope
    private record LimitKey(String scope, int place, RateLimit limit) {
        /// What answers call it, such as `all-principal`.
        String name() {
            return (scope.isEmpty() ? ALL_ROUTES : scope)
                    + "-"
                    + limit.by().word()
                    + (place == 0 ? "" : "-" + (place + 1));
        }
    }

    /// @param route the name of a route
    private record ConcurrencyKey(String route, ConcurrencyLimit limit) {}

    /// @param before the edition that this one takes the place of
    Edition(Gateway.Parts parts, Optional<Edition> before, String source, Routing routing) {
        var world = parts.world();
        this.scheme = parts.scheme();
        this.version = before.map(Edition::version).orElse(0L) + 1;
        this.source = source;
        this.since = world.now();
        this.routing = routing;
        routing.upstreams()
                .keySet()
                .forEach(name -> upstreams.put(name, upstream(parts, name, before)));
        this.authentication = authentication(world, before);
        this.safeguards =
                new Safeguards(parts, before.map(it -> it.safeguards), routing, version, upstreams);
        var shared = limited(world, before, "", routing.limits());
        for (var route : routing.table().routes()) {
            var row = new ArrayList<>(shared);
            row.addAll(limited(world, before, route.name(), route.policies().limits()));
            row.addAll(safeguards.policies(route));
            concurrencyLimited(world, before, route).ifPresent(row::add);
            row.add(new BodyLimited(route.policies().maxBodyBytes()));
            policies.put(route.name(), List.copyOf(row));
            safeguards.forwarder(route).ifPresent(it -> forwarders.put(route.name(), it));
        }
    }

    /// Takes the place of `before`: from now on the upstreams look after their instances on this node, and those that are
    /// not in this edition do not any more.
    void begin(Node node, Optional<Edition> before) {
        var known = before.map(it -> it.upstreams.values()).orElse(List.of());
        upstreams.values().stream()
                .filter(upstream -> !known.contains(upstream))
                .forEach(upstream -> upstream.begin(node));
        known.stream()
                .filter(upstream -> !upstreams.containsValue(upstream))
                .forEach(Upstream::retire);
    }

    /// Where requests can go, by name.
    Collection<Upstream> upstreams() {
        return Collections.unmodifiableCollection(upstreams.values());
    }

    private Upstream upstream(Gateway.Parts parts, String name, Optional<Edition> before) {
        var terms = Objects.requireNonNull(routing.upstreams().get(name), "in the file");
        var breaker = breaker(name);
        return before.filter(it -> it.routing.upstreams().containsKey(name))
                .filter(it -> it.breaker(name).equals(breaker))
                .flatMap(it -> it.upstream(name))
                .filter(it -> it.terms().equals(terms))
                .orElseGet(() ->
                        new Upstream(
                                parts.world(),
                                parts.network(),
                                name,
                                terms,
                                instance -> guard(parts.world(), instance, breaker)));
    }

    private Optional<BreakerPolicy> breaker(String upstream) {
        return Objects.requireNonNull(routing.upstreamPolicies().get(upstream), "of every upstream")
                .breaker();
    }

    private static Guard guard(World world, String instance, Optional<BreakerPolicy> breaker) {
        return breaker.<Guard>map(policy -> new Breaker(world, instance, policy))
                .orElse(Guard.NONE);
    }

    private Optional<Policy> concurrencyLimited(
            World world, Optional<Edition> before, Route route) {
        return route.policies()
                .concurrency()
                .map(limit -> {
                    var key = new ConcurrencyKey(route.name(), limit);
                    var limiter =
                            before.flatMap(it -> Optional.ofNullable(it.concurrency.get(key)))
                                    .orElseGet(() -> new ConcurrencyLimiter(limit));
                    concurrency.put(key, limiter);
                    return new ConcurrencyLimited(world, limiter);
                });
    }

    /// How the limits fare, in the order of the file.
    LimitsView limits() {
        return LimitsView.of(limiters.values(), byRoute());
    }

    private SequencedMap<String, ConcurrencyLimiter> byRoute() {
        var byRoute = new LinkedHashMap<String, ConcurrencyLimiter>();
        concurrency.forEach((key, limiter) -> byRoute.put(key.route(), limiter));
        return byRoute;
    }

    private Authentication authentication(World world, Optional<Edition> before) {
        var known = before.map(it -> it.authentication.issuers()).orElse(List.of());
        var issuers = new ArrayList<TrustedIssuer>();
        for (var issuer : routing.issuers()) {
            var keysFrom = upstream(issuer.keysFrom()).orElseThrow();
            issuers.add(
                    known.stream()
                            .filter(it -> it.is(issuer, keysFrom))
                            .findFirst()
                            .orElseGet(() -> new TrustedIssuer(world, issuer, keysFrom)));
        }
        return new Authentication(issuers, new ApiKeys(routing.keys()));
    }

    private List<Policy> limited(
            World world, Optional<Edition> before, String scope, List<RateLimit> limits) {
        var row = new ArrayList<Policy>();
        for (var limit : limits) {
            var key = new LimitKey(scope, row.size(), limit);
            var limiter =
                    before.flatMap(it -> Optional.ofNullable(it.limiters.get(key)))
                            .orElseGet(() -> new RateLimiter(world, key.name(), limit));
            limiters.put(key, limiter);
            row.add(new RateLimited(limiter));
        }
        return row;
    }

    /// From 1, one more for each that was taken into service.
    long version() {
        return version;
    }

    String source() {
        return source;
    }

    Instant since() {
        return since;
    }

    Routing routing() {
        return routing;
    }

    /// From where a request comes, as far as it can be known.
    Origin origin(Request request) {
        return Origin.of(request, scheme, routing.trustedPeers());
    }

    /// The route for a request; for the question of a browser that is answered here, the route of the request it asks about.
    ///
    /// @param drawn where routes share requests by weight, and it is not the sender who decides
    Verdict<Route> find(Asked asked, Request request, IntUnaryOperator drawn) {
        var draw = new Sharing(this, request, drawn);
        return Cors.preflightOf(request)
                .flatMap(method -> routing.table().find(asked.with(method), draw).passed())
                .filter(route -> route.policies().cors().isPresent())
                .<Verdict<Route>>map(Verdict.Passed::new)
                .orElseGet(() -> routing.table().find(asked, draw));
    }

    /// Why a route takes a request, in a sentence.
    String why(Route route, Request request) {
        var method = request.method();
        return Cors.preflightOf(request)
                .filter(_ -> route.policies().cors().isPresent())
                .map(asked ->
                        "the gateway answers the question of a browser: "
                                + routing.table().why(route, asked))
                .orElseGet(() -> routing.table().why(route, method));
    }

    Authentication authentication() {
        return authentication;
    }

    /// What the requests of a route have to pass, in this order.
    List<Policy> policies(Route route) {
        return Objects.requireNonNull(policies.get(route.name()), "a route of this edition");
    }

    /// Who sends the requests of a route that has an upstream.
    Forwarder forwarder(Route route) {
        return Objects.requireNonNull(forwarders.get(route.name()), "a route with an upstream");
    }

    /// What stands between the routes and services that fail.
    Safeguards safeguards() {
        return safeguards;
    }

    Optional<Upstream> upstream(String name) {
        return Optional.ofNullable(upstreams.get(name));
    }
}
