package greenbelt.gateway;

import greenbelt.gateway.AccessLog.Visit;
import greenbelt.gateway.policy.Passage;
import greenbelt.gateway.routing.Route;
import greenbelt.gateway.verdict.Verdict;
import greenbelt.gateway.verdict.Verdict.Refused;
import greenbelt.http.Body;
import greenbelt.http.Problem;
import greenbelt.http.Response;
import greenbelt.metrics.Counter;
import greenbelt.metrics.Family;
import greenbelt.metrics.Histogram;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/// What passes the gateway, in numbers. Safe for many tasks.
///
/// Labels are names of routes, methods and statuses, and problems: there are as many as the file of routes and HTTP have, and
/// nothing that a client chooses.
final class Traffic {
    private static final String ROUTE = "route";

    /// Of requests that no route has taken.
    private static final String NO_ROUTE = "none";

    private final Counter requests =
            new Counter(
                    "greenbelt_gateway_requests", "Requests answered", ROUTE, "method", "status");
    private final Histogram durations =
            new Histogram(
                    "greenbelt_gateway_request_duration_seconds",
                    "Time until an answer begins",
                    ROUTE);
    private final Counter refusals =
            new Counter(
                    "greenbelt_gateway_refusals",
                    "Requests that the gateway has answered itself, by the problem that it found",
                    ROUTE,
                    "problem");
    private final Counter received =
            new Counter(
                    "greenbelt_gateway_request_body_bytes",
                    "Bytes of request bodies: those announced, and of streams those that came",
                    ROUTE);
    private final Counter sent =
            new Counter(
                    "greenbelt_gateway_response_body_bytes",
                    "Bytes of response bodies: those announced, and of streams those that went",
                    ROUTE);
    private final AtomicLong inFlight = new AtomicLong();

    /// A request has come.
    void begins() {
        inFlight.incrementAndGet();
    }

    /// Its answer has begun.
    void answers() {
        inFlight.decrementAndGet();
    }

    /// Counts a request and its answer, whose body it may have to count on its way.
    ///
    /// @param found which route takes it, if one does
    Response count(
            Visit visit,
            Verdict<Route> found,
            Verdict<Response> outcome,
            long nowNanos,
            Response answer) {
        var route = found.passed().map(Route::name).orElse(NO_ROUTE);
        var method = visit.request().method().name();
        requests.add(1, route, method, Integer.toString(answer.status()));
        durations.took(nowNanos - visit.beganNanos(), route);
        if (outcome instanceof Refused<Response>(var refusal)) {
            var problem = refusal.problem().type().substring(Problem.TYPE_PREFIX.length());
            refusals.add(1, route, problem);
        }
        return answer.withBody(counted(answer.body(), bytes -> sent.add(bytes, route)));
    }

    /// The request as it was let in, with a body that is counted.
    Passage received(Passage passage) {
        var request = passage.request();
        var body = counted(request.body(), bytes -> received.add(bytes, passage.route().name()));
        return passage.with(request.withBody(body));
    }

    private static Body counted(Body body, LongConsumer count) {
        var length = body.length();
        if (length.isPresent()) {
            if (length.getAsLong() > 0) {
                count.accept(length.getAsLong());
            }
            return body;
        }
        return new CountedBody(body, count);
    }

    List<Family> families() {
        return List.of(
                requests.family(),
                durations.family(),
                refusals.family(),
                received.family(),
                sent.family(),
                Family.gauge(
                        "greenbelt_gateway_requests_in_flight",
                        "Requests whose answers have not begun",
                        inFlight.get()));
    }
}
