package greenbelt.gateway;

import greenbelt.gateway.Verdict.Passed;
import greenbelt.gateway.Verdict.Refused;
import greenbelt.http.Method;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// Which requests the gateway lets in, and where they go. What is not in the table does not exist outside. Immutable.
///
/// Routes name methods and templates one by one, never a prefix: a path that services use among themselves, such as
/// `/credit-reservations`, is out of reach because nobody wrote it down here.
public final class RouteTable {
    private final List<Route> routes;

    /// A table of these routes; throws [IllegalArgumentException] when one request would fit two of them.
    public RouteTable(List<Route> routes) {
        this.routes = List.copyOf(routes);
        for (int i = 0; i < routes.size(); i++) {
            mustNotCollide(routes.get(i), routes.subList(0, i));
        }
    }

    private static void mustNotCollide(Route route, List<Route> earlier) {
        for (var other : earlier) {
            if (route.method() == other.method()
                    && route.template().collidesWith(other.template())) {
                throw new IllegalArgumentException(
                        "expected routes that do not collide, found %s and %s"
                                .formatted(other, route));
            }
        }
    }

    /// The routes, in the order of the table.
    public List<Route> routes() {
        return routes;
    }

    /// The one route for this request. `HEAD` takes the route of `GET`.
    Verdict<Route> find(Method method, CanonicalTarget target) {
        var wanted = method == Method.HEAD ? Method.GET : method;
        var segments = target.segments();
        var allowed = EnumSet.noneOf(Method.class);
        for (var route : routes) {
            if (route.template().matches(segments)) {
                if (route.method() == wanted) {
                    return new Passed<>(route);
                }
                allowed.add(route.method());
            }
        }
        if (allowed.isEmpty()) {
            return new Refused<>(Refusals.notFound(target.path()));
        }
        if (allowed.contains(Method.GET)) {
            allowed.add(Method.HEAD);
        }
        return new Refused<>(Refusals.methodNotAllowed(method, allowed));
    }

    /// The template that fits this path, whatever the method.
    Optional<PathTemplate> template(CanonicalTarget target) {
        var segments = target.segments();
        return routes.stream()
                .map(Route::template)
                .filter(template -> template.matches(segments))
                .findFirst();
    }
}
