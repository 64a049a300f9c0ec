package greenbelt.command;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.command.Interpreter.Outcome;
import greenbelt.gateway.RoutesText;
import greenbelt.simulator.Plan;
import greenbelt.simulator.Simulator;
import greenbelt.view.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The commands about routes")
class RouteCommandsTest {
    private final Simulator simulator = Simulator.open(Plan.virtual(42));
    private final Interpreter interpreter =
            new Interpreter(new Commands(), simulator, false, () -> Page.unicode(200), _ -> {});

    @TempDir Path folder;

    @AfterEach
    void close() {
        simulator.close();
    }

    private Outcome run(String line) {
        return interpreter.run(line);
    }

    /// The shipped routes in a file, with one piece replaced.
    private Path routesBut(String piece, String other) throws IOException {
        var text = RoutesText.shipped().text();
        assertThat(text).contains(piece);
        return Files.writeString(folder.resolve("routes.yaml"), text.replace(piece, other));
    }

    @Test
    @DisplayName("list what is let in")
    void list() {
        assertThat(run("routes").text())
                .containsPattern("showUser +GET +/users/\\{id} +user +token")
                .containsPattern("issueToken +POST +/auth/token +user +anonymous")
                .contains("edition 1, as shipped, since ");
    }

    @Test
    @DisplayName("take a file into service, and go back to what was shipped")
    void loadAndReload() throws IOException {
        var file = routesBut("path: {exact: /sales}", "path: {exact: /revenue}");

        assertThat(run("route load " + file).text())
                .isEqualTo(
                        "edition 2, %s, is in service for requests from now on; showSales has changed\n"
                                .formatted(file));
        assertThat(run("http GET /revenue").text()).startsWith("404\n").contains("/revenue");
        assertThat(run("http GET /sales").text()).startsWith("404\n").contains("not-found");
        assertThat(run("route reload").text())
                .startsWith("edition 3, as shipped, is in service for requests from now on; ");
        assertThat(run("http GET /sales").text()).startsWith("200\n");
    }

    @Test
    @DisplayName("keep what is in service when the file is refused, and say where it is wrong")
    void keep() throws IOException {
        var file = routesBut("{exact: /sales}", "{exakt: /sales}");

        var outcome = run("route load " + file);

        assertThat(outcome.exitCode()).isEqualTo(CommandRefused.FAILED);
        assertThat(outcome.text())
                .contains("perhaps exact, found the unknown field \"exakt\"")
                .contains("\nedition 1, as shipped, stays in service\n");
        assertThat(run("routes").text()).contains("exakt");
        assertThat(run("http GET /sales").text()).startsWith("200\n");
        assertThat(run("route load nowhere.yaml").text()).contains("there is no such file");
    }
}
