package greenbelt.simulator;

import greenbelt.bus.Bus;
import greenbelt.bus.BusException;
import greenbelt.bus.chronicle.ChronicleBus;
import greenbelt.database.DatabaseException;
import greenbelt.database.Disk;
import greenbelt.database.FileDisk;
import greenbelt.disk.DiskSpace;
import greenbelt.eventstore.journal.Journal;
import greenbelt.gateway.Gateway;
import greenbelt.gateway.RoutesText;
import greenbelt.http.Address;
import greenbelt.http.Handler;
import greenbelt.http.LoopbackNetwork;
import greenbelt.http.Network;
import greenbelt.http.client.HttpClient;
import greenbelt.http.helidon.HelidonServer;
import greenbelt.metrics.Family;
import greenbelt.simulator.Plan.Live;
import greenbelt.telemetry.LibraryLogs;
import greenbelt.telemetry.Log;
import greenbelt.telemetry.LogFile;
import greenbelt.telemetry.LogSink;
import greenbelt.world.LiveWorld;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/// The parts of a live system: sockets on loopback, files, a Chronicle Queue.
final class LiveParts implements Parts {
    private final Live plan;
    private final DataFolder folder;
    private final DiskSpace space;
    private final LiveWorld world = new LiveWorld();
    private final HttpClient http = new HttpClient(world);
    private final LogFile log;
    private final LoopbackNetwork network;
    private final GatewayFront front;
    private final ConcurrentSkipListMap<String, Disk> disks = new ConcurrentSkipListMap<>();
    private ChronicleBus bus;
    private Disk disk;
    private Optional<Journal> journal;

    private LiveParts(Live plan, DataFolder folder, DiskSpace space) {
        this.plan = plan;
        this.folder = folder;
        this.space = space;
        this.log = new LogFile(folder.log());
        LibraryLogs.redirect(world.clock(), log);
        this.network =
                new LoopbackNetwork(this::listen, http::call, Map.of(Gateway.SERVICE, plan.port()));
        try {
            this.front = GatewayFront.of(world, plan.front(), folder.tls());
            this.bus = openBus();
            this.disk = openDisk();
            this.journal = openJournal();
        } catch (RuntimeException failure) {
            try (var _ = log;
                    var _ = http) {
                world.close();
            }
            throw failure;
        }
    }

    /// Takes the data folder and opens what is in it. Throws [SimulatorException] when it cannot be had, or the disk has
    /// no room for it; then nothing was changed.
    ///
    /// @param space how much room there is
    static LiveParts open(Live plan, DiskSpace space) {
        var folder = DataFolder.take(plan.data(), space);
        try {
            return new LiveParts(plan, folder, space);
        } catch (BusException | DatabaseException | UncheckedIOException failure) {
            letGo(plan, folder);
            throw new SimulatorException(String.valueOf(failure.getMessage()), failure);
        } catch (RuntimeException failure) {
            letGo(plan, folder);
            throw failure;
        }
    }

    private static void letGo(Live plan, DataFolder folder) {
        try {
            folder.close();
        } finally {
            if (plan.ephemeral()) {
                DataFolder.delete(plan.data());
            }
        }
    }

    private Address listen(Node node, int port, Handler handler) {
        return node.name().equals(Gateway.SERVICE)
                ? front.listen(node, port, handler, http)
                : HelidonServer.start(world, node, port, handler).address();
    }

    private ChronicleBus openBus() {
        return ChronicleBus.open(world, folder.bus(), space);
    }

    private Disk openDisk() {
        return new FileDisk(world, folder.databases(), plan.durability(), space);
    }

    /// What is gone at the end need not be copied.
    private Optional<Journal> openJournal() {
        return plan.ephemeral()
                ? Optional.empty()
                : Optional.of(Journal.open(world, folder.journal(), space));
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
        return disks.computeIfAbsent(
                purpose, _ -> new FileDisk(world, folder.other(purpose), plan.durability(), space));
    }

    @Override
    public Optional<Journal> journal() {
        return journal;
    }

    @Override
    public LogSink log() {
        return log;
    }

    @Override
    public String gatewayUrl() {
        return network.address(Gateway.SERVICE)
                .map(Address::toString)
                .map(address -> front.scheme() + "://" + address)
                .orElse("down");
    }

    @Override
    public String gatewayScheme() {
        return front.scheme();
    }

    @Override
    public void listenForAdmin(Node node, Gateway gateway, Log log, Supplier<RoutesText> origin) {
        front.listenForAdmin(node, gateway, log, origin, gatewayUrl());
    }

    @Override
    public Optional<AdminAccess> admin() {
        return front.admin();
    }

    @Override
    public List<Family> processMetrics() {
        return ProcessMetrics.families();
    }

    @Override
    public void clear() {
        disk.close();
        bus.close();
        journal.ifPresent(Journal::close);
        folder.clear();
        bus = openBus();
        disk = openDisk();
        journal = openJournal();
    }

    /// Closes everything, what comes after a part that fails too: the lock is let go in any case.
    @Override
    public void close() {
        try (var _ = log;
                var _ = disk;
                var _ = bus;
                var _ = http) {
            world.close();
        } finally {
            letGo(plan, folder);
        }
    }
}
