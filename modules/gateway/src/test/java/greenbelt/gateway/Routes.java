package greenbelt.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.http.Network;
import greenbelt.http.SimulatedNetwork;
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

    /// What the gateway makes of a text.
    static Edition edition(RoutesText text) {
        try (var world = new VirtualWorld(1)) {
            Network network = new SimulatedNetwork(world);
            return new Edition(world, network, Optional.empty(), "test", RoutingReader.read(text));
        }
    }
}
