package greenbelt.gateway.upstream;

import greenbelt.gateway.upstream.Outcome.Answered;
import greenbelt.gateway.upstream.Outcome.Unclear;
import greenbelt.http.CallFailed;
import greenbelt.http.Network;
import greenbelt.http.Peer;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.world.World;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// One instance of a service, as the gateway sees it: how many requests it has under way, and how it fares.
///
/// [#call] is the only way by which a request gets to it, and the place where it is seen what became of that: its guard
/// hears of it, and failures in a row take the instance out for a while. Safe for many tasks.
public final class Instance {
    /// Of its share, what an instance gets that has just come: a tenth.
    static final double LEAST_SHARE = 0.1;

    /// From this status on, an answer to the question how it is is a bad one.
    private static final int FIRST_BAD = 500;

    /// Shares are counted in millionths.
    private static final long WHOLE = 1_000_000;

    private final World world;
    private final Network network;
    private final Peer peer;
    private final String name;
    private final UpstreamTerms terms;
    private final Ejections ejections;
    private final Guard guard;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong turns = new AtomicLong();
    private final AtomicReference<Standing> standing;

    /// @param failures in a row
    /// @param last what became of the last request that failed
    /// @param probes in a row that spoke for a change: bad ones while it is healthy, good ones while it is not
    /// @param unhealthy why, where it is
    /// @param began from when on its slow start is counted, in nanoseconds of the world
    private record Standing(
            int failures,
            String last,
            int probes,
            boolean unhealthy,
            String why,
            OptionalLong began) {
        Standing withFailures(int inARow, String latest) {
            return new Standing(inARow, latest, probes, unhealthy, why, began);
        }

        Standing withProbes(int inARow, String latest) {
            return new Standing(failures, last, inARow, unhealthy, latest, began);
        }

        Standing turned(boolean toUnhealthy, String latest, OptionalLong now) {
            return new Standing(failures, last, 0, toUnhealthy, latest, now);
        }
    }

    /// What an instance stands on.
    ///
    /// @param ejections those of its upstream
    record Parts(World world, Network network, UpstreamTerms terms, Ejections ejections) {}

    /// @param isNew whether it has come while others were at work, and so has a slow start
    Instance(Parts parts, Peer peer, Guard guard, boolean isNew) {
        this.world = parts.world();
        this.network = parts.network();
        this.terms = parts.terms();
        this.ejections = parts.ejections();
        this.peer = peer;
        this.name = peer.toString();
        this.guard = guard;
        var began = isNew ? OptionalLong.of(world.nanoTime()) : OptionalLong.empty();
        this.standing = new AtomicReference<>(new Standing(0, "", 0, false, "", began));
    }

    /// As the network knows it.
    public String name() {
        return name;
    }

    /// How many requests it has whose answer has not begun.
    public int inFlight() {
        return inFlight.get();
    }

    /// How many it was sent.
    public long requests() {
        return requests.get();
    }

    /// How many of these have failed, see [Outcome#isFailure].
    public long failures() {
        return failures.get();
    }

    /// Who may keep requests from it.
    public Guard guard() {
        return guard;
    }

    /// Sends it a request that its guard has let through ([Guard#enter]), and waits for the beginning of the answer. Throws
    /// [CallFailed].
    public Response call(Request request, Duration timeout) {
        long began = world.nanoTime();
        requests.incrementAndGet();
        inFlight.incrementAndGet();
        Outcome outcome = new Unclear(Duration.ZERO); // such as when the gateway goes down
        try {
            var response = network.call(peer, request, timeout);
            outcome = new Answered(response.status(), since(began));
            return response;
        } catch (CallFailed failed) {
            outcome = Outcome.of(failed, request, since(began));
            throw failed;
        } finally {
            inFlight.decrementAndGet();
            observe(outcome);
        }
    }

    private Duration since(long began) {
        return Duration.ofNanos(world.nanoTime() - began);
    }

