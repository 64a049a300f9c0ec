package greenbelt.gateway;

import greenbelt.gateway.LimitsView.ConcurrencyView;
import greenbelt.gateway.LimitsView.RateView;
import greenbelt.gateway.UpstreamsView.InstanceView;
import greenbelt.metrics.Family;
import greenbelt.metrics.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// What the gateway counts elsewhere, as metrics.
final class MetricsView {
    private static final String UPSTREAM = "upstream";
    private static final String INSTANCE = "instance";

    private MetricsView() {}

    static List<Family> of(RoutesView routes, LimitsView limits, UpstreamsView upstreams) {
        var families = new ArrayList<Family>(ofUpstreams(upstreams));
        families.add(
                Family.gauge(
                        "greenbelt_gateway_routes_edition",
                        "The edition of the routes in service, from 1",
                        routes.version()));
        families.add(
                Family.gauge(
                        "greenbelt_gateway_routes_refused",
                        "1 while the routes that were loaded last are refused",
                        routes.refused().isPresent() ? 1L : 0L));
        families.add(
                new Family(
                        "greenbelt_gateway_limit_requests",
                        Family.Kind.COUNTER,
                        "Requests that a rate limit has judged",
                        limits.rates().stream()
                                .<Sample>mapMulti((rate, to) -> {
                                    to.accept(judged(rate.granted(), rate, "passed"));
                                    to.accept(judged(rate.refused(), rate, "refused"));
                                })
                                .toList()));
        families.add(
                gauge(
                        "greenbelt_gateway_limit_keys",
                        "For how many a rate limit counts",
                        limits.rates(),
                        rate -> Sample.of(rate.remembered(), "limit", rate.name())));
        families.add(
                new Family(
                        "greenbelt_gateway_concurrency_refused",
                        Family.Kind.COUNTER,
                        "Requests refused because too many were under way",
                        samples(limits.concurrency(), ConcurrencyView::refused)));
        families.add(
                new Family(
                        "greenbelt_gateway_concurrency_bound",
                        Family.Kind.GAUGE,
                        "How many requests may be under way",
                        samples(limits.concurrency(), ConcurrencyView::bound)));
        families.add(
                new Family(
                        "greenbelt_gateway_concurrency_under_way",
                        Family.Kind.GAUGE,
                        "How many requests are under way",
                        samples(limits.concurrency(), ConcurrencyView::underWay)));
        return families;
    }

    private static List<Family> ofUpstreams(UpstreamsView view) {
        return List.of(
                new Family(
                        "greenbelt_gateway_upstream_requests",
                        Family.Kind.COUNTER,
                        "Requests sent to an instance, by whether it failed: had no answer, or 502, 503 or 504",
                        ofInstances(
                                view,
                                (labels, instance) ->
                                        List.of(
                                                labels.of(
                                                        instance.requests() - instance.failures(),
                                                        "answered"),
                                                labels.of(instance.failures(), "failed")))),
                new Family(
                        "greenbelt_gateway_upstream_requests_in_flight",
                        Family.Kind.GAUGE,
                        "Requests sent to an instance whose answers have not begun",
                        ofInstances(
                                view,
                                (labels, instance) -> List.of(labels.of(instance.inFlight())))),
                new Family(
                        "greenbelt_gateway_upstream_share_percent",
                        Family.Kind.GAUGE,
                        "Which part of its share an instance gets; 0 while it is ejected or unhealthy",
                        ofInstances(
                                view,
                                (labels, instance) ->
                                        List.of(labels.of(instance.sharePercent())))));
    }

    /// Whom a number is about.
    private record OfInstance(String upstream, String instance) {
        Sample of(long value) {
            return Sample.of(value, UPSTREAM, upstream, INSTANCE, instance);
        }

        Sample of(long value, String outcome) {
            return Sample.of(value, UPSTREAM, upstream, INSTANCE, instance, "outcome", outcome);
        }
    }

    private static List<Sample> ofInstances(
            UpstreamsView view, BiFunction<OfInstance, InstanceView, List<Sample>> samples) {
        return view.upstreams().stream()
                .flatMap(upstream ->
                        upstream.instances().stream()
                                .flatMap(instance ->
                                        samples
                                                .apply(
                                                        new OfInstance(
                                                                upstream.name(), instance.name()),
                                                        instance)
                                                .stream()))
                .toList();
    }

    private static Sample judged(long count, RateView rate, String outcome) {
        return Sample.of(count, "limit", rate.name(), "outcome", outcome);
    }

    private static <T> Family gauge(
            String name, String help, List<T> all, Function<T, Sample> sample) {
        return new Family(name, Family.Kind.GAUGE, help, all.stream().map(sample).toList());
    }

    private static List<Sample> samples(
            List<ConcurrencyView> bounds, ToLongFunction<ConcurrencyView> value) {
        return bounds.stream()
                .<Sample>map(bound -> Sample.of(value.applyAsLong(bound), "route", bound.route()))
                .toList();
    }
}
