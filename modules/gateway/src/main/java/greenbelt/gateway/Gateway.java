package greenbelt.gateway;

import greenbelt.gateway.AccessLog.Visit;
import greenbelt.gateway.cors.Cors;
import greenbelt.gateway.hygiene.CanonicalTarget;
import greenbelt.gateway.hygiene.HeaderHygiene;
import greenbelt.gateway.policy.Decision;
import greenbelt.gateway.policy.Passage;
import greenbelt.gateway.policy.Policy;
import greenbelt.gateway.routing.Asked;
import greenbelt.gateway.routing.Destination;
import greenbelt.gateway.routing.Route;
import greenbelt.gateway.verdict.Verdict;
import greenbelt.gateway.verdict.Verdict.Passed;
import greenbelt.gateway.verdict.Verdict.Refused;
import greenbelt.http.Handler;
import greenbelt.http.Network;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.metrics.Family;
import greenbelt.telemetry.Log;
import greenbelt.telemetry.Tracer;
import greenbelt.world.Node;
import greenbelt.world.Task;
import greenbelt.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The only door from outside.
///
/// Each request is judged by a row of checks, and the first that objects answers: is the target canonical, are the
/// headers unambiguous, is there a route, who sends it, and then the policies of the route: may they send more, is the
/// body small enough? Then the target is rewritten and judged again, and forwarded: exactly the target that was judged,
/// and the headers that may pass. Routes can be loaded at any time; a request is judged to its end by those that were in
/// service when it began. Safe for many tasks.
public final class Gateway implements Handler {
    /// The name under which the gateway listens.
    public static final String SERVICE = "gateway";

    private final World world;
    private final Node node;
    private final Log log;
    private final Editions editions;
    private final AccessLog accessLog;
    private final Traffic traffic = new Traffic();

    /// What the gateway stands on.
    ///
    /// @param network over which it is reached, and reaches the services
    /// @param tracer records what is tried more than once; one line for each request goes to its log
    /// @param scheme how it is reached, `http` or `https`
    public record Parts(World world, Node node, Network network, Tracer tracer, String scheme) {
        /// On an open wire.
        public Parts(World world, Node node, Network network, Tracer tracer) {
            this(world, node, network, tracer, "http");
        }
    }

    private Gateway(Parts parts, RoutesText routes) {
        this.world = parts.world();
        this.node = parts.node();
        this.log = parts.tracer().log();
        this.editions = new Editions(parts, routes);
        this.accessLog = new AccessLog(world, log);
    }

    /// Starts the gateway on its node; returns when it answers requests. Throws [RoutesRejected].
    public static Gateway start(Parts parts, RoutesText routes) {
        var gateway = new Gateway(parts, routes);
        parts.network().listen(parts.node(), SERVICE, gateway);
        return gateway;
    }

    /// Takes other routes into service, as a whole, or keeps those that are.
    public Reload load(RoutesText routes) {
        return editions.load(routes);
    }

    /// From now on loads this file whenever it says something else than `first`, and keeps what is in service while the file
    /// cannot be read or is refused. For the live world.
    public void watch(Path file, RoutesText first) {
        var watch = new RoutesWatch(world, editions, log, file, first);
        node.spawn("watch routes", watch::run);
    }

    /// Waits until routes beyond this version are in service; answers whether they are.
    public boolean awaitRoutesBeyond(long version, Duration patience) {
        return editions.awaitBeyond(version, patience);
    }

    /// The routes that are in service.
    public RoutesView routes() {
        return RoutesView.of(editions.current(), editions.refused());
    }

    /// How the limits of these routes fare.
    public LimitsView limits() {
        return editions.current().limits();
    }

    /// How the upstreams of these routes fare. For tasks.
    public UpstreamsView upstreams() {
        return UpstreamsView.of(editions.current().upstreams(), world.now());
    }

    /// How the circuit breakers stand. For tasks.
    public BreakersView breakers() {
        return BreakersView.of(editions.current().upstreams(), world.now());
    }

    /// How it fares with services that fail.
    public SafeguardsView safeguards() {
        return editions.current().safeguards().view();
    }

    /// What has passed since it was started, in numbers. For tasks.
    public List<Family> metrics() {
        return Stream.concat(
                        traffic.families().stream(),
                        MetricsView.of(routes(), limits(), upstreams()).stream())
                .toList();
    }

    /// Answers those who run the gateway; for a listener of its own.
    ///
    /// @param adminLog one line for each change, and each attempt that is refused, goes there
    public Handler admin(Admin.Settings settings, Log adminLog) {
        return new Admin(world, this, adminLog, settings);
    }

    /// What would become of a request, and why; nothing becomes of it.
    public Explanation explain(Request request) {
        return Explainer.explain(editions.current(), request);
    }

