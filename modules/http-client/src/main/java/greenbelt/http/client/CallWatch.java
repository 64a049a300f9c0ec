package greenbelt.http.client;

import greenbelt.world.Watermark;
import greenbelt.world.World;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;

/// Ends the calls that are not answered in time: one task, which sleeps until the first of them is due.
///
/// A timeout of the socket would be a timer for each read, set and taken back each time, and a thread woken for it. Calls
/// mostly have the timeouts of those before, so that a new one is seldom the first that is due, and nobody is woken for it.
final class CallWatch {
    private static final long NOTHING = Long.MIN_VALUE;

    private final World world;
    private final ConcurrentSkipListSet<Call> calls = new ConcurrentSkipListSet<>();
    private final AtomicLong soonerCount = new AtomicLong();
    private final Watermark sooner;

    /// When it wakes by itself; [#NOTHING] when it does not, or is about to think about it.
    private volatile long wakes = NOTHING;

    CallWatch(World world) {
        this.world = world;
        this.sooner = world.watermark("calls that are due sooner", 0);
    }

    void begins(Call call) {
        calls.add(call);
        long at = wakes;
        if (at == NOTHING || call.deadline() - at < 0) {
            sooner.advanceTo(soonerCount.incrementAndGet());
        }
    }

    void ends(Call call) {
        calls.remove(call);
    }

    /// Ends calls, until the task ends.
    void run() {
        while (true) {
            long seen = sooner.value();
            wakes = NOTHING;
            var first = firstInTime();
            if (first.isEmpty()) {
                sooner.restUntilBeyond(seen);
            } else {
                wakes = first.get().deadline();
                sooner.restUntilBeyond(seen, Duration.ofNanos(wakes - world.nanoTime()));
            }
        }
    }

    /// Ends those that are late, and answers the first of the others.
    private Optional<Call> firstInTime() {
        long now = world.nanoTime();
        for (var call : calls) {
            if (call.deadline() - now > 0) {
                return Optional.of(call);
            }
            call.end();
        }
        return Optional.empty();
    }
}
