package greenbelt.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.http.Handler;
import greenbelt.http.Headers;
import greenbelt.http.Method;
import greenbelt.http.Network;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.http.SimulatedNetwork;
import greenbelt.telemetry.Telemetry;
import greenbelt.token.SigningKey;
import greenbelt.token.TokenIssuer;
import greenbelt.token.TokenTerms;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/// A virtual world with a gateway, three services that write down what reaches them, and somebody outside.
final class GatewayTown implements AutoCloseable {
    /// Everything that the shipped routes ask for.
    static final List<String> SCOPES =
            List.of(
                    "users:read",
                    "users:write",
                    "inventory:read",
                    "inventory:write",
                    "orders:read",
                    "orders:write");

    static final String JWKS = "/.well-known/jwks.json";

    final VirtualWorld world;
    final Network network;
    final Telemetry telemetry;
    final Gateway gateway;

    /// What reached a service, fetches of keys left out.
    final List<Request> received = new ArrayList<>();

    /// How often the keys were fetched.
    int keyFetches;

    /// What every service answers, except for keys.
    Handler answer = request -> Response.text(200, "hello");

    /// What a service answers when it is asked for keys, if it is another issuer.
    final Map<String, Supplier<String>> keysOf = new TreeMap<>();

    TokenIssuer issuer;

    private final Node outside;

    /// What somebody outside saw.
    record Answer(int status, Headers headers, String text) {
        String header(String name) {
            return headers.first(name).orElse("");
        }
    }

    GatewayTown() {
        this(RoutesText.shipped());
    }

    GatewayTown(RoutesText routes) {
        this(7, routes);
    }

    GatewayTown(long seed, RoutesText routes) {
        world = new VirtualWorld(seed);
        network = new SimulatedNetwork(world);
        telemetry = new Telemetry(world);
        issuer = issuer("first key");
        for (var service : List.of("user", "inventory", "order")) {
            restart(service);
        }
        var node = world.start("gateway-1");
        var tracer = telemetry.tracer(Gateway.SERVICE, node);
        var parts = new Gateway.Parts(world, node, tracer.tracedEdge(network), tracer);
        gateway = Gateway.start(parts, routes);
        outside = world.start("outside");
    }

    /// Takes other routes into service.
    void load(RoutesText routes) {
        assertThat(during(() -> gateway.load(routes))).isInstanceOf(Reload.Loaded.class);
    }

    TokenIssuer issuer(String key) {
        var secret = world.secret(key, SigningKey.SECRET_BYTES);
        return new TokenIssuer(world, SigningKey.of(secret), TokenTerms.GREENBELT);
    }

    private Response receive(String service, Request request) {
        if (request.path().equals(JWKS)) {
            keyFetches++;
            return Response.text(200, keysOf.getOrDefault(service, issuer::publicKeys).get());
        }
        received.add(request);
        return answer.handle(request);
    }

    void crash(String node) {
        world.node(node).orElseThrow().crash();
    }

    void restart(String service) {
        network.listen(world.start(service + "-1"), service, it -> receive(service, it));
    }

    /// A request of the user `ada` with a valid token.
    Request by(Request request) {
        return during(() -> byToken(request));
    }

    /// The same, for a task.
    Request byToken(Request request) {
        return request.with("authorization", "Bearer " + issuer.issue("ada", SCOPES).text());
    }

    Request get(String target) {
        return by(Request.of(Method.GET, target));
    }

    String token() {
        return during(() -> issuer.issue("ada", SCOPES).text());
    }

    /// Runs as a task of somebody outside, with all that follows from it.
    <T> T during(Supplier<T> body) {
        return world.enter(outside, "ask", body);
    }

    Node outside() {
        return outside;
    }

    /// Sends a request to the gateway, as a task; the status of the answer.
    int statusOf(Request request) {
        return network.call(Gateway.SERVICE, request, Duration.ofMinutes(1)).status();
    }

    /// Sends a request to the gateway over the network, and reads the whole answer.
    Answer ask(Request request) {
        return during(() -> {
            var response = network.call(Gateway.SERVICE, request, Duration.ofMinutes(1));
            return new Answer(response.status(), response.headers(), response.text());
        });
    }

    /// Lets virtual time pass.
    void pass(Duration duration) {
        during(() -> {
            world.sleep(duration);
            return duration;
        });
    }

    /// What the gateway decided about the request that came last, by the last part of the attribute's name.
    String decided(String decision) {
        return telemetry
                .traces()
                .recent(1)
                .getFirst()
                .first()
                .attributes()
                .getOrDefault("greenbelt.gateway." + decision, "nothing");
    }

    List<String> reached() {
        return received.stream().map(request -> request.method() + " " + request.target()).toList();
    }

    @Override
    public void close() {
        world.close();
    }
}
