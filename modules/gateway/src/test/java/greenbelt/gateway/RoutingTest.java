package greenbelt.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.http.Method;
import greenbelt.http.Request;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The gateway's routing")
class RoutingTest {
    private final GatewayTown town = new GatewayTown();

    @AfterEach
    void close() {
        town.close();
    }

    static Stream<String> routesToServices() {
        return RoutesView.of(Routes.edition(RoutesText.shipped()), Optional.empty())
                .routes()
                .stream()
                .filter(route -> !route.to().equals("the gateway itself"))
                .filter(route -> !route.path().equals(GatewayTown.JWKS))
                .flatMap(route ->
                        route.methods().stream()
                                .filter(method -> method != Method.HEAD)
                                .map(method -> method + " " + route.path()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("routesToServices")
    @DisplayName("forwards each route of the table, target and method unchanged")
    void forwardsEachRoute(String route) {
        var words = route.split(" ", 2);
        var target = words[1].replaceAll("\\{\\w+}", "a-1") + "?limit=2&after=b%2Fc";
        var request = town.by(Request.of(Method.valueOf(words[0]), target));

        assertThat(town.ask(request).text()).isEqualTo("hello");
        assertThat(town.reached()).containsExactly(words[0] + " " + target);
    }

    @Test
    @DisplayName("sends each path to its own service")
    void choosesTheService() {
        town.crash("user-1");
        town.crash("inventory-1");

        assertThat(town.ask(Request.of(Method.POST, "/auth/token")).text())
                .contains("\"service\":\"user\"");
        assertThat(town.received).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/",
                "/credit-reservations/a-1",
                "/stock-reservations/a-1",
                "/health",
                "/usersx",
                "/Users",
                "/users/a/b",
                "/users/a/wallet",
                "/orders/a/events/b",
                "/auth",
                "/.well-known/other",
                "/openapi.json",
            })
    @DisplayName("knows no other paths, such as those that services use among themselves")
    void knowsNoOthers(String path) {
        for (var method : Method.values()) {
            assertThat(town.ask(town.by(Request.of(method, path))).status()).isEqualTo(404);
        }
        assertThat(town.received).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1} → {2}")
    @CsvSource({
        "PUT,     /users,                 'POST, GET, HEAD'",
        "POST,    /users/a,               'GET, HEAD, PATCH, DELETE'",
        "OPTIONS, /orders,                'GET, HEAD, POST'",
        "GET,     /auth/token,            'POST'",
        "DELETE,  /inventory,             'GET, HEAD'",
        "POST,    /openapi.yaml,          'GET, HEAD'",
        "PATCH,   /.well-known/jwks.json, 'GET, HEAD'",
    })
    @DisplayName("answers another method with 405 and those that are allowed")
    void allowsOnlyTheMethodsOfTheTable(Method method, String path, String allowed) {
        var answer = town.ask(town.by(Request.of(method, path)));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(List.of(answer.header("allow").split(", ", -1)))
                .containsExactlyInAnyOrder(allowed.split(", ", -1));
        assertThat(town.received).isEmpty();
    }

    @Test
    @DisplayName("names the template of a path, for traces")
    void namesTheTemplate() {
        assertThat(town.gateway.route(Request.get("/orders/a-1/events")))
                .contains("/orders/{id}/events");
        assertThat(town.gateway.route(Request.get("/nowhere"))).isEmpty();
    }
}
