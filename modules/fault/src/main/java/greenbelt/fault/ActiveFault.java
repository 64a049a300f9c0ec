package greenbelt.fault;

import greenbelt.fault.Draws.Identity;
import greenbelt.fault.Faults.Status;
import greenbelt.fault.Rate.EveryNth;
import greenbelt.fault.Rate.Probability;
import greenbelt.world.Randomness;
import greenbelt.world.Watermark;
import greenbelt.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/// A fault that has been put on, with what it has seen and done. Safe for many tasks.
final class ActiveFault {
    /// How many causes are remembered on an edge; one that comes back after so many others is counted from 1 again.
    static final int MAX_CAUSES = 10_000;

    private final Fault fault;
    private final Draws draws;
    private final World world;
    private final Instant since;
    private final long sinceNanos;
    private final Map<Target, Edge> edges = new ConcurrentHashMap<>();
    private final AtomicLong opportunities = new AtomicLong();
    private final AtomicLong hits = new AtomicLong();
    private final Queue<Duration> moments = new ConcurrentLinkedQueue<>();

    /// Raised to 1 when it has been removed.
    private final Watermark removed;

    /// Raised to 1 when what it holds of the system, such as a node that it has paused, is free again.
    private final Watermark released;

    ActiveFault(Fault fault, Draws draws, World world) {
        this.fault = fault;
        this.draws = draws;
        this.world = world;
        this.since = world.now();
        this.sinceNanos = world.nanoTime();
        this.removed = world.watermark("removal of " + fault.name(), 0);
        this.released = world.watermark("release by " + fault.name(), 0);
    }

    Fault fault() {
        return fault;
    }

    Instant since() {
        return since;
    }

    long opportunities() {
        return opportunities.get();
    }

    long hits() {
        return hits.get();
    }

    Watermark removed() {
        return removed;
    }

    Watermark released() {
        return released;
    }

    boolean isRemoved() {
        return removed.value() > 0;
    }

    /// How long ago it was put on.
    Duration age() {
        return Duration.ofNanos(world.nanoTime() - sinceNanos);
    }

    boolean isOn() {
        return !isRemoved() && fault.window().contains(age());
    }

    /// Whether it is a state that is on for this edge.
    boolean holds(FaultKind kind, Target edge) {
        return fault.kind() == kind && fault.target().contains(edge) && isOn();
    }

    /// Decides whether it strikes this operation; if so, answers the numbers that are left to draw how hard.
    Optional<Randomness> decide(Operation operation) {
        if (!fault.target().contains(operation.edge()) || !isOn()) {
            return Optional.empty();
        }
        opportunities.incrementAndGet();
        var edge = edges.computeIfAbsent(operation.edge(), _ -> new Edge());
        long count = edge.count.incrementAndGet();
        var random = draws.of(fault, operation.edge(), name(operation, edge, count));
        boolean strikes =
                switch (fault.rate()) {
                    case EveryNth(var n) -> place(operation, count) % n == 0;
                    case Probability(var probability) -> random.chance(probability);
                };
        if (strikes && moments.size() < Status.MAX_MOMENTS) {
            moments.add(age());
        }
        return strikes ? Optional.of(random) : Optional.empty();
    }

    /// The first moments at which it decided to strike, counted from when it was put on.
    List<Duration> moments() {
        return List.copyOf(moments);
    }

    /// A message is poisonous or not, in every attempt.
    private boolean isLasting() {
        return fault.kind() == FaultKind.POISON;
    }

    private long place(Operation operation, long count) {
        return isLasting() ? operation.position().orElse(count) : count;
    }

    private String name(Operation operation, Edge edge, long count) {
        if (draws.identity() == Identity.COUNT) {
            return Long.toString(place(operation, count));
        }
        var cause = operation.cause();
        return isLasting() ? cause : cause + "/" + edge.causes.merge(cause, 1, Integer::sum);
    }

    /// The numbers for what it does once, when its window begins.
    Randomness once() {
        opportunities.incrementAndGet();
        return draws.of(fault, fault.target(), "once");
    }

    void hit() {
        hits.incrementAndGet();
    }

    /// What has been seen on one edge.
    private static final class Edge {
        private final AtomicLong count = new AtomicLong();

        /// Touched only in the virtual world, where one task runs at a time.
        private final Causes causes = new Causes();
    }

    /// How often each cause has led here; forgets the one that did so longest ago.
    private static final class Causes extends LinkedHashMap<String, Integer> {
        private static final long serialVersionUID = 1L;

        Causes() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MAX_CAUSES;
        }
    }
}
