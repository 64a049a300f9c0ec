package greenbelt.bench.eventstore;

import greenbelt.database.Durability;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.StreamId;

/// Loading one stream of 1,000 events, from a store that has others beside it.
final class StreamLoadBench implements Benchmark {
    private static final int STREAMS = 50;
    private static final int EVENTS = 1_000;
    private static final int LOADS = 1_000;
    private static final double PROMISED_MILLIS = 2;

    @Override
    public String name() {
        return "stream-load";
    }

    @Override
    public void run(Desk desk) throws Exception {
        desk.heading(
                "stream-load: one of %d streams of %s events of %d bytes"
                        .formatted(STREAMS, Desk.count(EVENTS), Samples.DATA_BYTES));
        var rate = new Rate("load");
        desk.inFolder(folder -> {
            ReplayBench.fill(folder, STREAMS * EVENTS);
            try (var live = new LiveStore(folder, Durability.PROCESS)) {
                live.with(store -> {
                    load(store, LOADS, rate);
                    rate.forget();
                    load(store, LOADS, rate);
                    return store;
                });
            }
        });
        desk.rate("store, events decoded to envelopes", rate);
        double median = rate.millisAt(50);
        desk.say(
                "  %-44s %8.2f ms  promised: at most %.0f ms, %s"
                        .formatted(
                                "median of a load",
                                median,
                                PROMISED_MILLIS,
                                median <= PROMISED_MILLIS ? "reached" : "MISSED"));
    }

    private static void load(EventStore store, int loads, Rate rate) {
        var round = rate.begin();
        for (int i = 0; i < loads; i++) {
            long step = System.nanoTime();
            var events = store.read(new StreamId("order-" + i * 7 % STREAMS), 0, EVENTS);
            rate.step(step);
            if (events.size() != EVENTS) {
                throw new IllegalStateException("found " + events.size());
            }
        }
        round.end(loads);
    }
}
