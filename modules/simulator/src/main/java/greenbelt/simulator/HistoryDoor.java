package greenbelt.simulator;

import greenbelt.database.Database;
import greenbelt.database.Disk;
import greenbelt.shard.history.History;
import greenbelt.shard.run.Queries;
import greenbelt.shard.store.Shards;
import greenbelt.world.Mailbox;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Opens the order history on the shards when it is first asked for, and closes it to remove it. For tasks of the shards' node.
final class HistoryDoor {
    private final World world;
    private final Node node;
    private final Shards shards;
    private final Queries queries;
    private final Mailbox<Boolean> turn;
    private final AtomicReference<Optional<Open>> open = new AtomicReference<>(Optional.empty());

    private record Open(History history, Database database) {}

    HistoryDoor(World world, Node node, Shards shards, Queries queries) {
        this.world = world;
        this.node = node;
        this.shards = shards;
        this.queries = queries;
        this.turn = world.mailbox("turn to open the history", 1);
        this.turn.offer(true);
    }

    /// The history; its database is made when there is none.
    History open(Disk disk) {
        var now = open.get();
        return now.isPresent() ? now.get().history() : opened(disk);
    }

    private History opened(Disk disk) {
        turn.await();
        try {
            if (open.get().isEmpty()) {
                var database = disk.open(History.NAME, History.SCHEMA);
                node.attach(database);
                var history = new History(world, shards, queries, database);
                open.set(Optional.of(new Open(history, database)));
            }
            return open.get().orElseThrow().history();
        } finally {
            turn.offer(true);
        }
    }

    /// Removes its rows, and then its database: by that it is known to be gone.
    void remove(Disk disk) {
        open(disk).end();
        abandon(disk);
    }

    /// Removes its database alone: rows that are left are removed when a history is begun again.
    void abandon(Disk disk) {
        turn.await();
        try {
            open.getAndSet(Optional.empty()).ifPresent(it -> it.database().stop());
            disk.remove(History.NAME);
        } finally {
            turn.offer(true);
        }
    }
}
