package greenbelt.bench.bus;

import static java.util.stream.Collectors.toSet;

import greenbelt.bus.Bus.Delivery;
import greenbelt.bus.chronicle.ChronicleBus;
import greenbelt.database.Database;
import greenbelt.database.Durability;
import greenbelt.database.FileDisk;
import greenbelt.database.Schema;
import greenbelt.database.Session;
import greenbelt.outbox.Inbox;
import greenbelt.world.LiveWorld;
import java.nio.file.Path;
import java.util.List;

/// The bus on disk, to a consumer whose effect is a row, written with its inbox in one transaction for each batch.
final class HandledThrough implements Measurement {
    static final String EFFECTS =
            """
            create table effects (
                position bigint primary key,
                note varchar(300) not null)\
            """;
    private static final Schema SCHEMA = new Schema(1, List.of(EFFECTS)).and(Inbox.TABLES);

    @Override
    public void run(Path folder, int messages, Rates rates) {
        try (var world = new LiveWorld();
                var bus = ChronicleBus.open(world, folder.resolve("bus"))) {
            bus.ping();
            var node = world.start("database");
            var disk = new FileDisk(world, folder.resolve("databases"), Durability.PROCESS);
            var database = disk.open("bench", SCHEMA);
            node.attach(database);
            var inbox = world.enter(node, "open inbox", () -> Inbox.open(database));
            Through.run(
                    world, bus, messages, deliveries -> handle(database, inbox, deliveries), rates);
        }
    }

    private static void handle(Database database, Inbox inbox, List<Delivery> deliveries) {
        database.write(
                "handle",
                session -> {
                    insert(session, inbox, deliveries);
                    return true;
                });
    }

    private static void insert(Session session, Inbox inbox, List<Delivery> deliveries) {
        var ids = deliveries.stream().map(delivery -> delivery.message().id()).toList();
        var first = inbox.firstTimes(session, Through.GROUP, ids).stream().collect(toSet());
        session.updateAll(
                "insert into effects values (?, ?)",
                deliveries.stream()
                        .filter(delivery -> first.contains(delivery.message().id()))
                        .map(delivery ->
                                List.<Object>of(delivery.position(), delivery.message().data()))
                        .toList());
    }
}
