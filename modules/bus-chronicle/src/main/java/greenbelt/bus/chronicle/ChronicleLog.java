package greenbelt.bus.chronicle;

import greenbelt.bus.BusException;
import greenbelt.bus.BusLog;
import greenbelt.bus.Partitions;
import greenbelt.bus.Topic;
import greenbelt.disk.DiskGuard;
import greenbelt.disk.DiskSpace;
import greenbelt.world.Part;
import greenbelt.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The logs of all topics, in one folder.
///
/// `format` says whose folder it is, `lock` is held while it is open, `positions` is how far the groups are, `topics`
/// has a queue for each topic, `dead-letters` is the queue of what was given up.
final class ChronicleLog implements BusLog, Part {
    private final Queues queues;
    private final FolderLock lock;
    private final Positions positions;
    private final DeadLetters deadLetters;
    private final Map<Topic, ChronicleTopic> topics = new ConcurrentHashMap<>();

    private ChronicleLog(Queues queues, FolderLock lock, Positions positions) {
        this.queues = queues;
        this.lock = lock;
        this.positions = positions;
        this.deadLetters = new DeadLetters(queues);
    }

    static ChronicleLog open(World world, Path folder, DiskSpace space) {
        Chatter.hush();
        var lock = FolderLock.take(folder);
        try {
            var positions = Positions.open(folder.resolve("positions"));
            var existing = existingTopics(folder.resolve("topics"));
            var node = world.start(ChronicleBus.NODE);
            var log =
                    new ChronicleLog(
                            new Queues(world, node, folder, new DiskGuard(folder, space)),
                            lock,
                            positions);
            node.attach(log);
            existing.forEach(topic -> log.topic(topic, Partitions.DEFAULT));
            return log;
        } catch (RuntimeException failure) {
            lock.release();
            throw failure;
        }
    }

    private static List<Topic> existingTopics(Path folder) {
        try {
            Files.createDirectories(folder);
            try (var files = Files.list(folder)) {
                return files.map(file -> new Topic(file.getFileName().toString())).toList();
            }
        } catch (IOException | IllegalArgumentException failure) {
            throw new BusException("expected a folder for each topic in " + folder, failure);
        }
    }

    private ChronicleTopic topic(Topic topic, int partitions) {
        return topics.computeIfAbsent(
                topic,
                name -> new ChronicleTopic(name, partitions, queues, positions, deadLetters));
    }

    @Override
    public TopicLog topic(Topic topic, int partitions, Runnable appended) {
        var log = topic(topic, partitions);
        log.onAppend(appended);
        return log;
    }

    @Override
    public List<Topic> topics() {
        return List.copyOf(topics.keySet());
    }

    @Override
    public void ping() {
        deadLetters.ping();
        topics.values().forEach(ChronicleTopic::ping);
    }

    void close() {
        queues.node().stop();
    }

    @Override
    public void stop() {
        topics.values().forEach(ChronicleTopic::close);
        deadLetters.close();
        lock.release();
    }

    @Override
    public void crash() {
        lock.release();
    }
}
