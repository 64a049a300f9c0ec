package greenbelt.telemetry;

import static greenbelt.telemetry.Log.field;
import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A log")
class LogTest {
    private final VirtualWorld world = new VirtualWorld(7);
    private final Telemetry telemetry = new Telemetry(world);
    private final Node node = world.start("order-1");
    private final Tracer tracer = telemetry.tracer("order", node);

    @Test
    @DisplayName("stamps an entry with World's time, the node and the current span")
    void stamps() {
        world.enter(
                node,
                "log",
                () -> {
                    world.sleep(Duration.ofMillis(1500));
                    tracer.span("place")
                            .run(() -> tracer.log().info("order placed", field("order", 3)));
                    return true;
                });

        var trace = telemetry.traces().recent(1).getFirst();
        assertThat(telemetry.recentLog().recent(10))
                .extracting(LogEntry::text)
                .containsExactly(
                        "2026-01-01T00:00:01.500000Z INFO  order-1 order \"order placed\" order=3"
                                + " trace="
                                + trace.id()
                                + " span="
                                + trace.first().id());
    }

    @Test
    @DisplayName("can be read by trace")
    void byTrace() {
        for (var name : new String[] {"a", "b"}) {
            world.enter(
                    node,
                    "log",
                    () ->
                            tracer.span(name)
                                    .call(() -> {
                                        tracer.log().warn(name);
                                        return true;
                                    }));
        }

        var newest = telemetry.traces().recent(1).getFirst();
        assertThat(telemetry.recentLog().ofTrace(newest.id(), 10))
                .extracting(LogEntry::message)
                .containsExactly("b");
    }

    @Test
    @DisplayName("keeps the latest entries only, and counts the others")
    void bounded() {
        world.enter(
                node,
                "log",
                () -> {
                    for (int i = 1; i <= LogRing.MAX_ENTRIES + 5; i++) {
                        tracer.log().info("entry " + i);
                    }
                    return true;
                });

        assertThat(telemetry.recentLog().dropped()).isEqualTo(5);
        assertThat(telemetry.recentLog().recent(LogRing.MAX_ENTRIES).getFirst().message())
                .isEqualTo("entry 6");
    }

    @Test
    @DisplayName("stays one line whatever is logged")
    void oneLine() {
        tracer.log().error("no\nstock", field("name", "a \"b\"\u001B[2J"));

        assertThat(telemetry.recentLog().recent(1).getFirst().text())
                .isEqualTo(
                        "2026-01-01T00:00:00.000000Z ERROR order-1 order \"no\\nstock\""
                                + " name=\"a \\\"b\\\"?[2J\"");
    }

    @Test
    @DisplayName("in a file is bounded by renaming")
    void file(@TempDir Path folder) throws IOException {
        var path = folder.resolve("greenbelt.log");
        try (var file = new LogFile(path, 300)) {
            var log = new Log(world, "order-1", "order", file);
            for (int i = 1; i <= 20; i++) {
                log.info("entry", field("number", i));
            }
            assertThat(file.lost()).isZero();
        }

        try (var files = Files.list(folder)) {
            assertThat(files.map(it -> it.getFileName().toString()).sorted())
                    .containsExactly("greenbelt.log", "greenbelt.log.1", "greenbelt.log.2");
        }
        assertThat(Files.size(path)).isLessThanOrEqualTo(300);
        assertThat(Files.readAllLines(path).getLast()).endsWith("number=20");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a DEL, 'a\u007fb'",
        "a control byte of the second kind, 'a\u009b31mb'",
        "an escape, 'a\u001b[2Jb'",
        "a turn of the direction of writing, 'a\u202eb'",
        "nothing, 'a\u200bb'",
        "a line separator, 'a\u2028b'",
    })
    @DisplayName("shows nothing on a screen that moves, hides or turns what is on it")
    void unseen(String what, String value) {
        var entry =
                new LogEntry(
                        Instant.EPOCH,
                        LogEntry.Level.INFO,
                        "node",
                        "logger",
                        Optional.empty(),
                        Optional.empty(),
                        "message",
                        List.of(Log.field("key", value)));

        assertThat(entry.text())
                .as(what)
                .matches("[ -~]+")
                .endsWith(" key=\"" + value.replaceFirst("[^ -~]", "?") + "\"");
    }
}