    @Override
    public Response handle(Request request) {
        traffic.begins();
        try {
            return answered(
                    new Visit(request, editions.current(), newRequestId(), world.nanoTime()));
        } finally {
            traffic.answers();
        }
    }

    private Response answered(Visit visit) {
        var request = visit.request();
        var found = find(visit);
        var cors = found.passed().flatMap(route -> route.policies().cors());
        var judged =
                cors.filter(_ -> Cors.preflightOf(request).isPresent())
                        .map(it -> new Judged(Optional.empty(), it.preflight(request)))
                        .orElseGet(() -> judge(found, visit));
        var plain = answer(judged.outcome(), visit);
        var answer = cors.map(it -> it.tell(request, plain)).orElse(plain);
        accessLog.write(visit, judged.admitted(), judged.outcome(), answer);
        return traffic.count(visit, found, judged.outcome(), world.nanoTime(), answer);
    }

    /// What became of a request.
    ///
    /// @param admitted what it was let in as, if it was
    private record Judged(Optional<Passage> admitted, Verdict<Response> outcome) {}

    private Judged judge(Verdict<Route> found, Visit visit) {
        var admission =
                found.then(route -> admit(route, visit))
                        .then(passage -> new Passed<>(traffic.received(passage)));
        return new Judged(
                admission.passed(), admission.then(passage -> pass(passage, visit.edition())));
    }

    @Override
    public Optional<String> route(Request request) {
        return CanonicalTarget.judge(request.path(), request.query())
                .passed()
                .map(target -> new Asked(request.method(), target, request.headers()))
                .flatMap(editions.current().routing().table()::pattern)
                .map(pattern -> pattern.toString());
    }

    /// From a stream of the task that handles the request, so that no request changes the id of another.
    private String newRequestId() {
        return world.random("request id/" + taskName()).nextUuid().toString();
    }

    /// Where routes share requests by weight.
    private int draw(int bound) {
        return (int) world.random("route by weight/" + taskName()).nextLong(bound);
    }

    private static String taskName() {
        return Task.current().map(Task::name).orElse("outside");
    }

    private Verdict<Route> find(Visit visit) {
        var request = visit.request();
        return CanonicalTarget.judge(request.path(), request.query())
                .then(target -> {
                    Decision.TARGET.note("the target is canonical");
                    return HeaderHygiene.judge(request.headers())
                            .then(headers -> {
                                Decision.HEADERS.note("the headers are unambiguous");
                                return find(new Asked(request.method(), target, headers), visit);
                            });
                });
    }

    private Verdict<Route> find(Asked asked, Visit visit) {
        var found = visit.edition().find(asked, visit.request(), this::draw);
        found.passed()
                .ifPresent(
                        route -> Decision.ROUTE.note(visit.edition().why(route, visit.request())));
        return found;
    }

    private Verdict<Passage> admit(Route route, Visit visit) {
        return visit.edition()
                .authentication()
                .identify(route.access(), visit.request().headers())
                .then(principal -> {
                    Decision.SENDER.note(principal.sentence());
                    return new Passed<>(
                            new Passage(
                                    route,
                                    visit.edition().origin(visit.request()),
                                    visit.request(),
                                    principal,
                                    visit.id()));
                });
    }

    private static Verdict<Response> pass(Passage passage, Edition edition) {
        return Policy.applyAll(
                edition.policies(passage.route()), passage, last -> forward(last, edition));
    }

    private static Verdict<Response> forward(Passage passage, Edition edition) {
        var route = passage.route();
        return switch (route.destination()) {
            case Destination.To(var name) -> {
                var forwarder = edition.forwarder(route);
                yield outgoing(passage)
                        .then(request -> {
                            Decision.FORWARDED.note(
                                    request.method() + " " + request.path() + " to " + name);
                            return forwarder.forward(request);
                        })
                        .then(response -> new Passed<>(rewritten(response, route)));
            }
            case Destination.ApiDescription _ -> new Passed<>(ApiDescription.response());
        };
    }

    /// What is forwarded: the target judged again after it was rewritten, and in that very form.
    private static Verdict<Request> outgoing(Passage passage) {
        var request = passage.request();
        var rewrite = passage.route().rewrite();
        var headers =
                HeaderHygiene.forService(
                        request.headers(),
                        passage.origin(),
                        passage.id(),
                        passage.principal().fields());
        return rewrite.target(new CanonicalTarget(request.path(), request.query()))
                .then(target ->
                        new Passed<>(
                                new Request(
                                        request.method(),
                                        target.path(),
                                        target.query(),
                                        rewrite.request().apply(headers),
                                        Map.of(),
                                        request.body(),
                                        "")));
    }

    private static Response rewritten(Response response, Route route) {
        return response.withHeaders(route.rewrite().response().apply(response.headers()));
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
