package greenbelt.simulator;

import greenbelt.bus.Bus;
import greenbelt.database.Disk;
import greenbelt.eventstore.journal.Journal;
import greenbelt.gateway.Gateway;
import greenbelt.gateway.RoutesText;
import greenbelt.http.Network;
import greenbelt.metrics.Family;
import greenbelt.telemetry.Log;
import greenbelt.telemetry.LogSink;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What a system is made of in one of the two worlds. It outlives the nodes, and ends with the system.
interface Parts extends AutoCloseable {
    World world();

    Network network();

    Bus bus();

    Disk disk();

    /// A disk of its own for this purpose; the same each time.
    Disk disk(String purpose);

    /// The copy of the events for fast replay; empty where there is none.
    Optional<Journal> journal();

    /// Where log entries go, besides the memory.
    LogSink log();

    /// Where the gateway can be reached from outside, such as `http://127.0.0.1:8080`.
    String gatewayUrl();

    /// How the gateway is reached, `http` or `https`.
    default String gatewayScheme() {
        return "http";
    }

    /// Lets those who run the gateway ask it, where there are sockets.
    ///
    /// @param origin the routes that the gateway was started with, as they are now
    default void listenForAdmin(Node node, Gateway gateway, Log log, Supplier<RoutesText> origin) {}

    /// How those who run the gateway ask it, where they can.
    default Optional<AdminAccess> admin() {
        return Optional.empty();
    }

    /// What the process takes of its machine, where that means something.
    default List<Family> processMetrics() {
        return List.of();
    }

    /// Empties everything, while no node is up.
    void clear();

    @Override
    void close();
}
