package greenbelt.bench.bus;

import greenbelt.bus.MemoryBus;
import greenbelt.world.LiveWorld;
import java.nio.file.Path;

/// The bus in memory.
final class MemoryThrough implements Measurement {
    @Override
    public long nanos(Path folder, int messages) {
        try (var world = new LiveWorld()) {
            return Through.nanos(world, new MemoryBus(world), messages, deliveries -> {});
        }
    }
}
