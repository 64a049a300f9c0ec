package greenbelt.bench.eventstore;

import greenbelt.database.Durability;
import greenbelt.disk.DiskSpace;
import greenbelt.eventstore.journal.Journal;
import greenbelt.eventstore.journal.JournalReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;

/// Reading all events from the journal, as bytes, against Chronicle's own reader over the same files; and beside it the
/// journal's events decoded.
final class JournalBench implements Benchmark {
    /// A round reads the journal over and over, until it has read so many.
    private static final long EVENTS_PER_ROUND = 2_000_000;

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final double PROMISED = 0.5;

    @Override
    public String name() {
        return "journal";
    }

    @Override
    public void run(Desk desk) throws Exception {
        desk.heading(
                "journal: %s events of %d bytes, read over and over to %s a round, %d rounds"
                        .formatted(
                                Desk.count(desk.events()),
                                Samples.DATA_BYTES,
                                Desk.count(EVENTS_PER_ROUND),
                                desk.rounds()));
        var copied = new Rate("copy");
        var bytes = new Rate("pass");
        var decoded = new Rate("pass");
        var raw = new Rate("pass");
        desk.inFolder(folder -> {
            ReplayBench.fill(folder, desk.events());
            try (var live = new LiveStore(folder, Durability.PROCESS);
                    var journal =
                            Journal.open(live.world(), folder.resolve("journal"), DiskSpace.REAL)) {
                copy(live, journal, copied);
                var segments = segments(folder.resolve("journal"));
                desk.inRounds(
                        List.of(bytes, raw, decoded),
                        round -> {
                            over(desk, raw, () -> readRaw(segments));
                            over(desk, bytes, () -> read(journal, JournalBench::bytes));
                            over(desk, decoded, () -> read(journal, JournalBench::decoded));
                        });
            }
        });
        desk.rate("copied from the store", copied);
        desk.rate("journal, as bytes, checked", bytes);
        desk.rate("Chronicle's tailer, as bytes", raw);
        desk.rate("journal, decoded to envelopes", decoded);
        desk.ratio("journal as bytes / raw Chronicle", bytes, raw, PROMISED);
    }

    private static void copy(LiveStore live, Journal journal, Rate rate) {
        live.with(store -> {
            var journaled = journal.over(live.node(), store);
            var _ = journal.rebuild(PATIENCE); // for the JVM to warm up
            var round = rate.begin();
            long began = System.nanoTime();
            long copied = journal.rebuild(PATIENCE).position();
            rate.step(began);
            round.end(copied);
            return journaled;
        });
    }

    /// Reads all events once; answers how many there were.
    private interface Pass {
        long read() throws IOException;
    }

    private static void over(Desk desk, Rate rate, Pass pass) throws IOException {
        var round = rate.begin();
        long events = 0;
        while (events < EVENTS_PER_ROUND) {
            long step = System.nanoTime();
            long read = pass.read();
            rate.step(step);
            if (read != desk.events()) {
                throw new IllegalStateException(
                        "read %d events of %d".formatted(read, desk.events()));
            }
            events += read;
        }
        round.end(events);
    }

    private static long read(Journal journal, ToLongFunction<JournalReader> look) {
        long count = 0;
        long sum = 0;
        try (var reader = journal.read(0)) {
            while (reader.next()) {
                sum += look.applyAsLong(reader);
                count++;
            }
        }
        return mustHaveRead(sum, count);
    }

    private static long bytes(JournalReader reader) {
        var bytes = reader.bytes();
        return (long) bytes.get(bytes.position()) + bytes.remaining();
    }

    private static long decoded(JournalReader reader) {
        return reader.event().event().data().length();
    }

    private static long mustHaveRead(long sum, long count) {
        if (sum == 0) {
            throw new IllegalStateException("nothing was read");
        }
        return count;
    }

    private static List<Path> segments(Path journal) throws IOException {
        try (var content = Files.list(journal)) {
            return content.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static long readRaw(List<Path> segments) {
        long count = 0;
        long sum = 0;
        var bytes = Bytes.allocateElasticDirect(1 << 20);
        try {
            for (var segment : segments) {
                try (var queue =
                                SingleChronicleQueueBuilder.binary(segment)
                                        .rollCycle(RollCycles.FAST_DAILY)
                                        .timeProvider(() -> 0)
                                        .build();
                        var tailer = queue.createTailer()) {
                    bytes.clear();
                    while (tailer.readBytes(bytes)) {
                        sum += bytes.readByte(0) + bytes.readRemaining();
                        count++;
                        bytes.clear();
                    }
                }
            }
        } finally {
            bytes.releaseLast();
        }
        return mustHaveRead(sum, count);
    }
}
