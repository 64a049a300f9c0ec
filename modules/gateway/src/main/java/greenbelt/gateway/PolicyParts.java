package greenbelt.gateway;

import greenbelt.gateway.GatewayFile.Length;
import greenbelt.gateway.PoliciesEntry.BoundsEntry;
import greenbelt.gateway.PoliciesEntry.BreakerEntry;
import greenbelt.gateway.PoliciesEntry.BudgetEntry;
import greenbelt.gateway.PoliciesEntry.CorsEntry;
import greenbelt.gateway.PoliciesEntry.FallbackEntry;
import greenbelt.gateway.PoliciesEntry.MirrorEntry;
import greenbelt.gateway.PoliciesEntry.RetriesEntry;
import greenbelt.gateway.breaker.BreakerPolicy;
import greenbelt.gateway.cache.CacheBounds;
import greenbelt.gateway.cors.Cors;
import greenbelt.gateway.limit.ConcurrencyLimit;
import greenbelt.gateway.resilience.Fallback;
import greenbelt.gateway.resilience.Mirror;
import greenbelt.gateway.resilience.Retries;
import greenbelt.gateway.resilience.RetryBudget;
import greenbelt.gateway.resilience.Trouble;
import greenbelt.gateway.routing.UpstreamPolicies;
import greenbelt.http.Method;
import greenbelt.json.Words;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The policies of one route or upstream, from what was written about them. Each throws [IllegalArgumentException] that says
/// what is wrong.
final class PolicyParts {
    private static final Duration DEFAULT_BACKOFF = Duration.ofMillis(100);
    private static final Duration DEFAULT_CEILING = Duration.ofSeconds(2);

    private PolicyParts() {}

    static Retries retries(RetriesEntry entry, Optional<Duration> perTry) {
        var backoff = entry.backoff().map(Length::duration).orElse(DEFAULT_BACKOFF);
        return new Retries(
                entry.most(),
                backoff,
                entry.ceiling()
                        .map(Length::duration)
                        .orElseGet(() ->
                                backoff.compareTo(DEFAULT_CEILING) > 0 ? backoff : DEFAULT_CEILING),
                entry.keyed().orElse(true),
                perTry);
    }

    static Fallback fallback(FallbackEntry entry) {
        var on = EnumSet.noneOf(Trouble.class);
        for (var word : entry.on()) {
            on.add(
                    Trouble.of(word)
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "on must be of %s%s, was %s"
                                                    .formatted(
                                                            String.join(", ", Trouble.words()),
                                                            Words.nearest(word, Trouble.words())
                                                                    .map(it -> "; perhaps " + it)
                                                                    .orElse(""),
                                                            Words.quoted(word)))));
        }
        var headers = new LinkedHashMap<String, String>();
        entry.headers()
                .orElse(Map.of())
                .forEach((name, value) ->
                        headers.put(RouteParts.ours(RouteParts.field(name, value).name()), value));
        return new Fallback(on, entry.status(), headers, entry.body().orElse(""));
    }

    static Mirror mirror(MirrorEntry entry) {
        return new Mirror(
                entry.to(),
                entry.share(),
                entry.most().orElse(Mirror.DEFAULT_MOST),
                entry.methods().<Set<Method>>map(LinkedHashSet::new).orElse(Mirror.SAFE),
                entry.maxBodyBytes().orElse(Mirror.MAX_BODY_BYTES));
    }

    /// @param methods of the route
    static Cors cors(CorsEntry entry, Set<Method> methods) {
        var allowed = new LinkedHashSet<>(entry.methods().orElse(List.copyOf(methods)));
        if (!methods.containsAll(allowed)) {
            throw new IllegalArgumentException(
                    "methods must be of those of the route, %s, was %s"
                            .formatted(methods, allowed));
        }
        return new Cors(
                new LinkedHashSet<>(entry.origins()),
                allowed,
                fields(entry.headers()),
                fields(entry.expose()),
                entry.maxAge().map(Length::duration).orElse(Cors.DEFAULT_MAX_AGE),
                entry.credentials().orElse(false));
    }

    private static List<String> fields(Optional<List<String>> names) {
        return names.orElse(List.of()).stream()
                .map(name -> RouteParts.field(name, "").name())
                .toList();
    }

    static UpstreamPolicies upstream(UpstreamEntry entry) {
        return new UpstreamPolicies(
                entry.bulkhead().map(ConcurrencyLimit.Fixed::new),
                entry.retryBudget().map(PolicyParts::budget).orElse(RetryBudget.DEFAULT),
                entry.breaker().map(PolicyParts::breaker));
    }

    private static RetryBudget budget(BudgetEntry entry) {
        return new RetryBudget(
                entry.share().orElse(RetryBudget.DEFAULT.share()),
                entry.least().orElse(RetryBudget.DEFAULT.least()));
    }

    private static BreakerPolicy breaker(BreakerEntry entry) {
        var usual = BreakerPolicy.DEFAULT;
        int window = entry.window().orElse(usual.window());
        return new BreakerPolicy(
                window,
                entry.least().orElse(Math.min(usual.least(), window)),
                entry.failures().orElse(usual.failures()),
                entry.slow().orElse(usual.slow()),
                entry.slowAfter().map(Length::duration).orElse(usual.slowAfter()),
                entry.open().map(Length::duration).orElse(usual.open()),
                entry.trials().orElse(Math.min(usual.trials(), window)));
    }

    static CacheBounds bounds(BoundsEntry entry) {
        var usual = CacheBounds.DEFAULT;
        return new CacheBounds(
                entry.entries().orElse(usual.entries()), entry.bytes().orElse(usual.bytes()));
    }
}
