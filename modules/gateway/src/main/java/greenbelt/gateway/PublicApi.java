package greenbelt.gateway;

import static greenbelt.gateway.Route.Access.OPEN;
import static greenbelt.gateway.Route.Access.TOKEN;
import static greenbelt.http.Method.DELETE;
import static greenbelt.http.Method.GET;
import static greenbelt.http.Method.PATCH;
import static greenbelt.http.Method.POST;

import java.util.List;

/// The routes of the simulated system: what `docs/openapi.yaml` describes, and nothing else.
public final class PublicApi {
    private PublicApi() {}

    /// The whole table. A test holds it against the description, in both directions.
    public static RouteTable routes() {
        return new RouteTable(
                List.of(
                        Route.to("user", OPEN, POST, "/auth/token"),
                        Route.to("user", OPEN, GET, "/.well-known/jwks.json"),
                        Route.to("user", TOKEN, GET, "/users"),
                        Route.to("user", TOKEN, POST, "/users"),
                        Route.to("user", TOKEN, GET, "/users/{id}"),
                        Route.to("user", TOKEN, PATCH, "/users/{id}"),
                        Route.to("user", TOKEN, DELETE, "/users/{id}"),
                        Route.to("user", TOKEN, DELETE, "/users/{id}/personal-data"),
                        Route.to("user", TOKEN, POST, "/users/{id}/wallet/top-ups"),
                        Route.to("inventory", TOKEN, GET, "/inventory"),
                        Route.to("inventory", TOKEN, GET, "/inventory/{sku}"),
                        Route.to("inventory", TOKEN, POST, "/inventory/{sku}/receipts"),
                        Route.to("order", TOKEN, GET, "/orders"),
                        Route.to("order", TOKEN, POST, "/orders"),
                        Route.to("order", TOKEN, GET, "/orders/{id}"),
                        Route.to("order", TOKEN, DELETE, "/orders/{id}"),
                        Route.to("order", TOKEN, GET, "/orders/{id}/detail"),
                        Route.to("order", TOKEN, GET, "/orders/{id}/events"),
                        Route.to("order", TOKEN, GET, "/sales"),
                        Route.to("order", TOKEN, GET, "/users/{id}/history"),
                        new Route(
                                GET,
                                PathTemplate.of("/openapi.yaml"),
                                TOKEN,
                                new Route.Destination.Description())));
    }
}
