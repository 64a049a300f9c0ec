package greenbelt.gateway.routing;

import greenbelt.gateway.cache.CacheBounds;
import greenbelt.gateway.hygiene.TrustedPeers;
import greenbelt.gateway.identity.ApiKey;
import greenbelt.gateway.identity.Issuer;
import greenbelt.gateway.limit.RateLimit;
import greenbelt.gateway.upstream.UpstreamTerms;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// All that one file says. Immutable: a request is judged from beginning to end by the one it began with.
///
/// @param upstreams what is said about each upstream, by its name
/// @param upstreamPolicies what holds for the requests to each upstream, by its name
/// @param trustedPeers whose word on who was before them is believed
/// @param issuers whose tokens are accepted
/// @param keys which programs have a key
/// @param limits what holds for all routes together
/// @param cacheBounds how many answers are kept, of all routes together
public record Routing(
        RouteTable table,
        SortedMap<String, UpstreamTerms> upstreams,
        SortedMap<String, UpstreamPolicies> upstreamPolicies,
        TrustedPeers trustedPeers,
        List<Issuer> issuers,
        List<ApiKey> keys,
        List<RateLimit> limits,
        CacheBounds cacheBounds) {
    public Routing {
        upstreams = Collections.unmodifiableSortedMap(new TreeMap<>(upstreams));
        upstreamPolicies = Collections.unmodifiableSortedMap(new TreeMap<>(upstreamPolicies));
        issuers = List.copyOf(issuers);
        keys = List.copyOf(keys);
        limits = List.copyOf(limits);
    }
}
