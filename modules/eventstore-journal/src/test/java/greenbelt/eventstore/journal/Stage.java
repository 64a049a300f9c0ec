package greenbelt.eventstore.journal;

import greenbelt.database.Durability;
import greenbelt.database.FileDisk;
import greenbelt.disk.DiskSpace;
import greenbelt.event.Envelope;
import greenbelt.eventstore.EventFilter;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Expected.Any;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamId;
import greenbelt.eventstore.jdbc.JdbcEventStore;
import greenbelt.world.LiveWorld;
import greenbelt.world.Node;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// A store in files with a journal beside it, as one process has them.
final class Stage implements AutoCloseable {
    static final StreamId ORDER = new StreamId("order-1");
    static final StreamId OTHER = new StreamId("basket-1");
    static final Duration PATIENCE = Duration.ofMinutes(1);

    /// Small enough for a few hundred events to be in several segments.
    static final Limits SMALL = new Limits(20_000, 64, 1, Duration.ZERO);

    private static final int AT_A_TIME = 500;

    final LiveWorld world = new LiveWorld();
    final Journal journal;
    private final Path folder;
    Node node;
    EventStore store;
    EventStore journaled;

    Stage(Path folder) {
        this(folder, SMALL, DiskSpace.REAL);
    }

    Stage(Path folder, Limits limits, DiskSpace space) {
        this.folder = folder;
        this.journal = Journal.open(world, journalIn(folder), space, limits);
        openStore();
    }

    /// Starts the node of the store, at first, or when it has gone down.
    final void openStore() {
        node = world.start("order");
        store =
                inTask(() -> {
                    // That a killed process keeps what it has written is shown elsewhere.
                    var disk = new FileDisk(world, folder.resolve("store"), Durability.PROCESS);
                    var database = disk.open("events", JdbcEventStore.SCHEMA);
                    node.attach(database);
                    return JdbcEventStore.open(world, node, database);
                });
        journaled = inTask(() -> journal.over(node, store));
    }

    static Path journalIn(Path folder) {
        return folder.resolve("journal");
    }

    <T> T inTask(Supplier<T> body) {
        return world.enter(node, "test", body);
    }

    void append(StreamId stream, List<Envelope> events) {
        for (int from = 0; from < events.size(); from += AT_A_TIME) {
            var part = events.subList(from, Math.min(from + AT_A_TIME, events.size()));
            inTask(() -> store.append(stream, new Any(), part));
        }
    }

    /// Waits until the journal has done what there is to do.
    JournalStatus settle() {
        return inTask(() -> journal.catchUp(PATIENCE));
    }

    /// Everything that is in the journal.
    List<StoredEvent> inJournal() {
        return inTask(() -> {
            var found = new ArrayList<StoredEvent>();
            try (var reader = journal.read(0)) {
                while (reader.next()) {
                    found.add(reader.event());
                }
            }
            return found;
        });
    }

    List<StoredEvent> inStore() {
        return all(store, EventFilter.ALL);
    }

    /// Everything that somebody reads who reads page by page.
    List<StoredEvent> all(EventStore from, EventFilter filter) {
        return inTask(() -> {
            var found = new ArrayList<StoredEvent>();
            long position = 0;
            while (true) {
                var slice = from.readAll(position, AT_A_TIME, filter);
                if (slice.position() == position) {
                    return found;
                }
                found.addAll(slice.events());
                position = slice.position();
            }
        });
    }

    @Override
    public void close() {
        world.close();
    }
}
