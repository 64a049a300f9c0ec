package greenbelt.bus.chronicle;

import greenbelt.disk.DiskGuard;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Where queues come from.
///
/// @param world the world they are used in
/// @param node the node whose tasks use them
/// @param folder the folder that theirs are in
/// @param guard of the disk it is on
record Queues(World world, Node node, Path folder, DiskGuard guard) {
    /// Starts the task of the queue in this folder; makes the queue when there is none.
    QueueTask task(String name, Consumer<RecordQueue> opened) {
        var path = folder.resolve(name);
        var task = new QueueTask(world, path, () -> new RecordQueue(path, guard), opened);
        node.spawn(name, task::serve);
        return task;
    }
}
