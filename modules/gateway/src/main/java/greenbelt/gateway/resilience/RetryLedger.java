package greenbelt.gateway.resilience;

import greenbelt.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/// Counts the requests to one upstream, and the retries among them. Never waits. Safe for many tasks.
public final class RetryLedger {
    private static final long NANOS_OF_A_SECOND = 1_000_000_000L;
    private static final int SECONDS = (int) RetryBudget.WINDOW.toSeconds();

    private final World world;
    private final RetryBudget budget;
    private final long beganNanos;
    private final AtomicReference<Window> window;
    private final AtomicLong granted = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    /// What there was in one second.
    private record Second(long number, int requests, int retries) {}

    /// What there was in the last seconds, each at the place of its number.
    private record Window(List<Second> seconds) {
        static Window empty() {
            return new Window(
                    IntStream.range(0, SECONDS).mapToObj(i -> new Second(-1, 0, 0)).toList());
        }

        long requests(long now) {
            return seconds.stream()
                    .filter(it -> isRecent(it, now))
                    .mapToLong(Second::requests)
                    .sum();
        }

        long retries(long now) {
            return seconds.stream()
                    .filter(it -> isRecent(it, now))
                    .mapToLong(Second::retries)
                    .sum();
        }

        private static boolean isRecent(Second second, long now) {
            return second.number() >= 0 && second.number() > now - SECONDS;
        }

        Window plus(long now, int requests, int retries) {
            var next = new ArrayList<>(seconds);
            int place = (int) (now % SECONDS);
            var before = next.get(place);
            next.set(
                    place,
                    before.number() == now
                            ? new Second(
                                    now, before.requests() + requests, before.retries() + retries)
                            : new Second(now, requests, retries));
            return new Window(next);
        }
    }

    public RetryLedger(World world, RetryBudget budget) {
        this.world = world;
        this.budget = budget;
        this.beganNanos = world.nanoTime();
        this.window = new AtomicReference<>(Window.empty());
    }

    /// One request is sent for the first time.
    public void countRequest() {
        long now = second();
        window.updateAndGet(it -> it.plus(now, 1, 0));
    }

    /// Lets one be sent again, if the budget has room.
    public boolean take() {
        long now = second();
        var before = window.getAndUpdate(it -> hasRoom(it, now) ? it.plus(now, 0, 1) : it);
        boolean room = hasRoom(before, now);
        (room ? granted : refused).incrementAndGet();
        return room;
    }

    private boolean hasRoom(Window it, long now) {
        return it.retries(now) < budget.allowed(it.requests(now));
    }

    /// Since it began to count.
    private long second() {
        return (world.nanoTime() - beganNanos) / NANOS_OF_A_SECOND;
    }

    /// That there is no room, in a sentence.
    public String usedUp(String upstream) {
        return "the retry budget of %s is used up: %d of %d in %d s"
                .formatted(upstream, used(), allowed(), SECONDS);
    }

    /// How many retries there were in the window.
    public long used() {
        return window.get().retries(second());
    }

    /// How many there may be in it.
    public long allowed() {
        return budget.allowed(window.get().requests(second()));
    }

    /// How many it has let pass.
    public long granted() {
        return granted.get();
    }

    /// How many it has refused.
    public long refused() {
        return refused.get();
    }

    /// What it holds retries to.
    public RetryBudget budget() {
        return budget;
    }
}
