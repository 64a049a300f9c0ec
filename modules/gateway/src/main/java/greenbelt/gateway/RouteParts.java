package greenbelt.gateway;

import greenbelt.gateway.GatewayFile.ConcurrencyEntry;
import greenbelt.gateway.GatewayFile.FieldsEntry;
import greenbelt.gateway.GatewayFile.IssuerEntry;
import greenbelt.gateway.GatewayFile.KeyEntry;
import greenbelt.gateway.GatewayFile.Length;
import greenbelt.gateway.GatewayFile.LimitEntry;
import greenbelt.gateway.GatewayFile.RouteEntry;
import greenbelt.gateway.GatewayFile.WeightEntry;
import greenbelt.gateway.hygiene.HeaderHygiene;
import greenbelt.gateway.identity.Access;
import greenbelt.gateway.identity.ApiKey;
import greenbelt.gateway.identity.Credential;
import greenbelt.gateway.identity.Issuer;
import greenbelt.gateway.limit.ConcurrencyLimit;
import greenbelt.gateway.limit.RateLimit;
import greenbelt.gateway.limit.RateLimit.Per;
import greenbelt.gateway.routing.Condition;
import greenbelt.gateway.routing.Destination;
import greenbelt.gateway.routing.Host;
import greenbelt.gateway.routing.Match;
import greenbelt.gateway.routing.PathPattern;
import greenbelt.gateway.routing.PathPattern.Kind;
import greenbelt.gateway.routing.Rewrite;
import greenbelt.gateway.routing.Sticky;
import greenbelt.gateway.routing.Weight;
import greenbelt.http.Headers.Field;
import greenbelt.http.Method;
import greenbelt.json.Words;
import greenbelt.token.Algorithm;
import greenbelt.token.TokenTerms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The parts of one route, from what was written about it. Each throws [IllegalArgumentException] that says what is wrong.
final class RouteParts {
    private RouteParts() {}

    static Match match(RouteEntry entry) {
        return new Match(
                path(entry),
                EnumSet.copyOf(entry.methods().orElse(List.of(Method.values()))),
                entry.host().map(Host::new),
                conditions(entry.headers(), true),
                conditions(entry.query(), false));
    }

    private static PathPattern path(RouteEntry entry) {
        var path = entry.path();
        return path.exact()
                .map(text -> PathPattern.of(Kind.EXACT, text))
                .or(() -> path.prefix().map(text -> PathPattern.of(Kind.PREFIX, text)))
                .or(() -> path.template().map(text -> PathPattern.of(Kind.TEMPLATE, text)))
                .orElseThrow();
    }

    private static List<Condition> conditions(
            Optional<Map<String, String>> entries, boolean headers) {
        var conditions = new ArrayList<Condition>();
        entries.orElse(Map.of())
                .forEach((name, value) ->
                        conditions.add(
                                headers
                                        ? new Condition(field(name, value).name(), value)
                                        : new Condition(name, value)));
        return conditions;
    }

    static Weight weight(WeightEntry entry) {
        return new Weight(entry.group(), entry.share(), sticky(entry));
    }

    private static Optional<Sticky> sticky(WeightEntry entry) {
        if (entry.header().isPresent()) {
            return entry.header().map(name -> new Sticky.ByHeader(field(name, "").name()));
        }
        return entry.by()
                .map(word ->
                        switch (word) {
                            case "principal" -> new Sticky.ByPrincipal();
                            case "key" -> new Sticky.ByKey();
                            case "address" -> new Sticky.ByAddress();
                            default ->
                                    throw new IllegalArgumentException(
                                            "by must be principal, key or address, or header beside it, was "
                                                    + Words.quoted(word));
                        });
    }

    static Destination destination(RouteEntry entry, Collection<String> upstreams) {
        return entry.upstream()
                .<Destination>map(name -> new Destination.To(known(name, upstreams)))
                .orElseGet(Destination.ApiDescription::new);
    }

