package greenbelt.gateway;

import greenbelt.gateway.identity.ApiKeys;
import greenbelt.gateway.identity.Authentication;
import greenbelt.gateway.identity.TrustedIssuer;
import greenbelt.gateway.limit.RateLimit;
import greenbelt.gateway.limit.RateLimiter;
import greenbelt.gateway.policy.BodyLimited;
import greenbelt.gateway.policy.Policy;
import greenbelt.gateway.policy.RateLimited;
import greenbelt.gateway.routing.Route;
import greenbelt.gateway.routing.Routing;
import greenbelt.gateway.upstream.Upstream;
import greenbelt.http.Network;
import greenbelt.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The routes that are in service, and what counts and sends for them.
///
/// What an edition has in common with the one before it goes on counting where it was. Safe for many tasks.
final class Edition {
    private final long version;
    private final String source;
    private final Instant since;
    private final Routing routing;
    private final Map<LimitKey, RateLimiter> limiters = new HashMap<>(); // never iterated
    private final Map<String, Upstream> upstreams = new HashMap<>(); // never iterated
    private final Authentication authentication;
    private final Map<String, List<Policy>> policies = new HashMap<>(); // never iterated

    /// @param scope the name of a route, or empty for all of them
    /// @param place among the limits of this scope
    private record LimitKey(String scope, int place, RateLimit limit) {}

    /// @param before the edition that this one takes the place of
    Edition(
            World world,
            Network network,
            Optional<Edition> before,
            String source,
            Routing routing) {
        this.version = before.map(Edition::version).orElse(0L) + 1;
        this.source = source;
        this.since = world.now();
        this.routing = routing;
        routing.upstreams()
                .forEach((name, instances) ->
                        upstreams.put(
                                name,
                                before.flatMap(it -> it.upstream(name))
                                        .filter(it -> it.isOf(instances))
                                        .orElseGet(() -> new Upstream(network, name, instances))));
        this.authentication = authentication(world, before);
        var shared = limited(world, before, "", routing.limits());
        for (var route : routing.table().routes()) {
            var row = new ArrayList<>(shared);
            row.addAll(limited(world, before, route.name(), route.policies().limits()));
            row.add(new BodyLimited(route.policies().maxBodyBytes()));
            policies.put(route.name(), List.copyOf(row));
        }
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
                            .orElseGet(() -> new RateLimiter(world, limit));
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

    Authentication authentication() {
        return authentication;
    }

    /// What the requests of a route have to pass, in this order.
    List<Policy> policies(Route route) {
        return Objects.requireNonNull(policies.get(route.name()), "a route of this edition");
    }

    Optional<Upstream> upstream(String name) {
        return Optional.ofNullable(upstreams.get(name));
    }
}
