package greenbelt.bench.bus;

import greenbelt.bus.chronicle.ChronicleBus;
import greenbelt.world.LiveWorld;
import java.nio.file.Path;

/// The bus on disk.
final class ChronicleThrough implements Measurement {
    @Override
    public long nanos(Path folder, int messages) {
        try (var world = new LiveWorld();
                var bus = ChronicleBus.open(world, folder)) {
            bus.ping();
            return Through.nanos(world, bus, messages, deliveries -> {});
        }
    }
}
