package greenbelt.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The README")
class ReadmeTest {
    private static final Map<String, String> WITHOUT_CACHE = Map.of("GREENBELT_AOT", "off");
    private static final Path README = House.ROOT.resolve("README.md");
    private static final Pattern EXEC = Pattern.compile("(?m)^ {4}(./run.sh exec .*)$");
    private static final Pattern CURL_SESSION =
            Pattern.compile("(?s)<!-- curl session.*?-->\\s*```sh\\n(.*?)```");
    private static final Pattern GATEWAY = Pattern.compile("gateway: http://(\\S+)");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)");

    static Stream<String> execLines() {
        return EXEC.matcher(House.text(README)).results().map(found -> found.group(1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("execLines")
    @DisplayName("has lines that do what they say")
    void hasLinesThatDoWhatTheySay(String line) throws Exception {
        RunScript.mustBeBuilt();
        var ran = RunScript.run(WITHOUT_CACHE, script(line));

        assertThat(ran.exitCode()).as(ran.text()).isZero();
        if (line.contains("order place")) {
            assertThat(ran.text()).contains("order-1 is confirmed").contains("POST /orders");
        } else if (line.contains("shard load")) {
            assertThat(ran.text())
                    .contains(
                            "are on 4 shards by hash ranges",
                            "6 rows; shard-1 gave",
                            "map 2 holds");
        } else if (line.contains("shard attach")) {
            assertThat(ran.text())
                    .contains(
                            "the order history is on the shards",
                            "query on shard-1",
                            "the same: 40 orders on the shards and in the order service");
        } else {
            assertThat(ran.text()).contains("200 orders in ").doesNotContain("NO ");
        }
    }

    /// A file, because arguments of a process lose the arrow in a locale without UTF-8.
    private static ProcessBuilder script(String text) throws IOException {
        var file = Files.createTempFile("readme", ".sh");
        file.toFile().deleteOnExit();
        Files.writeString(file, "set -eu\n" + text + "\n");
        return new ProcessBuilder("bash", file.toString());
    }

    @Test
    @DisplayName("has a session with curl that can be typed as it stands")
    void hasASessionWithCurl() throws Exception {
        RunScript.mustBeBuilt();
        RunScript.mustHave("curl");
        var session = CURL_SESSION.matcher(House.text(README));
        assertThat(session.find()).isTrue();
        var builder =
                new ProcessBuilder("bash", "run.sh", "serve", "--ephemeral", "--port", "0")
                        .directory(House.ROOT.toFile())
                        .redirectErrorStream(true);
        builder.environment().putAll(WITHOUT_CACHE);
        var server = builder.start();
        try (var out =
                new BufferedReader(
                        new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            var address = address(out);
            var ran =
                    RunScript.run(
                            Map.of(), script(session.group(1).replace("127.0.0.1:8080", address)));

            assertThat(ran.exitCode()).as(ran.text()).isZero();
            assertThat(ran.text())
                    .contains("201", "\"number\":\"order-1\"", "\"sku\":\"DESK-LAMP\"")
                    .doesNotContain("urn:greenbelt:problem");
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    private static String address(BufferedReader out) throws IOException {
        var said = new ArrayList<String>();
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            said.add(line);
            var gateway = GATEWAY.matcher(line);
            if (gateway.find()) {
                return gateway.group(1);
            }
        }
        throw new AssertionError("no gateway: " + said);
    }

    static List<Path> pages() {
        var pages =
                Stream.concat(
                        Stream.of(README),
                        House.rooms().stream().map(room -> room.folder().resolve("README.md")));
        return Stream.concat(pages, House.files(House.ROOT.resolve("docs"), ".md").stream())
                .filter(Files::exists)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    @DisplayName("and every other page have links that lead somewhere")
    void haveLinksThatLeadSomewhere(Path page) {
        var broken =
                LINK.matcher(House.text(page))
                        .results()
                        .map(found -> found.group(1))
                        .filter(link -> !Files.exists(page.resolveSibling(link)))
                        .toList();

        assertThat(broken).as(page.toString()).isEmpty();
    }
}