    static Access access(RouteEntry entry) {
        var words = entry.access();
        var scopes = entry.scopes().orElse(List.of());
        scopes.forEach(RouteParts::mustBeScope);
        if (words.equals(List.of(Access.ANONYMOUS_WORD))) {
            return new Access(Set.of(), scopes);
        }
        var by = EnumSet.noneOf(Credential.class);
        for (var word : words) {
            by.add(
                    Credential.of(word)
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "access must be [anonymous], or of token and key, was "
                                                    + words)));
        }
        if (by.isEmpty()) {
            throw new IllegalArgumentException(
                    "access must say [anonymous] where nobody is asked, was " + words);
        }
        return new Access(by, scopes);
    }

    /// @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.3">RFC 6749, 3.3: scope</a>
    private static void mustBeScope(String scope) {
        if (!scope.matches("[!#-\\[\\]-~]{1,100}")) {
            throw new IllegalArgumentException(
                    "a scope must be printable characters without spaces and quotes, was "
                            + Words.quoted(scope));
        }
    }

    static Issuer issuer(IssuerEntry entry, Collection<String> upstreams) {
        var algorithms = EnumSet.noneOf(Algorithm.class);
        for (var word : entry.algorithms()) {
            algorithms.add(
                    Algorithm.of(word)
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "algorithms must be of RS256, ES256, EdDSA, was "
                                                    + Words.quoted(word))));
        }
        return new Issuer(
                new TokenTerms(entry.issuer(), entry.audience(), algorithms),
                known(entry.keys(), upstreams));
    }

    static RateLimit limit(LimitEntry entry) {
        var word = entry.by().orElse(Per.PRINCIPAL.word());
        var by =
                Arrays.stream(Per.values())
                        .filter(it -> it.word().equals(word))
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "by must be principal, key, address or route, was "
                                                + Words.quoted(word)));
        return new RateLimit(
                by,
                entry.requests(),
                entry.per().map(Length::duration).orElse(Duration.ofSeconds(1)),
                entry.burst().orElse(entry.requests()));
    }

    static ConcurrencyLimit concurrency(ConcurrencyEntry entry) {
        return entry.limit()
                .<ConcurrencyLimit>map(ConcurrencyLimit.Fixed::new)
                .or(() ->
                        entry.adaptive()
                                .map(it ->
                                        new ConcurrencyLimit.Adaptive(
                                                it.least(), it.most(), it.slow().duration())))
                .orElseThrow();
    }

    static ApiKey key(String name, KeyEntry entry) {
        entry.scopes().forEach(RouteParts::mustBeScope);
        return new ApiKey(name, entry.sha256(), entry.scopes());
    }

    /// The same name, if it is among these.
    static String known(String name, Collection<String> names) {
        if (names.contains(name)) {
            return name;
        }
        throw new IllegalArgumentException(
                "expected one of the upstreams %s%s, found %s"
                        .formatted(
                                String.join(", ", names),
                                Words.nearest(name, names)
                                        .map(nearest -> "; perhaps " + nearest)
                                        .orElse(""),
                                Words.quoted(name)));
    }

    static Rewrite rewrite(RouteEntry entry, PathPattern path) {
        if (entry.rewrite().isEmpty()) {
            return Rewrite.NONE;
        }
        var rewrite = entry.rewrite().get();
        var from = rewrite.strip().or(() -> rewrite.replace().map(it -> it.prefix())).orElse("");
        var to = rewrite.add().or(() -> rewrite.replace().map(it -> it.with())).orElse("");
        if (!from.isEmpty() && !prefix(from).covers(path)) {
            throw new IllegalArgumentException(
                    "expected the beginning of every path of the route (%s), found %s"
                            .formatted(path, Words.quoted(from)));
        }
        if (!to.isEmpty()) {
            prefix(to);
        }
        return new Rewrite(from, to, fields(rewrite.request()), fields(rewrite.response()));
    }

    /// A prefix that leaves a path canonical when it is taken off or put in front.
    private static PathPattern prefix(String text) {
        var prefix = PathPattern.of(Kind.PREFIX, text);
        if (prefix.segments().isEmpty()) {
            throw new IllegalArgumentException("prefix must have a segment, was \"" + text + "\"");
        }
        return prefix;
    }

    private static Rewrite.Fields fields(Optional<FieldsEntry> entry) {
        var set = new LinkedHashMap<String, String>();
        entry.flatMap(FieldsEntry::set)
                .orElse(Map.of())
                .forEach((name, value) -> set.put(ours(field(name, value).name()), value));
        var remove = new LinkedHashSet<String>();
        entry.flatMap(FieldsEntry::remove)
                .orElse(List.of())
                .forEach(name -> remove.add(ours(field(name, "").name())));
        return new Rewrite.Fields(set, remove);
    }

    /// The same, if no rewrite and no answer may leave it to the gateway or the network.
    static String ours(String name) {
        if (HeaderHygiene.isReserved(name)) {
            throw new IllegalArgumentException(
                    "expected a field that a rewrite may touch, found %s, which the gateway or the network writes"
                            .formatted(name));
        }
        return name;
    }

    /// A header field as it is written in the file.
    static Field field(String name, String value) {
        if (name.contains("_") || !name.equals(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "a header name must be in lower case and without underscores, was "
                            + Words.quoted(name));
        }
        return new Field(name, value);
    }
}
