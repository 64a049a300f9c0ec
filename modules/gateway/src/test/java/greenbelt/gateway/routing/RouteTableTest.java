package greenbelt.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.gateway.hygiene.CanonicalTarget;
import greenbelt.gateway.identity.Access;
import greenbelt.gateway.routing.PathPattern.Kind;
import greenbelt.gateway.verdict.Verdict.Passed;
import greenbelt.http.Headers;
import greenbelt.http.Method;
import greenbelt.world.Randomness;
import greenbelt.world.VirtualWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A table of routes")
class RouteTableTest {
    private static final List<String> WORDS = List.of("a", "b", "c");

    private static Route route(String name, PathPattern path, Set<Method> methods) {
        return new Route(
                name,
                new Match(path, methods, Optional.empty(), List.of(), List.of()),
                Optional.empty(),
                Rewrite.NONE,
                new Destination.To("order"),
                Access.ANONYMOUS,
                new Policies(
                        List.of(),
                        Optional.empty(),
                        Duration.ofSeconds(1),
                        1,
                        Resilience.NONE,
                        Optional.empty(),
                        Optional.empty()));
    }

    private static String word(Randomness random) {
        return WORDS.get((int) random.nextLong(WORDS.size()));
    }

    private static PathPattern pattern(Randomness random) {
        var text = new StringBuilder();
        boolean places = false;
        long length = 1 + random.nextLong(3);
        for (int i = 0; i < length; i++) {
            boolean place = random.nextLong(3) == 0;
            places |= place;
            text.append('/').append(place ? "{p" + i + "}" : word(random));
        }
        if (places) {
            return PathPattern.of(Kind.TEMPLATE, text.toString());
        }
        return PathPattern.of(random.nextLong(2) == 0 ? Kind.EXACT : Kind.PREFIX, text.toString());
    }

    private static Set<Method> methods(Randomness random) {
        return random.nextLong(2) == 0 ? Set.of(Method.GET) : EnumSet.allOf(Method.class);
    }

    /// As many of these routes as do not collide.
    private static RouteTable table(Randomness random) {
        var routes = new ArrayList<Route>();
        for (int i = 0; i < 12; i++) {
            routes.add(route("route-" + i, pattern(random), methods(random)));
            if (!Collision.among(routes).isEmpty()) {
                routes.removeLast();
            }
        }
        return new RouteTable(routes);
    }

    private static Asked asked(Randomness random) {
        var path = new StringBuilder();
        long length = 1 + random.nextLong(4);
        for (int i = 0; i < length; i++) {
            path.append('/').append(word(random));
        }
        return new Asked(
                random.nextLong(2) == 0 ? Method.GET : Method.POST,
                new CanonicalTarget(path.toString(), ""),
                Headers.NONE);
    }

    @Test
    @DisplayName("finds for each request the one fitting route that every other fitting one covers")
    void findsTheNarrowest() {
        try (var world = new VirtualWorld(5)) {
            var random = world.random("tables");
            int found = 0;
            for (int i = 0; i < 300; i++) {
                var table = table(random);
                for (int j = 0; j < 50; j++) {
                    var asked = asked(random);
                    var expected = narrowest(table, asked);
                    assertThat(table.find(asked, (_, _) -> 0).passed()).isEqualTo(expected);
                    found += expected.isPresent() ? 1 : 0;
                }
            }
            assertThat(found).isGreaterThan(3_000);
        }
    }

    private static Optional<Route> narrowest(RouteTable table, Asked asked) {
        var fitting = table.routes().stream().filter(route -> route.match().fits(asked)).toList();
        var narrowest =
                fitting.stream()
                        .filter(route ->
                                fitting.stream()
                                        .allMatch(other -> other.match().covers(route.match())))
                        .toList();
        assertThat(narrowest).hasSize(fitting.isEmpty() ? 0 : 1);
        return narrowest.stream().findFirst();
    }

    @Test
    @DisplayName("covers and overlaps mean what they say: held against every path of three words")
    void coversAndOverlaps() {
        try (var world = new VirtualWorld(6)) {
            var random = world.random("patterns");
            for (int i = 0; i < 2_000; i++) {
                var one = pattern(random);
                var other = pattern(random);
                var paths = paths();
                boolean both = paths.stream().anyMatch(it -> one.matches(it) && other.matches(it));
                boolean all = paths.stream().filter(other::matches).allMatch(one::matches);
                assertThat(one.overlaps(other)).as("%s and %s", one, other).isEqualTo(both);
                assertThat(one.covers(other)).as("%s over %s", one, other).isEqualTo(all);
                if (all && !other.covers(one)) {
                    assertThat(other.narrowness()).isGreaterThan(one.narrowness());
                }
            }
        }
    }

    /// Every path of one to four segments, of the words and one that no pattern names.
    private static List<List<String>> paths() {
        var words = List.of("a", "b", "c", "x");
        var all = new ArrayList<List<String>>();
        List<List<String>> last = List.of(List.of());
        for (int length = 1; length <= 4; length++) {
            var longer = new ArrayList<List<String>>();
            for (var path : last) {
                for (var word : words) {
                    var next = new ArrayList<>(path);
                    next.add(word);
                    longer.add(next);
                }
            }
            all.addAll(longer);
            last = longer;
        }
        return all;
    }

    @Test
    @DisplayName("answers HEAD by the route of GET")
    void answersHead() {
        var table =
                new RouteTable(
                        List.of(route("a", PathPattern.of(Kind.EXACT, "/a"), Set.of(Method.GET))));
        var asked = new Asked(Method.HEAD, new CanonicalTarget("/a", ""), Headers.NONE);

        assertThat(table.find(asked, (_, _) -> 0)).isInstanceOf(Passed.class);
    }
}
