package greenbelt.simulator;

import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.eventstore.Expected;
import greenbelt.eventstore.StreamId;
import greenbelt.eventstore.jdbc.JdbcEventStore;
import greenbelt.world.Node;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Works on the event store past the order service, as nobody should.
final class Tampering {
    private final Simulator system;

    Tampering(Simulator system) {
        this.system = system;
    }

    /// Writes other data over an event, while the order service is down.
    void overwrite(long position, String data) {
        whileDown(node -> {
            var database = system.parts().disk().open("events", JdbcEventStore.SCHEMA);
            node.attach(database);
            database.write(
                    "tamper",
                    session ->
                            session.update(
                                    "update event set data = ? where position = ?",
                                    data,
                                    position));
        });
    }

    /// Appends an event of this type and with this data to the stream of an order, while the order service is down.
    void append(StreamId stream, String type, String data) {
        whileDown(node -> {
            var database = system.parts().disk().open("events", JdbcEventStore.SCHEMA);
            node.attach(database);
            JdbcEventStore.open(system.world(), node, database)
                    .append(
                            stream,
                            new Expected.Any(),
                            List.of(
                                    new Envelope(
                                            new MessageId("tampered"),
                                            "order",
                                            type,
                                            1,
                                            stream.value().substring("order-".length()),
                                            system.world().now(),
                                            Optional.empty(),
                                            Optional.empty(),
                                            data)));
        });
    }

    private void whileDown(Consumer<Node> work) {
        system.run("crash", () -> system.crash("order-1"));
        var node = system.world().start("somebody else");
        system.world()
                .enter(
                        node,
                        "tamper",
                        () -> {
                            work.accept(node);
                            return true;
                        });
        node.stop();
        system.run("restart", () -> system.restart("order-1"));
    }
}
