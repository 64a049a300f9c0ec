package greenbelt.bench.eventstore;

import greenbelt.database.Durability;
import greenbelt.eventstore.AppendResult.Appended;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Expected.Exactly;
import greenbelt.eventstore.StreamId;
import greenbelt.projection.Projection;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/// Appends of one event each by many callers at once, which share commits, against raw JDBC in batches of 100 into the same
/// file, with the same durability; and beside it with a row that is written inline with each event.
final class AppendBench implements Benchmark {
    private static final int CALLERS = 64;
    private static final int RAW_BATCH = 100;
    private static final double PROMISED = 0.25;
    private static final List<Projection> INLINE = List.of(new EveryEvent());

    private final Durability durability;
    private final String fsync;
    private final AtomicLong numbers = new AtomicLong();

    /// @param fsync what makes a commit durable, in words
    AppendBench(Durability durability, String fsync) {
        this.durability = durability;
        this.fsync = fsync;
    }

    @Override
    public String name() {
        return "append-" + durability.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void run(Desk desk) throws Exception {
        desk.heading(
                "%s: %s, %d-byte events, %s a round, %d rounds"
                        .formatted(
                                name(),
                                fsync,
                                Samples.DATA_BYTES,
                                Desk.count(desk.events()),
                                desk.rounds()));
        var ours = new Rate("append");
        var inline = new Rate("append");
        var raw = new Rate("batch");
        desk.inFolder(folder ->
                desk.inFolder(other ->
                        desk.inRounds(
                                List.of(ours, inline, raw),
                                round -> {
                                    append(folder, List.of(), round, desk.events(), ours);
                                    // A file of its own: it would be behind where others append.
                                    append(other, INLINE, round, desk.events(), inline);
                                    appendRaw(folder, round, desk.events(), raw);
                                })));
        desk.rate("store, %d callers, one event an append".formatted(CALLERS), ours);
        desk.rate("raw JDBC, batches of %d".formatted(RAW_BATCH), raw);
        desk.rate("store, an inline row with each event", inline);
        desk.ratio("store / raw", ours, raw, PROMISED);
        desk.ratio("with inline rows / without", inline, ours);
    }

    private void append(Path folder, List<Projection> inline, int number, int events, Rate rate) {
        try (var live = new LiveStore(folder, durability, inline)) {
            append(live, number, events, rate);
        }
    }

    private void append(LiveStore live, int number, int events, Rate rate) {
        int each = events / CALLERS;
        var ended = live.world().mailbox("ended", CALLERS);
        var round = rate.begin();
        for (int caller = 0; caller < CALLERS; caller++) {
            var stream = new StreamId("round-%d-caller-%d".formatted(number, caller));
            live.node()
                    .spawn(
                            stream.value(),
                            () -> {
                                append(live.store(), stream, each, rate);
                                ended.put(stream);
                            });
        }
        live.inTask(() -> {
            for (int caller = 0; caller < CALLERS; caller++) {
                ended.await();
            }
            return ended;
        });
        round.end((long) each * CALLERS);
    }

    private void append(EventStore store, StreamId stream, int count, Rate rate) {
        for (int version = 0; version < count; version++) {
            var event = Samples.event(numbers.getAndIncrement());
            long began = System.nanoTime();
            var result = store.append(stream, new Exactly(version), List.of(event));
            rate.step(began);
            if (!(result instanceof Appended)) {
                throw new IllegalStateException("append to " + stream + ": " + result);
            }
        }
    }

    private void appendRaw(Path folder, int round, int events, Rate rate) throws Exception {
        int whole = events / RAW_BATCH * RAW_BATCH;
        try (var raw = new RawJdbc(folder, durability)) {
            raw.append("raw-" + round, numbers.getAndAdd(whole), whole, RAW_BATCH, rate);
        }
    }
}
