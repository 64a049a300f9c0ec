package greenbelt.bus.chronicle;

import greenbelt.bus.LogBus;
import greenbelt.disk.DiskSpace;
import greenbelt.world.World;
import java.nio.file.Path;

/// The bus on disk: one Chronicle queue for each topic, in one folder that one process uses at a time.
///
/// What was published when the process is killed is there when the folder is opened again, and every group goes on
/// from where it was. Against the loss of power nothing is promised: Chronicle leaves writing to the operating system.
/// For the live world; costs nothing while nothing is published.
public final class ChronicleBus extends LogBus implements AutoCloseable {
    /// The name of the node whose tasks read and write the queues.
    public static final String NODE = "bus";

    private final ChronicleLog log;

    private ChronicleBus(World world, ChronicleLog log) {
        super(world, log);
        this.log = log;
    }

    /// Opens the folder, or makes it, and starts the node `bus`. The queues that are there are opened in tasks of that
    /// node, beside what the caller goes on to do: the first use waits for them.
    ///
    /// Throws [greenbelt.bus.BusException] when the folder is in use, or not a bus's.
    public static ChronicleBus open(World world, Path folder) {
        return open(world, folder, DiskSpace.REAL);
    }

    /// Like [#open(World, Path)], on a disk that has as much room as `space` says.
    public static ChronicleBus open(World world, Path folder, DiskSpace space) {
        return new ChronicleBus(world, ChronicleLog.open(world, folder, space));
    }

    /// Closes the queues and stops the node. Subscriptions get no more messages; publishing throws.
    @Override
    public void close() {
        log.close();
    }
}
