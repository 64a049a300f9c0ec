package greenbelt.simulator;

import greenbelt.bus.Bus;
import greenbelt.bus.MemoryBus;
import greenbelt.database.Disk;
import greenbelt.database.MemoryDisk;
import greenbelt.eventstore.journal.Journal;
import greenbelt.http.Network;
import greenbelt.http.SimulatedNetwork;
import greenbelt.telemetry.LogSink;
import greenbelt.world.VirtualWorld;
import greenbelt.world.World;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The parts of a virtual system: everything simulated, everything in memory.
final class VirtualParts implements Parts {
    private final VirtualWorld world;
    private final Network network;
    private Bus bus;
    private final SortedMap<String, Disk> others = new TreeMap<>();
    private Disk disk;

    VirtualParts(long seed) {
        this(new VirtualWorld(seed));
    }

    /// Parts of a world that begins at this moment.
    VirtualParts(long seed, Instant beginning) {
        this(new VirtualWorld(seed, beginning));
    }

    private VirtualParts(VirtualWorld world) {
        this.world = world;
        this.network = new SimulatedNetwork(world);
        this.bus = new MemoryBus(world);
        this.disk = new MemoryDisk(world);
    }

    @Override
    public World world() {
        return world;
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public Bus bus() {
        return bus;
    }

    @Override
    public Disk disk() {
        return disk;
    }

    @Override
    public Disk disk(String purpose) {
        return others.computeIfAbsent(purpose, _ -> new MemoryDisk(world));
    }

    @Override
    public Optional<Journal> journal() {
        return Optional.empty();
    }

    @Override
    public LogSink log() {
        return entry -> {};
    }

    @Override
    public String gatewayUrl() {
        return "simulated network";
    }

    @Override
    public void clear() {
        disk.close();
        bus = new MemoryBus(world);
        disk = new MemoryDisk(world);
    }

    @Override
    public void close() {
        world.close();
        disk.close();
        others.values().forEach(Disk::close);
    }
}
