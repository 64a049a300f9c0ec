package greenbelt.bench.gateway;

import java.lang.management.ManagementFactory;

/// What a benchmark works with, and where its findings are written.
///
/// @param seconds how long each is measured in a round
/// @param rounds how often, in turns
record GatewayDesk(int seconds, int rounds) {
    /// The heading of a few lines: what is measured, under which circumstances.
    void heading(String text) {
        say("");
        say(
                "%s (load of the machine: %.1f)"
                        .formatted(
                                text,
                                ManagementFactory.getOperatingSystemMXBean()
                                        .getSystemLoadAverage()));
    }

    /// A ratio against what is promised; answers whether it was reached.
    ///
    /// @param byProcessor the same ratio by processor time
    boolean ratio(String of, double ratio, double promised, double byProcessor) {
        boolean reached = ratio >= promised;
        say(
                "  %-34s %5.0f%%   promised: at least %.0f%%, %s (by processor time %.0f%%)"
                        .formatted(
                                of,
                                100 * ratio,
                                100 * promised,
                                reached ? "reached" : "MISSED",
                                100 * byProcessor));
        return reached;
    }

    void say(String line) {
        System.out.println(line);
    }
}
