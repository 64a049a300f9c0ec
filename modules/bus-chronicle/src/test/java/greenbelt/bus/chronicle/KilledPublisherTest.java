package greenbelt.bus.chronicle;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.bus.Bus.PartitionStatus;
import greenbelt.bus.Bus.TopicStatus;
import greenbelt.bus.Group;
import greenbelt.world.LiveWorld;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A process that is killed while it publishes")
class KilledPublisherTest {
    private static final int MESSAGES_BEFORE_THE_KILL = 3_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir private Path folder;

    @RepeatedTest(2)
    @DisplayName("loses no message that was acknowledged to it")
    void losesNothing() throws IOException {
        var acknowledged = publishUntilKilled();
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(MESSAGES_BEFORE_THE_KILL);

        Set<String> found = new ConcurrentSkipListSet<>();
        try (var world = new LiveWorld()) {
            var bus = ChronicleBus.open(world, folder);
            bus.publish(Publisher.ORDERS, Publisher.message("after"));
            long end = bus.topics().getFirst().end();
            var seen = world.watermark("seen", 0);
            bus.subscribe(
                    world.start("consumer"),
                    Publisher.ORDERS,
                    new Group("audit"),
                    delivery -> {
                        found.add(delivery.message().id().value());
                        seen.advanceTo(found.size());
                    });
            assertThat(seen.awaitBeyond(end - 1, PATIENCE)).isTrue();
            var partitions = bus.groups().getFirst().partitions();
            assertThat(partitions.stream().mapToLong(PartitionStatus::end).sum()).isEqualTo(end);
            assertThat(bus.topics()).containsExactly(new TopicStatus(Publisher.ORDERS, 4, end));
        }
        assertThat(found).contains("after").containsAll(acknowledged);
    }

    private List<String> publishUntilKilled() throws IOException {
        var process = new ProcessBuilder(command()).redirectErrorStream(true).start();
        var acknowledged = new ArrayList<String>();
        try (var output = process.inputReader(US_ASCII)) {
            while (acknowledged.size() < MESSAGES_BEFORE_THE_KILL) {
                acknowledged.add(line(output));
            }
            process.toHandle()
                    .destroyForcibly(); // Process.destroyForcibly closes the stream we read
            output.lines().filter(line -> line.endsWith(";")).forEach(acknowledged::add);
        } finally {
            process.destroyForcibly();
        }
        return acknowledged.stream().map(line -> line.substring(0, line.length() - 1)).toList();
    }

    private static String line(BufferedReader output) throws IOException {
        var line = output.readLine();
        assertThat(line).as("what the publisher says").matches("message-\\d+-\\d+;");
        return line;
    }

    /// On the module path, with the flags that the product is started with.
    private List<String> command() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(System.getProperty("greenbelt.chronicle.flags").split(" ")));
        command.addAll(List.of("-p", modulePath()));
        command.addAll(List.of("--patch-module", "greenbelt.bus.chronicle=target/test-classes"));
        command.addAll(List.of("-m", "greenbelt.bus.chronicle/" + Publisher.class.getName()));
        command.add(folder.toString());
        return command;
    }

    /// The build puts what no descriptor names, most of Chronicle, on the class path.
    private static String modulePath() {
        return System.getProperty("jdk.module.path")
                + File.pathSeparator
                + System.getProperty("java.class.path");
    }
}
