package greenbelt.telemetry;

import greenbelt.world.World;
import io.opentelemetry.sdk.common.Clock;

/// World's time, as OpenTelemetry asks for it.
final class WorldClock implements Clock {
    private final World world;

    WorldClock(World world) {
        this.world = world;
    }

    @Override
    public long now() {
        return Nanos.of(world.now());
    }

    @Override
    public long nanoTime() {
        return world.nanoTime();
    }
}
