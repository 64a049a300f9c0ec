package greenbelt.gateway;

import greenbelt.gateway.GatewayFile.Length;
import greenbelt.gateway.GatewayFile.LimitEntry;
import greenbelt.gateway.GatewayFile.RouteEntry;
import greenbelt.gateway.PoliciesEntry.RetriesEntry;
import greenbelt.gateway.cors.Cors;
import greenbelt.gateway.limit.RateLimit;
import greenbelt.gateway.resilience.Mirror;
import greenbelt.gateway.resilience.Resending;
import greenbelt.gateway.resilience.Retries;
import greenbelt.gateway.routing.CachePolicy;
import greenbelt.gateway.routing.Match;
import greenbelt.gateway.routing.Policies;
import greenbelt.gateway.routing.Resilience;
import greenbelt.http.Method;
import greenbelt.world.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what holds for the requests of each route: what it says itself, else its upstream, else the defaults.
final class PoliciesReader {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    private static final long DEFAULT_MAX_BODY_BYTES = 1 << 20;
    private static final String DEFAULTS = "defaults";

    private final GatewayFile file;
    private final FileLines lines;
    private final PoliciesEntry defaults;

    PoliciesReader(GatewayFile file, FileLines lines) {
        this.file = file;
        this.lines = lines;
        this.defaults = file.defaults().orElse(PoliciesEntry.NONE);
        mustBeForAll();
    }

    /// What counts requests, keeps answers or sends copies belongs to one route, and not to each that says nothing.
    private void mustBeForAll() {
        if (defaults.limits().isPresent()
                || defaults.concurrency().isPresent()
                || defaults.mirror().isPresent()
                || defaults.cache().isPresent()) {
            throw lines.refused(
                    DEFAULTS,
                    "expected timeout, perTry, retries, fallback, cors and maxBodyBytes; limits of all routes together stand beside defaults, others in a route");
        }
        if (defaults.cors().flatMap(PoliciesEntry.CorsEntry::methods).isPresent()) {
            throw lines.refused(
                    DEFAULTS + ".cors", "expected methods in a route: here they are those of each");
        }
        retries(DEFAULTS, Optional.empty(), timeout(PoliciesEntry.NONE, Optional.empty()));
    }

    /// @param at where the route is in the file
    Policies policies(String at, RouteEntry entry, Match match) {
        var path = at + ".policies";
        var own = entry.policies().orElse(PoliciesEntry.NONE);
        if (entry.upstream().isEmpty()) {
            mustNotNeedUpstream(path, own);
        }
        var timeout = timeout(own, entry.upstream());
        var retries =
                entry.upstream()
                        .flatMap(_ -> retries(path, Optional.of(own), timeout))
                        .filter(it -> it.most() > 0);
        retries.ifPresent(it -> mustBeOfUse(path, own, it, match));
        return new Policies(
                limits(path + ".limits", own.limits()),
                own.concurrency()
                        .map(it ->
                                lines.at(path + ".concurrency", () -> RouteParts.concurrency(it))),
                timeout,
                own.maxBodyBytes().or(defaults::maxBodyBytes).orElse(DEFAULT_MAX_BODY_BYTES),
                new Resilience(
                        retries,
                        own.fallback()
                                .map(it ->
                                        lines.at(
                                                path + ".fallback", () -> PolicyParts.fallback(it)))
                                .or(() ->
                                        defaults.fallback()
                                                .map(it ->
                                                        lines.at(
                                                                DEFAULTS + ".fallback",
                                                                () -> PolicyParts.fallback(it)))),
                        own.mirror().map(it -> mirror(path + ".mirror", it, entry))),
                own.cache().map(it -> cache(path + ".cache", it, match)),
                cors(path, own, match));
    }

    private void mustNotNeedUpstream(String path, PoliciesEntry own) {
        if (own.retries().isPresent()
                || own.perTry().isPresent()
                || own.mirror().isPresent()
                || own.fallback().isPresent()) {
            throw lines.refused(
                    path,
                    "expected retries, perTry, mirror and fallback where a route has an upstream, found one that the gateway itself answers");
        }
    }

