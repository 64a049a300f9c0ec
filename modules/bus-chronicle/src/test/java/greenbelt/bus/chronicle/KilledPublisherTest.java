package greenbelt.bus.chronicle;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.bus.Bus.TopicStatus;
import greenbelt.bus.Group;
import greenbelt.bus.Topic;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.world.LiveWorld;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A process that is killed while it publishes")
class KilledPublisherTest {
    private static final Topic ORDERS = new Topic("orders");
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
            bus.publish(ORDERS, message("after"));
            long end = bus.topics().getFirst().end();
            var seen = world.watermark("seen", 0);
            bus.subscribe(
                    world.start("consumer"),
                    ORDERS,
                    new Group("audit"),
                    delivery -> {
                        found.add(delivery.message().id().value());
                        seen.advanceTo(found.size());
                    });
            assertThat(seen.awaitBeyond(end - 1, PATIENCE)).isTrue();
            assertThat(bus.topics()).containsExactly(new TopicStatus(ORDERS, end));
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

    private List<String> command() {
        var path =
                Stream.of("jdk.module.path", "jdk.module.upgrade.path", "java.class.path")
                        .map(name -> System.getProperty(name, ""))
                        .filter(entries -> !entries.isEmpty());
        var classPath =
                Stream.concat(Stream.of("target/test-classes", "target/classes"), path)
                        .reduce((one, other) -> one + File.pathSeparator + other)
                        .orElseThrow();
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
                "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
                "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dchronicle.analytics.disable=true",
                "-Dchronicle.announcer.disable=true",
                "-Dchronicle.disk.monitor.disable=true",
                "-cp",
                classPath,
                Publisher.class.getName(),
                folder.toString());
    }

    private static Envelope message(String id) {
        return new Envelope(
                new MessageId(id),
                "test",
                "OrderPlaced",
                1,
                "order-" + id,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                "{}");
    }

    /// Publishes from several tasks, and says of each message when it is acknowledged, until it is killed.
    static final class Publisher {
        private static final int TASKS = 4;

        private Publisher() {}

        @SuppressWarnings("SystemOut") // how the other process learns of it
        public static void main(String... args) {
            var world = new LiveWorld();
            var bus = ChronicleBus.open(world, Path.of(args[0]));
            var node = world.start("publisher");
            for (int task = 0; task < TASKS; task++) {
                var prefix = "message-" + task + "-";
                node.spawn(
                        "publish",
                        () -> {
                            for (int number = 0; number < Integer.MAX_VALUE; number++) {
                                bus.publish(ORDERS, message(prefix + number));
                                System.out.println(prefix + number + ";");
                            }
                        });
            }
            world.watermark("the kill", 0).restUntilBeyond(0);
        }
    }
}
