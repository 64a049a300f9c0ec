package greenbelt.bench.eventstore;

import greenbelt.bench.TempFolder;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// What a benchmark works with: how much to do, a folder for its files, and where its findings are written.
///
/// @param events how many events are appended, and read, in a round
/// @param rounds how often each side is measured, in turns; [#WARM_UP] before them warm the JVM up and do not
///     count
record Desk(int events, int rounds) {

    private static final int WARM_UP = 2;

    /// Runs the rounds, those that warm up first; after these the rates forget what they have measured.
    void inRounds(List<Rate> rates, Round body) throws Exception {
        for (int round = 0; round < WARM_UP + rounds; round++) {
            if (round == WARM_UP) {
                rates.forEach(Rate::forget);
            }
            body.run(round);
        }
    }

    /// One round of all sides.
    interface Round {
        void run(int round) throws Exception;
    }

    /// A new folder, which is deleted after the work.
    void inFolder(Work work) throws Exception {
        try (var folder = TempFolder.create()) {
            work.in(folder.path());
        }
    }

    /// What is done in a folder.
    interface Work {
        void in(Path folder) throws Exception;
    }

    /// The heading of a few lines: what is measured, under which circumstances.
    void heading(String text) {
        say("");
        say("%s (load of the machine: %.1f)".formatted(text, load()));
    }

    /// How many processes want a core at the moment; a ratio holds under load, a rate does not.
    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    void rate(String what, Rate rate) {
        say("  %-44s %s".formatted(what, rate));
    }

    /// The ratio of two rates, against what is promised.
    void ratio(String of, Rate ours, Rate peer, double promised) {
        double ratio = ours.perSecond() / peer.perSecond();
        say(
                "  %-44s %8.0f%%   promised: at least %.0f%%, %s"
                        .formatted(
                                of,
                                100 * ratio,
                                100 * promised,
                                ratio >= promised ? "reached" : "MISSED"));
        say(
                "  %-44s %8.0f%%"
                        .formatted(
                                "the same by processor time",
                                100 * peer.processorMicros() / ours.processorMicros()));
    }

    /// The ratio of two rates by their median steps, which are equally large, against what is promised. Steps in which the
    /// machine had other work do not count here.
    void ratioOfMedians(String of, Rate ours, Rate peer, double promised) {
        double ratio = peer.millisAt(50) / ours.millisAt(50);
        say(
                "  %-44s %8.0f%%   promised: at least %.0f%%, %s"
                        .formatted(
                                of,
                                100 * ratio,
                                100 * promised,
                                ratio >= promised ? "reached" : "MISSED"));
    }

    /// The ratio of two rates, of which nothing is promised.
    void ratio(String of, Rate ours, Rate peer) {
        say("  %-44s %8.0f%%".formatted(of, 100 * ours.perSecond() / peer.perSecond()));
        say(
                "  %-44s %8.0f%%"
                        .formatted(
                                "the same by processor time",
                                100 * peer.processorMicros() / ours.processorMicros()));
    }

    void say(String line) {
        System.out.println(line);
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
