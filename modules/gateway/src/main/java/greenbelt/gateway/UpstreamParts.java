package greenbelt.gateway;

import greenbelt.gateway.GatewayFile.Length;
import greenbelt.gateway.UpstreamEntry.BalanceEntry;
import greenbelt.gateway.UpstreamEntry.EjectEntry;
import greenbelt.gateway.UpstreamEntry.HealthEntry;
import greenbelt.gateway.UpstreamEntry.Percent;
import greenbelt.gateway.hygiene.CanonicalTarget;
import greenbelt.gateway.upstream.Balance;
import greenbelt.gateway.upstream.Ejection;
import greenbelt.gateway.upstream.HealthCheck;
import greenbelt.gateway.upstream.UpstreamTerms;
import greenbelt.json.Words;
import java.time.Duration;

/// The parts of one upstream, from what was written about it. Each throws [IllegalArgumentException] that says what is
/// wrong.
final class UpstreamParts {
    private UpstreamParts() {}

    static UpstreamTerms terms(UpstreamEntry entry) {
        return new UpstreamTerms(
                entry.instances(),
                entry.balance().map(UpstreamParts::balance).orElseGet(Balance.RoundRobin::new),
                entry.health().map(UpstreamParts::healthCheck),
                entry.eject().map(UpstreamParts::ejection).orElse(Ejection.USUAL),
                entry.slowStart().map(Length::duration).orElse(Duration.ZERO));
    }

    private static Balance balance(BalanceEntry entry) {
        return entry.hash()
                .<Balance>map(
                        header -> new Balance.HashByHeader(RouteParts.field(header, "").name()))
                .orElseGet(() ->
                        entry.is(BalanceEntry.LEAST_REQUESTS)
                                ? new Balance.LeastRequests()
                                : new Balance.RoundRobin());
    }

    private static HealthCheck healthCheck(HealthEntry entry) {
        return new HealthCheck(
                canonical(entry.path().orElse(HealthCheck.USUAL_PATH)),
                entry.every().map(Length::duration).orElse(HealthCheck.USUAL_PERIOD),
                entry.unhealthyAfter().orElse(HealthCheck.USUAL_UNHEALTHY_AFTER),
                entry.healthyAfter().orElse(HealthCheck.USUAL_HEALTHY_AFTER));
    }

    private static String canonical(String path) {
        if (CanonicalTarget.judge(path, "").passed().isEmpty()) {
            throw new IllegalArgumentException(
                    "path must be a canonical path such as %s, was %s"
                            .formatted(HealthCheck.USUAL_PATH, Words.quoted(path)));
        }
        return path;
    }

    private static Ejection ejection(EjectEntry entry) {
        return new Ejection(
                entry.failures().orElse(Ejection.USUAL.failures()),
                entry.lasting().map(Length::duration).orElse(Ejection.USUAL.lasting()),
                entry.most().map(Percent::number).orElse(Ejection.USUAL.mostPercent()));
    }
}