    private void observe(Outcome outcome) {
        guard.ended(outcome);
        if (outcome.isFailure()) {
            failures.incrementAndGet();
            failed(outcome.says());
        } else if (outcome instanceof Answered && standing.get().failures() > 0) {
            standing.updateAndGet(now -> now.withFailures(0, now.last()));
        }
    }

    /// What fails while it is out was sent before, or because there was nobody else.
    private void failed(String says) {
        long now = world.nanoTime();
        if (isEjected(now)) {
            return;
        }
        var after = standing.updateAndGet(it -> it.withFailures(it.failures() + 1, says));
        if (after.failures() >= terms.ejection().failures() && ejections.eject(name, now)) {
            standing.updateAndGet(it -> it.withFailures(0, says));
        }
    }

    /// Whom it stands for.
    Peer peer() {
        return peer;
    }

    /// Asks it how it is.
    void probe(HealthCheck check) {
        try {
            var response = network.call(peer, Request.get(check.path()), check.patience());
            response.body().close();
            int status = response.status();
            probed(check, status < FIRST_BAD, check.path() + " answered " + status);
        } catch (CallFailed failed) {
            probed(check, false, String.valueOf(failed.getMessage()));
        }
    }

    private void probed(HealthCheck check, boolean isGood, String says) {
        var now = OptionalLong.of(world.nanoTime());
        standing.updateAndGet(it -> {
            boolean speaksForChange = isGood == it.unhealthy();
            int inARow = speaksForChange ? it.probes() + 1 : 0;
            int enough = it.unhealthy() ? check.healthyAfter() : check.unhealthyAfter();
            if (inARow < enough) {
                return it.withProbes(inARow, isGood ? it.why() : says);
            }
            return it.unhealthy() ? it.turned(false, "", now) : it.turned(true, says, it.began());
        });
    }

    private boolean isEjected(long now) {
        var until = ejections.until(name);
        return until.isPresent() && until.getAsLong() > now;
    }

    /// Whether it may be picked before those that may not; where none may, all are.
    boolean isWell(long now) {
        return !standing.get().unhealthy() && !isEjected(now);
    }

    /// Which part of its share it gets, up to 1: from [#LEAST_SHARE] on, evenly more over the time of the slow start.
    private double share(long now) {
        if (terms.slowStart().isZero()) {
            return 1;
        }
        long began =
                Math.max(
                        standing.get().began().orElse(Long.MIN_VALUE),
                        ejections.until(name).orElse(Long.MIN_VALUE));
        if (began == Long.MIN_VALUE || began > now) {
            return 1;
        }
        double passed = (double) (now - began) / terms.slowStart().toNanos();
        return Math.min(1, LEAST_SHARE + (1 - LEAST_SHARE) * passed);
    }

    /// Whether it takes this turn, or leaves it to another one, because it has just come. Of its turns it takes exactly the
    /// part that its shares add up to.
    boolean takesTurn(long now) {
        double share = share(now);
        if (share == 1) {
            return true;
        }
        long part = Math.round(share * WHOLE);
        long before = turns.getAndAdd(part);
        return before / WHOLE != (before + part) / WHOLE;
    }

    /// What is beginning to go wrong with it: that its last requests have failed, and how; empty when the last one has not.
    public String trouble() {
        var current = standing.get();
        return current.failures() == 0
                ? ""
                : "%d of %d failures in a row: %s"
                        .formatted(current.failures(), terms.ejection().failures(), current.last());
    }

    /// How it fares now.
    public Health health() {
        long now = world.nanoTime();
        var current = standing.get();
        if (current.unhealthy()) {
            return new Health.Unhealthy(current.why());
        }
        if (isEjected(now)) {
            long left = ejections.until(name).orElseThrow() - now;
            return new Health.Ejected(Duration.ofNanos(left), current.last());
        }
        double share = share(now);
        return share < 1 ? new Health.SlowStart((int) (share * 100)) : new Health.Well();
    }

    @Override
    public String toString() {
        return name;
    }
}
