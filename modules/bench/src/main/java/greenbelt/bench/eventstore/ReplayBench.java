package greenbelt.bench.eventstore;

import greenbelt.database.Durability;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Expected.Any;
import greenbelt.eventstore.StreamId;
import java.nio.file.Path;
import java.util.List;

/// Reading all events through the store, as envelopes, against a raw JDBC scan of the same table that touches every column.
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
        var ours = new Rate("page of 10,000");
        var raw = new Rate("scan");
        desk.inFolder(folder -> {
            fill(folder, events);
            desk.inRounds(
                    List.of(ours, raw),
                    round -> {
                        replay(folder, ours);
                        scan(folder, raw);
                    });
        });
        desk.rate("store, decoded to envelopes", ours);
        desk.rate("raw JDBC scan, every column", raw);
        desk.ratio("store / raw", ours, raw, PROMISED);
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

    private static void replay(Path folder, Rate rate) {
        try (var live = new LiveStore(folder, Durability.PROCESS)) {
            live.with(store -> {
                var round = rate.begin();
                round.end(readAll(store, rate));
                return store;
            });
        }
    }

    private static long readAll(EventStore store, Rate rate) {
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
            long began = System.nanoTime();
            long rows = raw.scan();
            rate.step(began);
            round.end(rows);
        }
    }
}
