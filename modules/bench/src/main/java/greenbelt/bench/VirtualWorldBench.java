package greenbelt.bench;

import greenbelt.contract.Edge;
import greenbelt.contract.Mode;
import greenbelt.simulator.LoadPlan;
import greenbelt.simulator.Plan;
import greenbelt.simulator.Simulator;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/// How long many short virtual worlds take: `[WORLDS [ORDERS]]`, by default the 1,000 runs of 20 orders that are
/// promised in [#PROMISED].
///
/// Each run boots a whole system of its own seed, places the orders, waits until all are final and closes. In every
/// second world both edges are async. As many worlds run at once as there are processors. The first runs warm the JVM
/// up, and count.
public final class VirtualWorldBench {
    /// How long the default run may take on two cores.
    static final Duration PROMISED = Duration.ofSeconds(30);

    private static final int MAX_WORLDS = 1_000_000;
    private static final int PROGRESS_LINES = 10;

    private final int worlds;
    private final int orders;
    private final AtomicLong done = new AtomicLong();

    private VirtualWorldBench(int worlds, int orders) {
        this.worlds = worlds;
        this.orders = orders;
    }

    public static void main(String[] args) throws Exception {
        var bench =
                new VirtualWorldBench(
                        args.length > 0 ? count(args[0], MAX_WORLDS) : 1_000,
                        args.length > 1 ? count(args[1], LoadPlan.MAX_ORDERS) : 20);
        bench.run();
    }

    private static int count(String text, int most) {
        int count = Integer.parseInt(text);
        if (count < 1 || count > most) {
            throw new IllegalArgumentException("expected 1 to " + most + ", found " + text);
        }
        return count;
    }

    private void run() throws Exception {
        int cores = Runtime.getRuntime().availableProcessors();
        say("%,d virtual worlds of %d orders, %d at a time".formatted(worlds, orders, cores));
        long begin = System.nanoTime();
        try (var drivers = Executors.newFixedThreadPool(cores)) {
            var runs =
                    IntStream.rangeClosed(1, worlds)
                            .<Future<?>>mapToObj(seed -> drivers.submit(() -> run(seed)))
                            .toList();
            for (var run : runs) {
                run.get();
            }
        }
        report(Duration.ofNanos(System.nanoTime() - begin));
    }

    private void run(long seed) {
        try (var system = Simulator.open(Plan.virtual(seed))) {
            if (seed % 2 == 0) {
                system.mode(Edge.ORDER_USER, Mode.ASYNC);
                system.mode(Edge.ORDER_INVENTORY, Mode.ASYNC);
            }
            var report = system.run("load", () -> system.load(LoadPlan.of(orders), answered -> {}));
            boolean settled =
                    report.byStatus().keySet().stream().allMatch(status -> status.isSettled());
            if (report.placed() != orders || !settled) {
                throw new IllegalStateException("seed " + seed + " went wrong: " + report);
            }
        }
        long before = done.getAndIncrement() * PROGRESS_LINES / worlds;
        if (done.get() * PROGRESS_LINES / worlds > before) {
            say("  %,d done".formatted(done.get()));
        }
    }

    private void report(Duration took) {
        double seconds = took.toNanos() / 1e9;
        say("%.1f runs/s".formatted(worlds / seconds));
        processorTime()
                .map(time -> time.toNanos() / 1e6 / worlds)
                .ifPresent(millis -> say("%.1f ms of processor time per run".formatted(millis)));
        say(
                "%.1f s in all; 1,000 runs of 20 orders are promised in %d s on 2 cores"
                        .formatted(seconds, PROMISED.toSeconds()));
    }

    /// What this process has used on all cores, from the start of the JVM on.
    private static Optional<Duration> processorTime() {
        return ProcessHandle.current().info().totalCpuDuration();
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
