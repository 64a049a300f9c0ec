package greenbelt.bench.bus;

import greenbelt.bench.bus.Measurement.Rates;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/// How many messages a second go through a bus, against what is promised: `[MESSAGES [ROUNDS]]`, by default 1,000,000 in
/// each of 5 rounds.
///
/// In each round all measurements take turns: from publishing to consuming on the bus in memory and on the one on disk,
/// against a bare Chronicle queue of the same bytes, written and read; and to a consumer with an inbox on H2, whose effects and
/// inbox are one transaction for each batch. The first round warms the JVM up and does not count. Messages carry 200 bytes
/// of data, and are published and handled in batches of [#BATCH]; nothing is forced to the device. What other work the
/// machine had is printed beside: a ratio holds under load, a rate does not.
public final class BusBench {
    /// How many messages are published, and handled, at once.
    static final int BATCH = 500;

    /// How many messages a second are promised from publishing to consuming.
    static final long PROMISED_CONSUMED = 1_000_000;

    /// How many messages a second are promised from publishing to handled.
    static final long PROMISED_HANDLED = 20_000;

    private static final int HANDLED_SHARE = 10;

    private BusBench() {}

    public static void main(String... args) throws Exception {
        int messages = args.length > 0 ? count(args[0], 10_000_000) : 1_000_000;
        int rounds = args.length > 1 ? count(args[1], 100) : 5;
        say(
                "%,d messages of 200 bytes, in batches of %d, %d rounds, not forced to the device"
                        .formatted(messages, BATCH, rounds));
        var memory = new Rates("memory: publish to consume", new MemoryThrough());
        var disk = new Rates("Chronicle: publish to consume", new ChronicleThrough());
        var raw = new Rates("bare Chronicle: write, then read", new RawChronicle());
        var handled = new Rates("Chronicle: publish to handled, H2", new HandledThrough());
        for (int round = 0; round <= rounds; round++) {
            for (var each : List.of(memory, raw, disk)) {
                each.measure(messages, round > 0);
            }
            handled.measure(Math.max(1, messages / HANDLED_SHARE), round > 0);
        }
        say(memory + promised(memory, PROMISED_CONSUMED));
        say(disk + promised(disk, PROMISED_CONSUMED));
        say(raw.toString());
        say(
                "  Chronicle bus / bare Chronicle: %.0f%%"
                        .formatted(100 * disk.median() / raw.median()));
        say(handled + promised(handled, PROMISED_HANDLED));
        say(
                "load of the machine in the end: %.1f on %d cores"
                        .formatted(
                                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                                Runtime.getRuntime().availableProcessors()));
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
