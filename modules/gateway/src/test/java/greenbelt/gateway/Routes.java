package greenbelt.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.http.SimulatedNetwork;
import greenbelt.telemetry.Telemetry;
import greenbelt.world.VirtualWorld;
import java.util.Optional;

/// Routes for tests.
final class Routes {
    private Routes() {}

    /// The routes that are shipped, with one piece of their text replaced.
    static RoutesText shippedBut(String piece, String other) {
        var shipped = RoutesText.shipped().text();
        assertThat(shipped).contains(piece);
        return new RoutesText(shipped.replace(piece, other), "for a test");
    }

    /// A file with these routes, each to the service `order`, open to anybody.
    ///
    /// @param routes the fields of each, such as `name: a, path: {exact: /a}`
    static RoutesText of(String... routes) {
        var text = new StringBuilder("upstreams: {order: {instances: [order]}}\nroutes:\n");
        for (var route : routes) {
            text.append("  - {upstream: order, access: [anonymous], ").append(route).append("}\n");
        }
        return new RoutesText(text.toString(), "for a test");
    }

    /// A file with one route `/a` of this policy, open to anybody.
    ///
    /// @param upstream what the file says of `order` besides its instances
    static RoutesText with(String upstream, String policies) {
        return new RoutesText(
                """
                upstreams:
                  inventory: {instances: [inventory]}
                  order: {instances: [order]%s}
                routes:
                  - {name: a, path: {exact: /a}, upstream: order, access: [anonymous], policies: {%s}}
                """
                        .formatted(upstream.isEmpty() ? "" : ", " + upstream, policies),
                "for a test");
    }

    /// What the gateway makes of a text.
    static Edition edition(RoutesText text) {
        try (var world = new VirtualWorld(1)) {
            var node = world.start("gateway-1");
            var tracer = new Telemetry(world).tracer(Gateway.SERVICE, node);
            var parts = new Gateway.Parts(world, node, new SimulatedNetwork(world), tracer);
            return new Edition(parts, Optional.empty(), "test", RoutingReader.read(text));
        }
    }
}
