package greenbelt.bench.bus;

import greenbelt.bus.chronicle.ChronicleBus;
import greenbelt.world.LiveWorld;
import java.nio.file.Path;

/// The bus on disk.
final class ChronicleThrough implements Measurement {
    @Override
    public void run(Path folder, int messages, Rates rates) {
        try (var world = new LiveWorld();
                var bus = ChronicleBus.open(world, folder)) {
            bus.ping();
            Through.run(world, bus, messages, deliveries -> {}, rates);
        }
    }
}
