package greenbelt.eventstore.jdbc;

import greenbelt.database.Durability;
import greenbelt.database.FileDisk;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.eventstore.AppendResult.Appended;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Expected.Any;
import greenbelt.eventstore.StreamId;
import greenbelt.world.LiveWorld;
import greenbelt.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A program that appends from several tasks, and prints each event's id and position when its append has returned, until it
/// is killed.
final class AppendUntilKilled {
    static final int CALLERS = 8;

    private AppendUntilKilled() {}

    public static void main(String[] args) {
        var world = new LiveWorld();
        var node = world.start("order");
        world.enter(
                node,
                "main",
                () -> {
                    var disk = new FileDisk(world, Path.of(args[0]), Durability.valueOf(args[1]));
                    var database = disk.open("events", JdbcEventStore.SCHEMA);
                    node.attach(database);
                    var store = JdbcEventStore.open(world, node, database);
                    long before = store.durablePosition().value();
                    for (int caller = 0; caller < CALLERS; caller++) {
                        var name = "after-%d-caller-%d".formatted(before, caller);
                        node.spawn("caller", () -> append(store, new StreamId(name)));
                    }
                    return untilKilled(world);
                });
    }

    private static boolean untilKilled(World world) {
        return world.watermark("the end", 0).awaitBeyond(0, Duration.ofMinutes(2));
    }

    private static void append(EventStore store, StreamId stream) {
        for (int i = 0; ; i++) {
            var event = event(stream + "-" + i);
            if (store.append(stream, new Any(), List.of(event)) instanceof Appended done) {
                System.out.println(event.id() + " " + done.position());
            }
        }
    }

    static Envelope event(String id) {
        return new Envelope(
                new MessageId(id),
                "order",
                "OrderPlaced",
                1,
                "order-1",
                Instant.parse("2026-01-01T00:00:00Z"),
                Optional.empty(),
                Optional.empty(),
                "{\"note\":\"" + "x".repeat(180) + "\"}");
    }
}
