package greenbelt.order;

import greenbelt.world.Watermark;
import greenbelt.world.World;
import java.time.Duration;
import java.time.Instant;

/// Wakes [Timers] when a timer is set that rings sooner than the one they wait for.
final class TimerBell {
    private final World world;
    private final Watermark sooner;

    /// For when the timers wait; everything is sooner while they look.
    private volatile Instant awaited = Instant.MAX;

    TimerBell(World world) {
        this.world = world;
        this.sooner = world.watermark("timers set sooner", 0);
    }

    /// A timer was set, and is committed.
    void set(Instant due) {
        if (due.isBefore(awaited)) {
            sooner.advanceTo(sooner.value() + 1);
        }
    }

    /// To be called before one looks for the next timer; answers what [#restUntil] takes.
    long look() {
        awaited = Instant.MAX;
        return sooner.value();
    }

    /// Rests until this time, until a timer is set that is sooner, or for `longest`.
    void restUntil(Instant due, long looked, Duration longest) {
        awaited = due;
        var left = Duration.between(world.now(), due);
        if (left.isPositive()) {
            sooner.restUntilBeyond(looked, left.compareTo(longest) < 0 ? left : longest);
        }
    }
}
