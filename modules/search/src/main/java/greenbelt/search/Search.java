package greenbelt.search;

import greenbelt.fault.FaultKind;
import greenbelt.world.Mailbox;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/// Looks for seeds whose trial breaks an invariant, as many at a time as there are processors.
///
/// Runs in a [greenbelt.world.LiveWorld]: each worker is a task of it that drives one virtual world after the other.
/// What is found does not depend on how many workers there are.
public final class Search {
    /// The most seeds of one search.
    public static final long MAX_SEEDS = 10_000_000;

    private final World world;
    private final Node node;
    private final int workers;

    /// @param world the live one
    /// @param node where the workers run
    /// @param workers how many trials run at a time, at least 1
    public Search(World world, Node node, int workers) {
        if (workers < 1) {
            throw new IllegalArgumentException("workers must be >= 1, was " + workers);
        }
        this.world = world;
        this.node = node;
        this.workers = workers;
    }

    /// How far a search is.
    ///
    /// @param done how many seeds were tried
    /// @param of how many there are
    /// @param failing how many of those tried broke an invariant
    public record Progress(long done, long of, long failing) {}

    /// What came of a seed, or what kept it from being tried.
    private record Tried(
            long seed, Optional<Outcome> outcome, Optional<RuntimeException> failure) {}

    /// Tries every seed from `first` to `last`. For a task of the world.
    ///
    /// @param trial what is tried under a seed
    /// @param progress hears of every seed that was tried, in the calling task
    public SearchReport run(
            long first, long last, LongFunction<Trial> trial, Consumer<Progress> progress) {
        long seeds = last - first + 1;
        if (seeds < 1 || seeds > MAX_SEEDS) {
            throw new IllegalArgumentException(
                    "expected 1 to %,d seeds, was %d..%d".formatted(MAX_SEEDS, first, last));
        }
        long begin = world.nanoTime();
        var next = new AtomicLong(first);
        Mailbox<Tried> results = world.mailbox("tried seeds", 2 * workers);
        for (int i = 0; i < workers; i++) {
            node.spawn("worker", () -> work(next, last, trial, results));
        }
        var kinds = new TreeMap<String, SearchReport.Kind>();
        var strikes = new TreeMap<FaultKind, Long>();
        long failing = 0;
        for (long done = 1; done <= seeds; done++) {
            var tried = results.take();
            tried.failure()
                    .ifPresent(failure -> {
                        next.set(last + 1);
                        throw failure;
                    });
            var outcome = tried.outcome().orElseThrow();
            failing += outcome.holds() ? 0 : 1;
            count(tried.seed(), outcome, kinds);
            outcome.struck().stream()
                    .filter(struck -> struck.hits() > 0)
                    .forEach(struck -> strikes.merge(struck.kind(), struck.hits(), Long::sum));
            progress.accept(new Progress(done, seeds, failing));
        }
        return new SearchReport(
                first, last, failing, kinds, strikes, Duration.ofNanos(world.nanoTime() - begin));
    }

    private static void work(
            AtomicLong next, long last, LongFunction<Trial> trial, Mailbox<Tried> results) {
        for (long seed = next.getAndIncrement(); seed <= last; seed = next.getAndIncrement()) {
            results.put(tried(seed, trial));
        }
    }

    /// In every case something, since somebody waits for it.
    private static Tried tried(long seed, LongFunction<Trial> trial) {
        try {
            return new Tried(seed, Optional.of(trial.apply(seed).run()), Optional.empty());
        } catch (RuntimeException failure) {
            return new Tried(
                    seed,
                    Optional.empty(),
                    Optional.of(
                            new IllegalStateException(
                                    "seed %d cannot be tried: %s".formatted(seed, failure),
                                    failure)));
        }
    }

    private static void count(long seed, Outcome outcome, Map<String, SearchReport.Kind> kinds) {
        for (var violation : outcome.violations()) {
            kinds.merge(
                    violation.invariant(),
                    SearchReport.Kind.of(new SearchReport.Found(seed, violation)),
                    SearchReport.Kind::and);
        }
    }
}
