package greenbelt.bench.bus;

import greenbelt.bus.MemoryBus;
import greenbelt.world.LiveWorld;
import java.nio.file.Path;

/// The bus in memory.
final class MemoryThrough implements Measurement {
    @Override
    public void run(Path folder, int messages, Rates rates) {
        try (var world = new LiveWorld()) {
            Through.run(world, new MemoryBus(world), messages, deliveries -> {}, rates);
        }
    }
}
