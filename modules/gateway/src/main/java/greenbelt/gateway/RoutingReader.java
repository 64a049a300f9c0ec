package greenbelt.gateway;

import greenbelt.gateway.GatewayFile.RouteEntry;
import greenbelt.gateway.cache.CacheBounds;
import greenbelt.gateway.hygiene.TrustedPeers;
import greenbelt.gateway.identity.Access;
import greenbelt.gateway.identity.ApiKey;
import greenbelt.gateway.identity.Credential;
import greenbelt.gateway.identity.Issuer;
import greenbelt.gateway.routing.Collision;
import greenbelt.gateway.routing.Route;
import greenbelt.gateway.routing.RouteTable;
import greenbelt.gateway.routing.RoutesCollide;
import greenbelt.gateway.routing.Routing;
import greenbelt.gateway.routing.UpstreamPolicies;
import greenbelt.gateway.upstream.UpstreamTerms;
import greenbelt.json.JsonRejected;
import greenbelt.json.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Turns a file into what the gateway works with, or says in which line it cannot.
final class RoutingReader {
    private final FileLines lines;
    private final GatewayFile file;
    private final PoliciesReader policies;

    private RoutingReader(Yaml.Document document) {
        this.lines = new FileLines(document);
        this.file = document.bind(GatewayFile.class);
        this.policies = new PoliciesReader(file, lines);
    }

    /// What the text says, as a whole. Throws [RoutesRejected].
    static Routing read(RoutesText text) {
        try {
            return new RoutingReader(Yaml.document(text.text())).routing();
        } catch (JsonRejected | FileLines.Refused refused) {
            throw new RoutesRejected(text, String.valueOf(refused.getMessage()), refused);
        }
    }

    private Routing routing() {
        var upstreams = new TreeMap<String, UpstreamTerms>();
        var upstreamPolicies = new TreeMap<String, UpstreamPolicies>();
        file.upstreams()
                .forEach((name, entry) -> {
                    var at = "upstreams." + name;
                    upstreams.put(name, lines.at(at, () -> UpstreamParts.terms(entry)));
                    upstreamPolicies.put(name, lines.at(at, () -> PolicyParts.upstream(entry)));
                });
        var bounds =
                file.cache()
                        .map(it -> lines.at("cache", () -> PolicyParts.bounds(it)))
                        .orElse(CacheBounds.DEFAULT);
        var trustedPeers =
                lines.at(
                        "trustedPeers",
                        () -> TrustedPeers.of(file.trustedPeers().orElse(List.of())));
        var limits = policies.limits("limits", file.limits());
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
                    upstreamPolicies,
                    trustedPeers,
                    issuers,
                    keys,
                    limits,
                    bounds);
        } catch (RoutesCollide collide) {
            var complaints =
                    collide.collisions().stream()
                            .map(this::complaint)
                            .collect(Collectors.joining("\n"));
            throw new FileLines.Refused(complaints, collide);
        }
    }

    private String complaint(Collision collision) {
        var first = lines.line("routes[" + collision.first() + "]");
        return lines.in("routes[" + collision.second() + "]")
                + collision.sentence()
                + (first.isPresent() ? " (the other is in line " + first.getAsInt() + ")" : "");
    }

    private Route route(String at, RouteEntry entry) {
        var match = lines.at(at, () -> RouteParts.match(entry));
        return new Route(
                entry.name(),
                match,
                entry.weight()
                        .map(weight -> lines.at(at + ".weight", () -> RouteParts.weight(weight))),
                lines.at(at + ".rewrite", () -> RouteParts.rewrite(entry, match.path())),
                lines.at(
                        at + ".upstream",
                        () -> RouteParts.destination(entry, file.upstreams().keySet())),
                lines.at(at + ".access", () -> access(entry)),
                policies.policies(at, entry, match));
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
            var issuer = lines.at(at, () -> RouteParts.issuer(entry, file.upstreams().keySet()));
            if (issuers.stream()
                    .anyMatch(it -> it.terms().issuer().equals(issuer.terms().issuer()))) {
                throw lines.refused(
                        at,
                        "expected each issuer once, found %s twice"
                                .formatted(issuer.terms().issuer()));
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
                        keys.add(lines.at("keys." + name, () -> RouteParts.key(name, entry))));
        return keys;
    }
}
