package greenbelt.gateway;

import greenbelt.token.TokenTerms;
import java.time.Duration;

/// How a gateway behaves.
///
/// @param routes what it lets in
/// @param keyService the service whose keys verify tokens
/// @param terms what a token must say
/// @param limit how many requests each principal may send; all who are anonymous count as one
/// @param upstreamTimeout how long a service may take to begin its answer, more than zero
/// @param maxBodyBytes how long a request's body may be
public record GatewaySettings(
        RouteTable routes,
        String keyService,
        TokenTerms terms,
        RateLimit limit,
        Duration upstreamTimeout,
        long maxBodyBytes) {
    /// The settings of the simulated system: 10 s, 1 MiB, a generous limit.
    public static final GatewaySettings DEFAULT =
            new GatewaySettings(
                    PublicApi.routes(),
                    "user",
                    TokenTerms.GREENBELT,
                    RateLimit.GENEROUS,
                    Duration.ofSeconds(10),
                    1 << 20);

    public GatewaySettings {
        if (!upstreamTimeout.isPositive() || maxBodyBytes < 0) {
            throw new IllegalArgumentException(
                    "upstreamTimeout must be > 0 and maxBodyBytes >= 0, was %s and %d"
                            .formatted(upstreamTimeout, maxBodyBytes));
        }
    }

    /// These settings with another limit.
    public GatewaySettings withLimit(RateLimit other) {
        return new GatewaySettings(routes, keyService, terms, other, upstreamTimeout, maxBodyBytes);
    }
}
