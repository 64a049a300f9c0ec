package greenbelt.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.gateway.upstream.Balance;
import greenbelt.gateway.upstream.Ejection;
import greenbelt.gateway.upstream.HealthCheck;
import greenbelt.gateway.upstream.UpstreamTerms;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What the file of routes says about an upstream")
class UpstreamsFileTest {
    private static UpstreamTerms terms(String upstream) {
        var routes =
                """
                upstreams:
                  order: %s
                routes:
                  - {name: a, path: {exact: /a}, upstream: order, access: [anonymous]}
                """
                        .formatted(upstream);
        return RoutingReader.read(new RoutesText(routes, "routes.yaml"))
                .upstreams()
                .values()
                .stream()
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName(
            "may be its instances alone: in turn, nobody is asked how they are, five failures in a row are too many")
    void usual() {
        assertThat(terms("{instances: [order]}"))
                .isEqualTo(
                        new UpstreamTerms(
                                List.of("order"),
                                new Balance.RoundRobin(),
                                Optional.empty(),
                                new Ejection(5, Duration.ofSeconds(30), 50),
                                Duration.ZERO));
    }

    @Test
    @DisplayName("may be all there is to say")
    void everything() {
        assertThat(
                        terms(
                                "{instances: [a, b], balance: {hash: x-user}, health: {path: /alive, every: 1s, unhealthyAfter: 2, healthyAfter: 1}, eject: {failures: 3, lasting: 1m, most: 30%}, slowStart: 10s}"))
                .isEqualTo(
                        new UpstreamTerms(
                                List.of("a", "b"),
                                new Balance.HashByHeader("x-user"),
                                Optional.of(new HealthCheck("/alive", Duration.ofSeconds(1), 2, 1)),
                                new Ejection(3, Duration.ofMinutes(1), 30),
                                Duration.ofSeconds(10)));
    }

    @Test
    @DisplayName("is completed by what is usual where a part of it is left out")
    void completed() {
        assertThat(terms("{instances: [a], health: {}, eject: {most: 10%}}"))
                .isEqualTo(
                        new UpstreamTerms(
                                List.of("a"),
                                new Balance.RoundRobin(),
                                Optional.of(
                                        new HealthCheck("/health", Duration.ofSeconds(5), 3, 2)),
                                new Ejection(5, Duration.ofSeconds(30), 10),
                                Duration.ZERO));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    instances: []                      | upstreams.order: instances must be at least one, was none
                    instances: [a, a]                  | upstreams.order: instances must be named once, was [a, a]
                    instances: [a], balanse: round-robin | upstreams.order.balanse: expected one of the fields instances, timeout, balance, health, eject, slowStart, bulkhead, retryBudget, breaker; perhaps balance, found the unknown field "balanse"
                    instances: [a], balance: round-robbin | upstreams.order.balance: balance must be round-robin, least-requests or {hash: HEADER}; perhaps round-robin, was "round-robbin"
                    instances: [a], balance: {hsh: x-user} | upstreams.order.balance: balance must be round-robin, least-requests or {hash: HEADER}, was an object
                    instances: [a], balance: {hash: X-User} | upstreams.order: a header name must be in lower case and without underscores, was "X-User"
                    instances: [a], health: {evry: 5s} | upstreams.order.health.evry: expected one of the fields path, every, unhealthyAfter, healthyAfter; perhaps every, found the unknown field "evry"
                    instances: [a], health: {every: 1ms} | upstreams.order: every must be 100ms to 60m, was 1ms
                    instances: [a], health: {path: /../x} | upstreams.order: path must be a canonical path such as /health, was "/../x"
                    instances: [a], health: {healthyAfter: 0} | upstreams.order: healthyAfter must be 1 to 100, was 0
                    instances: [a], eject: {failures: 0} | upstreams.order: failures must be 1 to 1000, was 0
                    instances: [a], eject: {most: 101%} | upstreams.order.eject.most: expected a percentage such as 50%, found "101%"
                    instances: [a], eject: {lasting: 2h} | upstreams.order: lasting must be more than 0s and at most 60m, was 120m
                    instances: [a], slowStart: 2h      | upstreams.order: slowStart must be 0s to 60m, was 120m
                    """)
    @DisplayName("is refused where one thing is wrong, with what was expected and the nearest word")
    void refusesMistakes(String upstream, String complaint) {
        assertThatThrownBy(() -> terms("{" + upstream + "}"))
                .isInstanceOf(RoutesRejected.class)
                .hasMessage("the routes (routes.yaml) are refused: line 2: " + complaint);
    }
}
