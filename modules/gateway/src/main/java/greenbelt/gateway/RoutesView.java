package greenbelt.gateway;

import greenbelt.gateway.routing.Route;
import greenbelt.http.Method;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The routes that are in service, for people.
///
/// @param version how many were loaded, these included
/// @param source where they are from
/// @param since from when on requests are judged by them
/// @param routes in the order of the file
/// @param refused why the routes that were loaded last are not these, if they are not
public record RoutesView(
        long version,
        String source,
        Instant since,
        List<RouteView> routes,
        Optional<String> refused) {
    public RoutesView {
        routes = List.copyOf(routes);
    }

    /// One route.
    ///
    /// @param path a template, or with `/**` at the end where it is for all below
    /// @param conditions what else a request must have
    /// @param to the upstream, or the gateway itself
    /// @param access what a sender must show, or anonymous
    /// @param scopes what they must be allowed
    /// @param policies what holds for its requests, one sentence each
    public record RouteView(
            String name,
            List<Method> methods,
            String path,
            List<String> conditions,
            String to,
            String access,
            List<String> scopes,
            List<String> policies) {
        public RouteView {
            methods = List.copyOf(methods);
            conditions = List.copyOf(conditions);
            policies = List.copyOf(policies);
        }

        static RouteView of(Route route) {
            return new RouteView(
                    route.name(),
                    List.copyOf(route.match().methods()),
                    route.match().path().toString(),
                    Stream.concat(
                                    route.match().conditions().stream(),
                                    route.weight().stream()
                                            .map(weight ->
                                                    "share %d of %s%s"
                                                            .formatted(
                                                                    weight.share(),
                                                                    weight.group(),
                                                                    weight.sticky()
                                                                            .map(it ->
                                                                                    ", the same for each "
                                                                                            + it
                                                                                                    .word())
                                                                            .orElse(""))))
                            .toList(),
                    route.destination().toString(),
                    route.access().word(),
                    route.access().scopes(),
                    route.sentences());
        }
    }

    static RoutesView of(Edition edition, Optional<String> refused) {
        return new RoutesView(
                edition.version(),
                edition.source(),
                edition.since(),
                edition.routing().table().routes().stream().map(RouteView::of).toList(),
                refused);
    }
}
