package greenbelt.http;

import greenbelt.world.World;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Sends each request to the handler of its path and method, and answers for what goes wrong there.
///
/// A path is matched segment by segment as it was sent; `{name}` takes one segment, decoded; `**` at the end takes any
/// number. A literal segment wins over a parameter. `HEAD` is answered by the handler of `GET`, `OPTIONS` with the
/// methods there are, an unknown path with 404, another method with 405. What a handler throws becomes a problem, as
/// [Problems] says. Routes are added before the first request; after that it may be used by many tasks at once.
public final class Router implements Handler {
    private final World world;
    private final List<Route> routes = new ArrayList<>();

    private record Route(RoutePattern pattern, Method method, Handler handler) {}

    private record Match(Route route, Map<String, String> parameters) {}

    public Router(World world) {
        this.world = world;
    }

    /// Adds a route. Throws when there is one of this method and shape.
    public Router on(Method method, String template, Handler handler) {
        var pattern = RoutePattern.of(template);
        for (var route : routes) {
            if (route.method() == method && route.pattern().shape().equals(pattern.shape())) {
                throw new IllegalArgumentException(
                        method + " " + template + " is taken by " + route.pattern().template());
            }
        }
        routes.add(new Route(pattern, method, handler));
        routes.sort((a, b) -> RoutePattern.MOST_SPECIFIC_FIRST.compare(a.pattern(), b.pattern()));
        return this;
    }

    @Override
    public Optional<String> route(Request request) {
        // The template is wanted even when the path cannot be decoded.
        return matches(request.path(), UnaryOperator.identity()).stream()
                .findFirst()
                .map(match -> match.route().pattern().template());
    }

    @Override
    public Response handle(Request request) {
        return Problems.answering(world, request, () -> answer(request));
    }

    private Response answer(Request request) {
        var matches = matches(request.path(), Router::decode);
        if (matches.isEmpty()) {
            throw new ProblemException(
                    Problem.of(404, "not-found", "There is nothing at " + request.path() + "."));
        }
        var wanted = request.method() == Method.HEAD ? Method.GET : request.method();
        for (var match : matches) {
            var method = match.route().method();
            if (method == request.method() || method == wanted) {
                return match.route().handler().handle(request.withParameters(match.parameters()));
            }
        }
        return withoutHandler(request, allowed(matches));
    }

    private static Response withoutHandler(Request request, Set<Method> allowed) {
        var allow = allowed.stream().map(Method::name).collect(Collectors.joining(", "));
        if (request.method() == Method.OPTIONS) {
            return Response.of(204).with("allow", allow);
        }
        return Problem.of(
                        405,
                        "method-not-allowed",
                        request.method() + " is not possible at " + request.path() + ".")
                .expected("one of " + allow)
                .found(request.method().name())
                .toResponse()
                .with("allow", allow);
    }

    private static Set<Method> allowed(List<Match> matches) {
        var methods = EnumSet.of(Method.OPTIONS);
        matches.forEach(match -> methods.add(match.route().method()));
        if (methods.contains(Method.GET)) {
            methods.add(Method.HEAD);
        }
        return methods;
    }

    private List<Match> matches(String path, UnaryOperator<String> decode) {
        var segments = RoutePattern.segmentsOf(path);
        var matches = new ArrayList<Match>();
        for (var route : routes) {
            route.pattern()
                    .match(segments, decode)
                    .ifPresent(parameters -> matches.add(new Match(route, parameters)));
        }
        return matches;
    }

    private static String decode(String segment) {
        return Percent.decode(segment)
                .orElseThrow(() ->
                        new ProblemException(
                                Problem.of(400, "invalid-path", "The path cannot be decoded.")
                                        .expected("percent-encoded UTF-8")
                                        .found("\"" + segment + "\"")));
    }
}
