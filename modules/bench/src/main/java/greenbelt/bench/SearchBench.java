package greenbelt.bench;

import greenbelt.search.FaultSource;
import greenbelt.search.Search;
import greenbelt.search.Search.Progress;
import greenbelt.search.Trial;
import greenbelt.search.Workload;
import greenbelt.world.LiveWorld;
import java.time.Duration;
import java.util.Optional;

/// How long a search takes, and whether it grows: `[SEEDS [FAULTS]]`, by default the 10,000 seeds of 20 orders that are
/// promised in [#PROMISED], with 3 random faults each.
///
/// Memory is what is used after a garbage collection, after a tenth of the seeds and in the end.
public final class SearchBench {
    /// How long the default run may take on two cores.
    static final Duration PROMISED = Duration.ofMinutes(10);

    private static final int TENTHS = 10;

    private final int seeds;
    private final int faults;
    private long tenthBegan = System.nanoTime();
    private long usedAfterOneTenth;

    private SearchBench(int seeds, int faults) {
        this.seeds = seeds;
        this.faults = faults;
    }

    public static void main(String[] args) {
        var bench =
                new SearchBench(
                        args.length > 0 ? count(args[0], 1_000_000) : 10_000,
                        args.length > 1 ? count(args[1], 100) : 3);
        bench.run();
    }

    private static int count(String text, int most) {
        int count = Integer.parseInt(text);
        if (count < 1 || count > most) {
            throw new IllegalArgumentException("expected 1 to " + most + ", found " + text);
        }
        return count;
    }

    private void run() {
        int cores = Runtime.getRuntime().availableProcessors();
        say(
                "%,d seeds of %d orders with %d faults, %d at a time"
                        .formatted(seeds, Workload.DEFAULT.orders(), faults, cores));
        var source = FaultSource.random(faults, Workload.DEFAULT);
        try (var world = new LiveWorld()) {
            var node = world.start("bench");
            var report =
                    world.enter(
                            node,
                            "search",
                            () ->
                                    new Search(world, node, cores)
                                            .run(
                                                    1,
                                                    seeds,
                                                    seed ->
                                                            Trial.of(
                                                                    seed,
                                                                    Workload.DEFAULT,
                                                                    source.of(seed)),
                                                    this::heard));
            say("%,d failing: %s".formatted(report.failing(), report.kinds().keySet()));
            double seconds = report.took().toNanos() / 1e9;
            say("%.1f ms a seed, %.1f s in all".formatted(seconds * 1e3 / seeds, seconds));
        }
        processorTime()
                .map(time -> time.toNanos() / 1e6 / seeds)
                .ifPresent(millis -> say("%.1f ms of processor time a seed".formatted(millis)));
        long used = usedBytes();
        say(
                "memory: %.1f MB after a tenth, %.1f MB in the end (%+.0f%%)"
                        .formatted(
                                usedAfterOneTenth / 1e6,
                                used / 1e6,
                                100.0 * (used - usedAfterOneTenth) / usedAfterOneTenth));
        say(
                "10,000 seeds of 20 orders are promised in %d min on 2 cores"
                        .formatted(PROMISED.toMinutes()));
    }

    private void heard(Progress progress) {
        long tenth = progress.done() * TENTHS / progress.of();
        if (tenth == (progress.done() - 1) * TENTHS / progress.of()) {
            return;
        }
        long now = System.nanoTime();
        say(
                "  %,d done, %.1f ms a seed in this tenth"
                        .formatted(progress.done(), (now - tenthBegan) / 1e6 * TENTHS / seeds));
        if (tenth == 1) {
            usedAfterOneTenth = usedBytes();
        }
        tenthBegan = System.nanoTime();
    }

    /// What is used when the garbage is gone.
    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /// What this process has used on all cores, from the start of the JVM on.
    private static Optional<Duration> processorTime() {
        return ProcessHandle.current().info().totalCpuDuration();
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
