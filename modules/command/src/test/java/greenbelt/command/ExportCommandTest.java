package greenbelt.command;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.json.Json;
import greenbelt.json.JsonValue;
import greenbelt.json.JsonValue.JsonArray;
import greenbelt.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Traces that are exported")
class ExportCommandTest extends CommandsFixture {
    @TempDir private Path folder;

    ExportCommandTest() {
        super(7, 120);
    }

    private static List<JsonValue> list(JsonValue value, String field) {
        return ((JsonArray) ((JsonObject) value).field(field).orElseThrow()).items();
    }

    @Test
    @DisplayName(
            "have every span of the order once, by service, with ids and times as the protocol writes them")
    void everySpan() throws IOException {
        text("order place --user ada --item tea-pot");
        var file = folder.resolve("one.json");

        assertThat(text("export traces " + file + " --order last"))
                .startsWith("1 traces are in " + file);
        var sources = list(Json.parse(Files.readString(file)), "resourceSpans");
        long spans =
                sources.stream()
                        .flatMap(source -> list(source, "scopeSpans").stream())
                        .mapToLong(scope -> list(scope, "spans").size())
                        .sum();

        assertThat(sources).hasSize(4);
        var order = simulator.run("orders", simulator::orders).getFirst().id().toString();
        assertThat(spans).isEqualTo(simulator.traces().ofOrder(order, 1).getFirst().spans().size());
        assertThat(Files.readString(file))
                .containsPattern("\"traceId\":\"[0-9a-f]{32}\",\"spanId\":\"[0-9a-f]{16}\"")
                .containsPattern(
                        "\"kind\":2,\"startTimeUnixNano\":\"[0-9]{19}\",\"endTimeUnixNano\":\"[0-9]{19}\"")
                .contains("{\"key\":\"service.name\",\"value\":{\"stringValue\":\"inventory\"}}");
    }

    @Test
    @DisplayName("cannot go where nothing can be written")
    void noSuchFolder() {
        var file = folder.resolve("missing/one.json");

        assertThat(refusal("export traces " + file)).startsWith("cannot write " + file);
    }
}
