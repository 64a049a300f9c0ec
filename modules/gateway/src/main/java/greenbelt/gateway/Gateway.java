package greenbelt.gateway;

import greenbelt.gateway.Route.Destination;
import greenbelt.gateway.Verdict.Passed;
import greenbelt.gateway.Verdict.Refused;
import greenbelt.http.Handler;
import greenbelt.http.Network;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.util.Optional;

/// The only door from outside.
///
/// Each request is judged by a row of checks, and the first that objects answers: is the target canonical, are the
/// headers unambiguous, is there a route, is the body small enough, who sends it, may they send more? Then it is
/// forwarded: exactly the target that was judged, and the headers that may pass. Safe for many tasks.
public final class Gateway implements Handler {
    /// The name under which the gateway listens.
    public static final String SERVICE = "gateway";

    private final World world;
    private final GatewaySettings settings;
    private final Authentication authentication;
    private final RateLimiter limiter;
    private final Upstream upstream;

    /// What has passed every check.
    private record Admitted(Route route, CanonicalTarget target, Principal principal) {}

    public Gateway(World world, Network network, GatewaySettings settings) {
        var keyRing = new KeyRing(world, network, settings.keyService());
        this.world = world;
        this.settings = settings;
        this.authentication = new Authentication(world, keyRing, settings.terms());
        this.limiter = new RateLimiter(world, settings.limit());
        this.upstream = new Upstream(network, settings.upstreamTimeout(), settings.maxBodyBytes());
    }

    /// Builds a gateway and lets it answer on `node`.
    public static Gateway start(World world, Node node, Network network, GatewaySettings settings) {
        var gateway = new Gateway(world, network, settings);
        network.listen(node, SERVICE, gateway);
        return gateway;
    }

    @Override
    public Response handle(Request request) {
        var requestId = world.random("request ids").nextUuid().toString();
        var response = judge(request).orForward(admitted -> forward(admitted, request, requestId));
        return response.withHeaders(HeaderHygiene.forClient(response.headers(), requestId));
    }

    @Override
    public Optional<String> route(Request request) {
        return switch (CanonicalTarget.judge(request.path(), request.query())) {
            case Passed<CanonicalTarget>(var target) ->
                    settings.routes().template(target).map(PathTemplate::text);
            case Refused<CanonicalTarget> _ -> Optional.empty();
        };
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

    private Response forward(Admitted admitted, Request request, String requestId) {
        return switch (admitted.route().destination()) {
            case Destination.Service service ->
                    upstream.forward(service, outgoing(admitted, request, requestId));
            case Destination.Description _ -> ApiDescription.response();
        };
    }

    private static Request outgoing(Admitted admitted, Request request, String requestId) {
        var target = admitted.target();
        var headers = HeaderHygiene.forService(request.headers(), requestId, admitted.principal());
        return new Request(
                request.method(),
                target.path(),
                target.query(),
                headers,
                java.util.Map.of(),
                request.body());
    }
}
