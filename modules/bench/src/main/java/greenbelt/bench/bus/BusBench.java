package greenbelt.bench.bus;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/// How many messages a second go through a bus, against what is promised: `[MESSAGES [ROUNDS]]`, by default 1,000,000 in
/// each of 5 rounds.
///
/// In each round all measurements take turns: from publishing to consuming, on the bus in memory and on the one on disk,
/// against a bare Chronicle queue of as many bytes, written and read; and to a consumer with an inbox on H2, whose effects and
/// inbox are one transaction for each batch, against the same rows by plain JDBC. The first round warms the JVM up and does
/// not count. Beside the rate stands the processor time a message took: a rate falls when the machine has other work,
/// that time hardly.
public final class BusBench {
    /// How many messages are published, and handled, at once.
    static final int BATCH = 500;

    /// How many tasks publish side by side.
    static final int PUBLISHERS = 2;

    /// How many messages a second are promised from publishing to consuming.
    static final long PROMISED_CONSUMED = 1_000_000;

    /// How many messages a second are promised from publishing to handled.
    static final long PROMISED_HANDLED = 20_000;

    private static final int HANDLED_SHARE = 4;

    private BusBench() {}

    public static void main(String... args) throws Exception {
        int messages = args.length > 0 ? count(args[0], 10_000_000) : 1_000_000;
        int rounds = args.length > 1 ? count(args[1], 100) : 5;
        say(circumstances(messages, rounds));
        var memory =
                new Line("memory: publish to consume", "publish to handled", new MemoryThrough());
        var disk =
                new Line(
                        "Chronicle: publish to consume",
                        "publish to handled",
                        new ChronicleThrough());
        var raw = new Line("bare Chronicle: write, then read", "write", new RawChronicle());
        var handled =
                new Line(
                        "Chronicle: publish to handled, H2",
                        "publish to handled",
                        new HandledThrough());
        var rows = new Line("bare H2: the same rows", "transaction", new RawRows());
        for (int round = 0; round <= rounds; round++) {
            for (var each : List.of(memory, raw, disk)) {
                each.run(messages, round);
            }
            for (var each : List.of(rows, handled)) {
                each.run(Math.max(1, messages / HANDLED_SHARE), round);
            }
        }
        say(memory.rates + promised(memory.rates, PROMISED_CONSUMED));
        say(disk.rates + promised(disk.rates, PROMISED_CONSUMED));
        say(raw.rates.toString());
        say(ratio("Chronicle bus / bare Chronicle", disk.rates, raw.rates));
        say(handled.rates + promised(handled.rates, PROMISED_HANDLED));
        say(rows.rates.toString());
        say(ratio("handled / bare H2", handled.rates, rows.rates));
        say(
                "load of the machine in the end: %.1f on %d cores"
                        .formatted(
                                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                                Runtime.getRuntime().availableProcessors()));
    }

    private record Line(Rates rates, Measurement measurement) {
        Line(String name, String step, Measurement measurement) {
            this(new Rates(name, step), measurement);
        }

        void run(int messages, int round) throws Exception {
            measurement.run(messages, rates);
            if (round == 0) {
                rates.forget();
            }
        }
    }

    private static String circumstances(int messages, int rounds) {
        return """
        %,d messages of 200 bytes of data, about %d in the log; for the consumer with a database %,d
        %d publishers; published and handled in batches of %d; percentiles are of the way of a batch
        %d rounds; heap %,d MB
        durability: Chronicle's mapped files and H2's checkpoint after each group of commits survive
        a kill of the process; nothing is forced to the device\
        """
                .formatted(
                        messages,
                        RawChronicle.RECORD_BYTES,
                        messages / HANDLED_SHARE,
                        PUBLISHERS,
                        BATCH,
                        rounds,
                        Runtime.getRuntime().maxMemory() >> 20);
    }

    private static String ratio(String name, Rates ours, Rates peer) {
        return String.format(
                Locale.ROOT,
                "  %s: %.0f%% (by processor time %.0f%%)",
                name,
                100 * ours.median() / peer.median(),
                100 * peer.processorMicros() / ours.processorMicros());
    }

    private static String promised(Rates rates, long perSecond) {
        return String.format(
                Locale.ROOT,
                "; promised: %,d, %s",
                perSecond,
                rates.median() >= perSecond ? "reached" : "MISSED");
    }

    private static int count(String text, int most) {
        if (!text.matches("[1-9][0-9]{0,7}") || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException("expected 1 to " + most + ", found " + text);
        }
        return Integer.parseInt(text);
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
