package greenbelt.gateway.breaker;

import greenbelt.world.World;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// The world's time as it passes, without the day: no clock that is set or wrong moves it.
final class SteadyClock extends Clock {
    private final World world;

    SteadyClock(World world) {
        this.world = world;
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(world.nanoTime());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
