package greenbelt.bench.eventstore;

import greenbelt.database.Durability;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Expected.Any;
import greenbelt.eventstore.StreamId;
import greenbelt.eventstore.jdbc.JdbcEventStore;
import greenbelt.eventstore.jdbc.StoredRow;
import java.nio.file.Path;
import java.util.List;

/// Reading all events through the store, as they are stored and as envelopes, against a raw JDBC scan of the same table; all
/// touch every column.
final class ReplayBench implements Benchmark {
    private static final int EVENTS_PER_STREAM = 1_000;

    /// How many times more events than are appended in a round: reading is faster.
    private static final int TIMES = 4;

    private static final double PROMISED = 0.8;

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public void run(Desk desk) throws Exception {
        int events = TIMES * desk.events();
        desk.heading(
                "replay: %s events of %d bytes, %d rounds"
                        .formatted(Desk.count(events), Samples.DATA_BYTES, desk.rounds()));
        var stored = new Rate("page of 10,000");
        var decoded = new Rate("page of 10,000");
        var raw = new Rate("page of 10,000");
        desk.inFolder(folder -> {
            fill(folder, events);
            desk.inRounds(
                    List.of(stored, decoded, raw),
                    round -> {
                        replay(folder, ReplayBench::readAsStored, stored);
                        replay(folder, ReplayBench::readAll, decoded);
                        scan(folder, raw);
                    });
        });
        desk.rate("store, envelopes as stored, every column", stored);
        desk.rate("store, decoded to envelopes", decoded);
        desk.rate("raw JDBC scan, every column", raw);
        desk.ratioOfMedians("as stored / raw, median pages", stored, raw, PROMISED);
        desk.ratio("as stored / raw, all", stored, raw);
        desk.ratio("decoded / raw, all", decoded, raw);
    }

    static void fill(Path folder, int events) {
        try (var live = new LiveStore(folder, Durability.PROCESS)) {
            live.with(store -> {
                for (int first = 0; first < events; first += EVENTS_PER_STREAM) {
                    int count = Math.min(EVENTS_PER_STREAM, events - first);
                    store.append(
                            new StreamId("order-" + first / EVENTS_PER_STREAM),
                            new Any(),
                            Samples.events(first, count));
                }
                return store;
            });
        }
    }

    /// Reads all events; answers how many there were.
    private interface Pass {
        long read(JdbcEventStore store, Rate rate);
    }

    private static void replay(Path folder, Pass pass, Rate rate) {
        try (var live = new LiveStore(folder, Durability.PROCESS)) {
            live.with(store -> {
                var round = rate.begin();
                round.end(pass.read(store, rate));
                return store;
            });
        }
    }

    private static long readAsStored(JdbcEventStore store, Rate rate) {
        var seen = new Seen();
        long position = 0;
        while (true) {
            long began = System.nanoTime();
            long reached = store.readAsStored(position, EventStore.MAX_EVENTS_PER_READ, seen::take);
            if (reached == position) {
                return seen.count();
            }
            rate.step(began);
            position = reached;
        }
    }

    /// Touches every column, as the raw scan does.
    private static final class Seen {
        private long count;
        private long sum;

        void take(StoredRow row) {
            count++;
            sum +=
                    row.position()
                            + row.stream().length()
                            + row.version()
                            + (row.isArchived() ? 1 : 0)
                            + row.id().length()
                            + row.source().length()
                            + row.type().length()
                            + row.schemaVersion()
                            + row.subject().length()
                            + row.time().getEpochSecond()
                            + row.trace().orElse("").length()
                            + row.cause().orElse("").length()
                            + row.data().length();
        }

        long count() {
            if (sum == 0) {
                throw new IllegalStateException("nothing was read");
            }
            return count;
        }
    }

    private static long readAll(JdbcEventStore store, Rate rate) {
        long count = 0;
        long position = 0;
        while (true) {
            long began = System.nanoTime();
            var events = store.readAll(position, EventStore.MAX_EVENTS_PER_READ);
            if (events.isEmpty()) {
                return count;
            }
            rate.step(began);
            count += events.size();
            position = events.getLast().position();
        }
    }

    private static void scan(Path folder, Rate rate) throws Exception {
        try (var raw = new RawJdbc(folder, Durability.PROCESS)) {
            var round = rate.begin();
            round.end(raw.scan(EventStore.MAX_EVENTS_PER_READ, rate));
        }
    }
}
