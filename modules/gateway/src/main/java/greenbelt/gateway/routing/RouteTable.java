package greenbelt.gateway.routing;

import greenbelt.gateway.verdict.Refusals;
import greenbelt.gateway.verdict.Verdict;
import greenbelt.gateway.verdict.Verdict.Passed;
import greenbelt.gateway.verdict.Verdict.Refused;
import greenbelt.http.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// Which requests the gateway lets in, and where they go. What is not in the table does not exist outside. Immutable.
///
/// Of two routes that one request fits, the narrower one takes it: the one whose every request fits the other too. Where
/// neither is narrower they collide, and there is no such table: nothing depends on the order of the routes.
public final class RouteTable {
    private final List<Route> routes;
    private final List<Route> narrowFirst;
    private final PathIndex index = new PathIndex();

    /// Said about every request, so they are put together once; never iterated.
    private final Map<String, EnumMap<Method, String>> reasons = new LinkedHashMap<>();

    /// A table of these routes.
    ///
    /// @throws RoutesCollide when one request would fit two of them and neither is narrower, or a name comes twice
    public RouteTable(List<Route> routes) {
        this.routes = List.copyOf(routes);
        var collisions = Collision.among(this.routes);
        if (!collisions.isEmpty()) {
            throw new RoutesCollide(collisions);
        }
        this.narrowFirst = this.routes.stream().sorted(NARROW_FIRST).toList();
        this.routes.forEach(index::add);
        this.routes.forEach(route -> reasons.put(route.name(), reasons(route)));
    }

    private EnumMap<Method, String> reasons(Route route) {
        var byMethod = new EnumMap<Method, String>(Method.class);
        for (var method : route.match().methods()) {
            var reason = route + " takes it: " + route.match().reason(method);
            byMethod.put(
                    method,
                    route.weight()
                            .map(weight -> reason + "; " + share(route, weight))
                            .orElse(reason));
        }
        return byMethod;
    }

    private String share(Route route, Weight weight) {
        var group = sharing(route);
        return "one of %d that share by weight, %d in %d%s"
                .formatted(
                        group.size(),
                        weight.share(),
                        total(group),
                        weight.sticky().map(it -> ", the same for each " + it.word()).orElse(""));
    }

    /// A route that another covers has more narrowness than that, so this order keeps the narrower in front.
    private static final Comparator<Route> NARROW_FIRST =
            Comparator.comparingInt((Route route) -> route.match().narrowness()).reversed();

    /// The routes, in the order of the file.
    public List<Route> routes() {
        return routes;
    }

    /// The one route for this request.
    ///
    /// @param draw where routes share requests by weight
    public Verdict<Route> find(Asked asked, Weight.Draw draw) {
        var candidates = index.candidates(asked.segments());
        var fitting = narrowest(candidates, asked);
        if (fitting.isPresent()) {
            return new Passed<>(share(fitting.get(), draw));
        }
        var allowed = EnumSet.noneOf(Method.class);
        for (var route : candidates) {
            if (route.match().fitsButForMethod(asked)) {
                allowed.addAll(route.match().methods());
            }
        }
        return new Refused<>(
                allowed.isEmpty()
                        ? Refusals.notFound(asked.target().path())
                        : Refusals.methodNotAllowed(asked.method(), allowed));
    }

    private static Optional<Route> narrowest(List<Route> candidates, Asked asked) {
        Optional<Route> best = Optional.empty();
        for (var route : candidates) {
            if (route.match().fits(asked)
                    && (best.isEmpty() || NARROW_FIRST.compare(route, best.get()) < 0)) {
                best = Optional.of(route);
            }
        }
        return best;
    }

    /// The route itself, or one of its group.
    private Route share(Route route, Weight.Draw draw) {
        if (route.weight().isEmpty()) {
            return route;
        }
        var weight = route.weight().get();
        var group = sharing(route);
        int total = total(group);
        int drawn = total == 0 ? 0 : draw.draw(weight, total);
        for (var one : group) {
            drawn -= one.weight().map(Weight::share).orElse(0);
            if (drawn < 0) {
                return one;
            }
        }
        return route;
    }

    private List<Route> sharing(Route route) {
        return routes.stream()
                .filter(one -> one.match().equals(route.match()))
                .filter(one -> one.weight().isPresent())
                .toList();
    }

    private static int total(List<Route> group) {
        return group.stream().mapToInt(one -> one.weight().map(Weight::share).orElse(0)).sum();
    }

    /// The pattern that fits the path of this request, whatever the rest of it is: the narrowest.
    public Optional<PathPattern> pattern(Asked asked) {
        return index.candidates(asked.segments()).stream()
                .min(NARROW_FIRST)
                .map(route -> route.match().path());
    }

    /// Why a route of this table takes a request that fits it, in a sentence.
    public String why(Route route, Method method) {
        return Objects.requireNonNull(
                Objects.requireNonNull(reasons.get(route.name()), "a route of this table")
                        .get(method),
                "a method of the route");
    }

    /// Why the others did not take the request, one sentence each: first those that fit, but are wider; then those that come
    /// nearest. Those for quite other paths are only counted.
    ///
    /// @param taken the route that took it, if one did
    /// @param most how many to name at most
    public List<String> others(Optional<Route> taken, Asked asked, int most) {
        var others = narrowFirst.stream().filter(it -> taken.filter(it::equals).isEmpty()).toList();
        var sentences =
                others.stream()
                        .filter(route -> route.match().path().isNear(asked.segments()))
                        .sorted(Comparator.comparingInt(route -> distance(route, asked)))
                        .limit(most)
                        .map(route -> whyNot(route, taken, asked))
                        .collect(Collectors.toCollection(ArrayList::new));
        int left = others.size() - sentences.size();
        if (left > 0) {
            sentences.add("nor do %d others, which are for other paths".formatted(left));
        }
        return sentences;
    }

    private static int distance(Route route, Asked asked) {
        boolean elsewhere = !route.match().path().matches(asked.segments());
        return route.match().objections(asked).size() + (elsewhere ? 10 : 0);
    }

    private static String whyNot(Route route, Optional<Route> taken, Asked asked) {
        var objections = route.match().objections(asked);
        if (!objections.isEmpty()) {
            return "%s does not: %s".formatted(route, String.join(", ", objections));
        }
        boolean shares = taken.filter(it -> it.match().equals(route.match())).isPresent();
        return shares
                ? "%s would fit as well: they share by weight".formatted(route)
                : "%s would fit too, but is wider".formatted(route);
    }
}