    private Duration timeout(PoliciesEntry own, Optional<String> upstream) {
        return own.timeout()
                .or(() -> upstream.map(file.upstreams()::get).flatMap(UpstreamEntry::timeout))
                .or(defaults::timeout)
                .map(Length::duration)
                .orElse(DEFAULT_TIMEOUT);
    }

    /// @param path of the policies that are asked about
    /// @param own what a route says; empty for the defaults
    private Optional<Retries> retries(String path, Optional<PoliciesEntry> own, Duration timeout) {
        var says = own.orElse(defaults);
        var entry = says.retries().or(defaults::retries);
        says.perTry()
                .map(Length::duration)
                .ifPresent(perTry -> mustFit(path + ".perTry", perTry, entry, timeout));
        var perTry =
                says.perTry()
                        .or(defaults::perTry)
                        .map(Length::duration)
                        .filter(it -> it.compareTo(timeout) < 0);
        var where = says.retries().isPresent() ? path : DEFAULTS;
        return entry.map(it -> lines.at(where + ".retries", () -> PolicyParts.retries(it, perTry)));
    }

    private void mustFit(
            String path, Duration perTry, Optional<RetriesEntry> retries, Duration timeout) {
        if (retries.filter(it -> it.most() > 0).isEmpty()) {
            throw lines.refused(
                    path, "expected retries beside it, of which each has that time, found none");
        }
        if (perTry.compareTo(timeout) >= 0) {
            throw lines.refused(
                    path,
                    "expected less than the timeout for all tries, %s, found %s"
                            .formatted(Durations.format(timeout), Durations.format(perTry)));
        }
    }

    /// Retries that a route asks for itself can happen to some of its requests.
    private void mustBeOfUse(String path, PoliciesEntry own, Retries retries, Match match) {
        if (own.retries().isPresent()
                && !retries.keyed()
                && match.methods().stream().noneMatch(Resending::isIdempotent)) {
            throw lines.refused(
                    path + ".retries",
                    "expected an idempotent method, or keyed: true for requests with an idempotency-key, found only "
                            + match.methods());
        }
    }

    private Mirror mirror(String path, PoliciesEntry.MirrorEntry entry, RouteEntry route) {
        return lines.at(
                path,
                () -> {
                    var mirror = PolicyParts.mirror(entry);
                    RouteParts.known(mirror.to(), file.upstreams().keySet());
                    if (route.upstream().filter(mirror.to()::equals).isPresent()) {
                        throw new IllegalArgumentException(
                                "to must be another upstream than that of the route, was "
                                        + mirror.to());
                    }
                    return mirror;
                });
    }

    private CachePolicy cache(String path, PoliciesEntry.CacheEntry entry, Match match) {
        if (!match.methods().contains(Method.GET)) {
            throw lines.refused(
                    path,
                    "expected a route for GET, whose answers can be kept, found only "
                            + match.methods());
        }
        return lines.at(
                path,
                () ->
                        new CachePolicy(
                                entry.atMost().map(Length::duration),
                                entry.largest().orElse(CachePolicy.DEFAULT_LARGEST_BYTES)));
    }

    private Optional<Cors> cors(String path, PoliciesEntry own, Match match) {
        return own.cors()
                .map(it -> lines.at(path + ".cors", () -> PolicyParts.cors(it, match.methods())))
                .or(() ->
                        defaults.cors()
                                .map(it ->
                                        lines.at(
                                                DEFAULTS + ".cors",
                                                () -> PolicyParts.cors(it, match.methods()))));
    }

    /// @param at where the list is in the file
    List<RateLimit> limits(String at, Optional<List<LimitEntry>> entries) {
        var limits = new ArrayList<RateLimit>();
        for (var entry : entries.orElse(List.of())) {
            limits.add(lines.at(at + "[" + limits.size() + "]", () -> RouteParts.limit(entry)));
        }
        return limits;
    }
}
