package greenbelt.simulator;

import greenbelt.bus.Bus;
import greenbelt.database.Disk;
import greenbelt.eventstore.journal.Journal;
import greenbelt.http.Network;
import greenbelt.telemetry.LogSink;
import greenbelt.world.World;
import java.util.Optional;

/// What a system is made of in one of the two worlds. It outlives the nodes, and ends with the system.
interface Parts extends AutoCloseable {
    World world();

    Network network();

    Bus bus();

    Disk disk();

    /// The copy of the events for fast replay; empty where there is none.
    Optional<Journal> journal();

    /// Where log entries go, besides the memory.
    LogSink log();

    /// Where the gateway can be reached from outside, such as `http://127.0.0.1:8080`.
    String gatewayUrl();

    /// Empties everything, while no node is up.
    void clear();

    @Override
    void close();
}
