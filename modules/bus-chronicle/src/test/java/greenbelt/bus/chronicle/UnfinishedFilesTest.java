package greenbelt.bus.chronicle;

import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.bus.BusException;
import greenbelt.bus.Topic;
import greenbelt.world.LiveWorld;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A file that a kill left unfinished while it was made")
class UnfinishedFilesTest {
    private static final Topic ORDERS = new Topic("orders");
    private static final int HEADER_BYTES = 64;

    /// How far the process had come.
    enum Progress {
        NO_BYTE {
            @Override
            void leave(FileChannel file, byte[] header) throws IOException {
                file.truncate(0);
            }
        },
        ROOM {
            @Override
            void leave(FileChannel file, byte[] header) throws IOException {
                make(file, new byte[0]);
            }
        },
        STATE {
            @Override
            void leave(FileChannel file, byte[] header) throws IOException {
                make(file, UNFINISHED);
            }
        },
        HEADER {
            @Override
            void leave(FileChannel file, byte[] header) throws IOException {
                System.arraycopy(UNFINISHED, 0, header, 0, UNFINISHED.length);
                make(file, header);
            }
        };

        /// What was found after kills by the hundred: the highest bit of the first word, lowest byte first.
        private static final byte[] UNFINISHED = {0, 0, 0, (byte) 0x80};

        private static void make(FileChannel file, byte[] beginning) throws IOException {
            long size = file.size();
            file.truncate(0);
            file.write(ByteBuffer.wrap(new byte[1]), size - 1);
            file.write(ByteBuffer.wrap(beginning), 0);
        }

        /// @param header what a finished file begins with
        abstract void leave(FileChannel file, byte[] header) throws IOException;
    }

    @TempDir private Path folder;

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("is made anew when it was to hold the first records")
    void first(Progress progress) throws IOException {
        makeTopic();
        leave(records(), progress);

        assertThat(publishOne()).isEqualTo(1);
        assertThat(publishOne()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("is made anew when it was to hold the next day's, and those before are there")
    void next(Progress progress) throws IOException {
        publishOne();
        var last = records();
        var next = last.resolveSibling("99991231F.cq4");
        Files.copy(last, next);
        leave(next, progress);

        assertThat(publishOne()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("is made anew when it was to hold what Chronicle knows of the queue")
    void metadata(Progress progress) throws IOException {
        makeTopic();
        leave(topicFolder().resolve("metadata.cq4t"), progress);

        assertThat(publishOne()).isEqualTo(1);
    }

    @Test
    @DisplayName("is not taken for one whose beginning is lost, which is refused and left as it is")
    void beginningLost() throws IOException {
        publishOne();
        var file = records();
        try (var channel = FileChannel.open(file, WRITE)) {
            channel.write(ByteBuffer.allocate(HEADER_BYTES), 0);
        }
        var before = Files.readAllBytes(file);

        assertThatThrownBy(this::publishOne)
                .isInstanceOf(BusException.class)
                .hasMessageEndingWith(
                        "is damaged: %s is not a file of Chronicle Queue"
                                .formatted(file.getFileName()));
        assertThat(file).hasBinaryContent(before);
    }

    private void makeTopic() {
        try (var world = new LiveWorld()) {
            ChronicleBus.open(world, folder).create(ORDERS, 1);
        }
    }

    /// Answers how many messages there are then.
    private long publishOne() {
        try (var world = new LiveWorld()) {
            var bus = ChronicleBus.open(world, folder);
            bus.publish(ORDERS, Publisher.message("one"));
            var topic = bus.topics().getFirst();
            assertThat(bus.read(ORDERS, 0, 10)).hasSize((int) topic.end());
            return topic.end();
        }
    }

    private Path topicFolder() {
        return folder.resolve("topics/orders");
    }

    /// The newest file of records; where nothing was published yet, one as of a topic where something was.
    private Path records() throws IOException {
        var files = filesOfRecords(topicFolder());
        if (!files.isEmpty()) {
            return files.getLast();
        }
        try (var world = new LiveWorld()) {
            ChronicleBus.open(world, folder.resolve("model"))
                    .publish(ORDERS, Publisher.message("model"));
        }
        var model = filesOfRecords(folder.resolve("model/topics/orders")).getLast();
        return Files.copy(model, topicFolder().resolve(model.getFileName()));
    }

    private static List<Path> filesOfRecords(Path queue) throws IOException {
        try (var files = Files.list(queue)) {
            return files.filter(file -> file.toString().endsWith(".cq4")).sorted().toList();
        }
    }

    private static void leave(Path file, Progress progress) throws IOException {
        byte[] header;
        try (var content = Files.newInputStream(file)) {
            header = content.readNBytes(HEADER_BYTES);
        }
        try (var channel = FileChannel.open(file, WRITE)) {
            progress.leave(channel, header);
        }
    }
}
