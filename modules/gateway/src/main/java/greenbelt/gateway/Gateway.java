package greenbelt.gateway;

import greenbelt.gateway.AccessLog.Visit;
import greenbelt.gateway.Route.Destination;
import greenbelt.gateway.Verdict.Passed;
import greenbelt.gateway.Verdict.Refused;
import greenbelt.http.Handler;
import greenbelt.http.Network;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.telemetry.Log;
import greenbelt.world.Node;
import greenbelt.world.Task;
import greenbelt.world.World;
import java.util.Map;
import java.util.Optional;

/// The only door from outside.
///
/// Each request is judged by a row of checks, and the first that objects answers: is the target canonical, are the
/// headers unambiguous, is there a route, who sends it, may they send more, is the body small enough? Then it is
/// forwarded: exactly the target that was judged, and the headers that may pass. Safe for many tasks.
public final class Gateway implements Handler {
    /// The name under which the gateway listens.
    public static final String SERVICE = "gateway";

    private final World world;
    private final GatewaySettings settings;
    private final Authentication authentication;
    private final RateLimiter limiter;
    private final Upstream upstream;
    private final AccessLog accessLog;

    /// What the gateway stands on.
    ///
    /// @param network over which it is reached, and reaches the services
    /// @param log one line for each request goes there
    public record Parts(World world, Node node, Network network, Log log) {}

    private Gateway(Parts parts, GatewaySettings settings) {
        var keyRing = new KeyRing(parts.world(), parts.network(), settings.keyService());
        this.world = parts.world();
        this.settings = settings;
        this.authentication = new Authentication(world, keyRing, settings.terms());
        this.limiter = new RateLimiter(world, settings.limit());
        this.upstream =
                new Upstream(parts.network(), settings.upstreamTimeout(), settings.maxBodyBytes());
        this.accessLog = new AccessLog(world, parts.log());
    }

    /// Starts the gateway on its node; returns when it answers requests.
    public static Gateway start(Parts parts, GatewaySettings settings) {
        var gateway = new Gateway(parts, settings);
        parts.network().listen(parts.node(), SERVICE, gateway);
        return gateway;
    }

    @Override
    public Response handle(Request request) {
        var visit = new Visit(request, newRequestId(), world.nanoTime());
        var admission = judge(request);
        var outcome = admission.then(admitted -> forward(admitted, visit));
        var answer = answer(outcome, visit);
        accessLog.write(visit, admission.passed(), outcome, answer);
        return answer;
    }

    @Override
    public Optional<String> route(Request request) {
        return CanonicalTarget.judge(request.path(), request.query())
                .passed()
                .flatMap(settings.routes()::template)
                .map(PathTemplate::text);
    }

    /// From a stream of the task that handles the request, so that no request changes the id of another.
    private String newRequestId() {
        var task = Task.current().map(Task::name).orElse("outside");
        return world.random("request id/" + task).nextUuid().toString();
    }

    private Verdict<Admitted> judge(Request request) {
        return CanonicalTarget.judge(request.path(), request.query())
                .then(target ->
                        HeaderHygiene.judge(request.headers())
                                .then(headers -> settings.routes().find(request.method(), target))
                                .then(route -> admit(route, target, request)));
    }

    private Verdict<Admitted> admit(Route route, CanonicalTarget target, Request request) {
        return authentication
                .identify(route.access(), request.headers())
                .then(limiter::admit)
                .then(principal -> judgeLength(request, principal))
                .then(principal -> new Passed<>(new Admitted(route, target, principal)));
    }

    private Verdict<Principal> judgeLength(Request request, Principal principal) {
        long length = request.body().length().orElse(0);
        return length <= settings.maxBodyBytes()
                ? new Passed<>(principal)
                : new Refused<>(
                        Refusals.contentTooLarge(settings.maxBodyBytes(), Long.toString(length)));
    }

    private Verdict<Response> forward(Admitted admitted, Visit visit) {
        return switch (admitted.route().destination()) {
            case Destination.Service service ->
                    upstream.forward(service, outgoing(admitted, visit));
            case Destination.Description _ -> new Passed<>(ApiDescription.response());
        };
    }

    private static Request outgoing(Admitted admitted, Visit visit) {
        var request = visit.request();
        var target = admitted.target();
        var headers = HeaderHygiene.forService(request.headers(), visit.id(), admitted.principal());
        return new Request(
                request.method(), target.path(), target.query(), headers, Map.of(), request.body());
    }

    private static Response answer(Verdict<Response> outcome, Visit visit) {
        var response =
                switch (outcome) {
                    case Passed<Response>(var answered) -> answered;
                    case Refused<Response>(var refusal) -> refusal.toResponse(visit.request());
                };
        return response.withHeaders(HeaderHygiene.forClient(response.headers(), visit.id()));
    }
}
