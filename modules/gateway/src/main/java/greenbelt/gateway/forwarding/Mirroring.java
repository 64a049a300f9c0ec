package greenbelt.gateway.forwarding;

import greenbelt.gateway.policy.Decision;
import greenbelt.gateway.resilience.Mirror;
import greenbelt.gateway.resilience.Trouble;
import greenbelt.gateway.upstream.Upstream;
import greenbelt.gateway.verdict.Verdict;
import greenbelt.gateway.verdict.Verdict.Passed;
import greenbelt.http.Request;
import greenbelt.telemetry.Tracer;
import greenbelt.world.Node;
import greenbelt.world.Task;
import greenbelt.world.World;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Sends copies of requests to another upstream, each in a task of its own: whatever becomes of one, the request itself is
/// neither later nor otherwise for it. Safe for many tasks.
public final class Mirroring {
    /// Marks a copy, with the name of the route; nobody outside can send it.
    public static final String FIELD = "x-greenbelt-mirror";

    private static final double PERCENT = 100;

    private final World world;
    private final Node node;
    private final Tracer tracer;
    private final String route;
    private final Mirror mirror;
    private final Upstream upstream;
    private final Duration timeout;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();

    /// What it stands on.
    ///
    /// @param world where copies are drawn
    /// @param node whose tasks send them
    public record Parts(World world, Node node, Tracer tracer) {}

    /// Nothing is sent yet.
    ///
    /// @param route whose requests are copied
    /// @param upstream to which
    /// @param timeout how long a copy is under way at most
    public Mirroring(
            Parts parts, String route, Mirror mirror, Upstream upstream, Duration timeout) {
        this.world = parts.world();
        this.node = parts.node();
        this.tracer = parts.tracer();
        this.route = route;
        this.mirror = mirror;
        this.upstream = upstream;
        this.timeout = timeout;
    }

    /// Sends a copy, if this request is one of those; answers the request to send itself, whose body may have been taken into
    /// memory, and refuses when it breaks off.
    public Verdict<Request> copy(Request request) {
        if (!mirror.methods().contains(request.method()) || !isDrawn()) {
            return new Passed<>(request);
        }
        return KeptBody.of(request, mirror.maxBodyBytes())
                .then(kept -> {
                    Decision.MIRROR.note(copied(kept));
                    return new Passed<>(kept);
                });
    }

    private boolean isDrawn() {
        var task = Task.current().map(Task::name).orElse("outside");
        return world.random("mirror/" + task).chance(mirror.share() / PERCENT);
    }

    /// What was done, in a sentence.
    private String copied(Request kept) {
        if (!kept.body().isInMemory() || kept.body().length().orElse(0) > mirror.maxBodyBytes()) {
            skipped.incrementAndGet();
            return "no copy: its body is longer than %d bytes, or of unknown length"
                    .formatted(mirror.maxBodyBytes());
        }
        if (underWay.incrementAndGet() > mirror.most()) {
            underWay.decrementAndGet();
            skipped.incrementAndGet();
            return "no copy: %d are under way".formatted(mirror.most());
        }
        var copy = kept.with(FIELD, route);
        node.spawn("mirror of " + route, () -> send(copy));
        return "a copy to " + mirror.to();
    }

    private void send(Request copy) {
        try {
            sent.incrementAndGet();
            var outcome =
                    tracer.span("mirror to " + mirror.to())
                            .with(Decision.MIRROR.key(), route)
                            .call(() -> upstream.forward(copy, timeout));
            outcome.passed().ifPresent(response -> response.body().close());
            if (Trouble.of(outcome).isPresent()) {
                failed.incrementAndGet();
            }
        } finally {
            underWay.decrementAndGet();
        }
    }

    /// Whether it sends such copies.
    public boolean is(Mirror other, Upstream to, Duration patience) {
        return mirror.equals(other) && upstream == to && timeout.equals(patience);
    }

    /// What it holds to.
    public Mirror mirror() {
        return mirror;
    }

    /// How many copies are under way.
    public int underWay() {
        return underWay.get();
    }

    /// How many copies were sent.
    public long sent() {
        return sent.get();
    }

    /// How many of them had no answer, or one of 500 and above.
    public long failed() {
        return failed.get();
    }

    /// How many were not made, because too many were under way or their body too long.
    public long skipped() {
        return skipped.get();
    }
}
