package greenbelt.bench.sharding;

import greenbelt.world.LiveWorld;
import greenbelt.world.Mailbox;
import greenbelt.world.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// What the device gives to whoever writes a little and forces it, without any database: the bound for durable commits.
final class Device {
    /// About what H2 writes for a small commit.
    private static final int BYTES = 16 * 1024;

    private static final int AREA = 1024 * BYTES;

    private final LiveWorld world;
    private final Node node;
    private final Path folder;
    private final Duration length;

    /// @param length how long is written
    Device(LiveWorld world, Node node, Path folder, Duration length) {
        this.world = world;
        this.node = node;
        this.folder = folder;
        this.length = length;
    }

    /// Forced writes a second, of so many files together, each written by one task.
    double forcedPerSecond(int files) {
        var forced = new AtomicLong();
        long end = System.nanoTime() + length.toNanos();
        Mailbox<Boolean> ended = world.mailbox("ended files", files);
        for (int file = 0; file < files; file++) {
            var path = folder.resolve("forced-" + file);
            node.spawn(
                    "force",
                    () -> {
                        write(path, end, forced);
                        ended.put(true);
                    });
        }
        for (int file = 0; file < files; file++) {
            ended.await();
        }
        return forced.get() / (length.toNanos() / 1e9);
    }

    private static void write(Path path, long end, AtomicLong forced) {
        try (var file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.allocateDirect(BYTES);
            for (long place = 0; System.nanoTime() < end; place = (place + BYTES) % AREA) {
                bytes.clear();
                file.write(bytes, place);
                file.force(false);
                forced.incrementAndGet();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("write to the device", failure);
        }
    }
}
