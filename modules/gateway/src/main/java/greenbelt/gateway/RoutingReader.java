package greenbelt.gateway;

import greenbelt.gateway.GatewayFile.LimitEntry;
import greenbelt.gateway.GatewayFile.PoliciesEntry;
import greenbelt.gateway.GatewayFile.RouteEntry;
import greenbelt.gateway.identity.Access;
import greenbelt.gateway.identity.ApiKey;
import greenbelt.gateway.identity.Credential;
import greenbelt.gateway.identity.Issuer;
import greenbelt.gateway.limit.RateLimit;
import greenbelt.gateway.routing.Collision;
import greenbelt.gateway.routing.Policies;
import greenbelt.gateway.routing.Route;
import greenbelt.gateway.routing.RouteTable;
import greenbelt.gateway.routing.RoutesCollide;
import greenbelt.gateway.routing.Routing;
import greenbelt.gateway.upstream.UpstreamTerms;
import greenbelt.json.JsonRejected;
import greenbelt.json.Yaml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Turns a file into what the gateway works with, or says in which line it cannot.
final class RoutingReader {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    private static final long DEFAULT_MAX_BODY_BYTES = 1 << 20;

    private final Yaml.Document document;
    private final GatewayFile file;

    private RoutingReader(Yaml.Document document) {
        this.document = document;
        this.file = document.bind(GatewayFile.class);
    }

    /// What the text says, as a whole. Throws [RoutesRejected].
    static Routing read(RoutesText text) {
        try {
            return new RoutingReader(Yaml.document(text.text())).routing();
        } catch (JsonRejected | Refused refused) {
            throw new RoutesRejected(text, String.valueOf(refused.getMessage()), refused);
        }
    }

    /// What is wrong, with the line.
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String complaints, Throwable cause) {
            super(complaints, cause);
        }
    }

    private Routing routing() {
        var upstreams = new TreeMap<String, UpstreamTerms>();
        file.upstreams()
                .forEach((name, entry) ->
                        upstreams.put(
                                name, at("upstreams." + name, () -> UpstreamParts.terms(entry))));
        var limits = limits("limits", file.limits());
        var issuers = issuers();
        var keys = keys();
        var routes = new ArrayList<Route>();
        for (var entry : file.routes()) {
            routes.add(route("routes[" + routes.size() + "]", entry));
        }
        try {
            return new Routing(
                    new RouteTable(routes),
                    upstreams,
                    new LinkedHashSet<>(file.trustedPeers().orElse(List.of())),
                    issuers,
                    keys,
                    limits);
        } catch (RoutesCollide collide) {
            var complaints =
                    collide.collisions().stream()
                            .map(this::complaint)
                            .collect(Collectors.joining("\n"));
            throw new Refused(complaints, collide);
        }
    }

    private String complaint(Collision collision) {
        var first = document.line("routes[" + collision.first() + "]");
        return inLine("routes[" + collision.second() + "]")
                + collision.sentence()
                + (first.isPresent() ? " (the other is in line " + first.getAsInt() + ")" : "");
    }

    private Route route(String at, RouteEntry entry) {
        var match = at(at, () -> RouteParts.match(entry));
        return new Route(
                entry.name(),
                match,
                entry.weight().map(weight -> at(at + ".weight", () -> RouteParts.weight(weight))),
                at(at + ".rewrite", () -> RouteParts.rewrite(entry, match.path())),
                at(
                        at + ".upstream",
                        () -> RouteParts.destination(entry, file.upstreams().keySet())),
                at(at + ".access", () -> access(entry)),
                policies(at + ".policies", entry));
    }

    /// Whoever asks for tokens trusts somebody who issues them.
    private Access access(RouteEntry entry) {
        var access = RouteParts.access(entry);
        if (access.by().contains(Credential.TOKEN) && file.issuers().orElse(List.of()).isEmpty()) {
            throw new IllegalArgumentException(
                    "expected issuers in the file, whose tokens are accepted, found none");
        }
        return access;
    }

    private List<Issuer> issuers() {
        var issuers = new ArrayList<Issuer>();
        for (var entry : file.issuers().orElse(List.of())) {
            var at = "issuers[" + issuers.size() + "]";
            var issuer = at(at, () -> RouteParts.issuer(entry, file.upstreams().keySet()));
            if (issuers.stream()
                    .anyMatch(it -> it.terms().issuer().equals(issuer.terms().issuer()))) {
                throw refused(
                        at,
                        "expected each issuer once, found %s twice"
                                .formatted(issuer.terms().issuer()),
                        new IllegalArgumentException("issuer"));
            }
            issuers.add(issuer);
        }
        return issuers;
    }

    private List<ApiKey> keys() {
        var keys = new ArrayList<ApiKey>();
        file.keys()
                .orElse(Map.of())
                .forEach((name, entry) ->
                        keys.add(at("keys." + name, () -> RouteParts.key(name, entry))));
        return keys;
    }

    private Policies policies(String at, RouteEntry entry) {
        var defaults = file.defaults().orElse(PoliciesEntry.NONE);
        mustNotCount(defaults);
        var own = entry.policies().orElse(PoliciesEntry.NONE);
        var upstream = entry.upstream().map(file.upstreams()::get).flatMap(UpstreamEntry::timeout);
        return new Policies(
                limits(at + ".limits", own.limits()),
                own.concurrency()
                        .map(it -> at(at + ".concurrency", () -> RouteParts.concurrency(it))),
                own.timeout()
                        .or(() -> upstream)
                        .or(defaults::timeout)
                        .map(GatewayFile.Length::duration)
                        .orElse(DEFAULT_TIMEOUT),
                own.maxBodyBytes().or(defaults::maxBodyBytes).orElse(DEFAULT_MAX_BODY_BYTES));
    }

    /// What counts requests belongs to one route or to all, and not to each that says nothing.
    private void mustNotCount(PoliciesEntry defaults) {
        if (defaults.limits().isPresent() || defaults.concurrency().isPresent()) {
            throw refused(
                    "defaults",
                    "expected timeout and maxBodyBytes; limits of all routes together stand beside defaults, others in a route",
                    new IllegalArgumentException("defaults"));
        }
    }

    private List<RateLimit> limits(String at, Optional<List<LimitEntry>> entries) {
        var limits = new ArrayList<RateLimit>();
        for (var entry : entries.orElse(List.of())) {
            limits.add(at(at + "[" + limits.size() + "]", () -> RouteParts.limit(entry)));
        }
        return limits;
    }

    /// What `body` makes of the part of the file at this path, or where that part is wrong.
    private <T> T at(String path, Supplier<T> body) {
        try {
            return body.get();
        } catch (IllegalArgumentException wrong) {
            throw refused(path, String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private Refused refused(String path, String complaint, Throwable cause) {
        return new Refused(inLine(path) + path + ": " + complaint, cause);
    }

    private String inLine(String path) {
        var line = document.line(path);
        return line.isPresent() ? "line " + line.getAsInt() + ": " : "";
    }
}
