package greenbelt.command;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.command.Parameter.Kind;
import greenbelt.command.catalogue.Catalogue;
import greenbelt.simulator.Plan;
import greenbelt.simulator.Simulator;
import greenbelt.view.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The examples of the commands")
class ExamplesTest {
    private final Commands commands = Catalogue.commands();

    @TempDir private Path folder;

    @Test
    @DisplayName(
            "are two at least where there is something to give, and each command says what it teaches")
    void areTwo() {
        assertThat(commands.all())
                .allSatisfy(command -> {
                    assertThat(command.teaches()).isNotBlank().doesNotEndWith(".");
                    assertThat(command.examples())
                            .hasSizeGreaterThanOrEqualTo(command.parameters().isEmpty() ? 1 : 2);
                });
    }

    @Test
    @DisplayName("are understood by a system that has orders, and none is a mistake of ours")
    void areUnderstood() throws IOException {
        Files.writeString(
                folder.resolve("flaky-inventory.plan"), "latency gateway->order --delay 5ms\n");
        Files.writeString(folder.resolve("experiment.txt"), "mode all async\n");
        try (var simulator = Simulator.open(Plan.virtual(7))) {
            var interpreter =
                    new Interpreter(commands, simulator, false, () -> Page.unicode(120), _ -> {});
            List.of("order place --user ada --item tea-pot", "mode all async", "load 3")
                    .forEach(interpreter::run);

            for (var command : commands.all()) {
                for (var example : command.examples()) {
                    interpreter.run("fault clear");
                    var outcome = interpreter.run(inFolder(command, example));
                    assertThat(outcome.exitCode())
                            .as("%s: %s", example, outcome.text())
                            .isNotEqualTo(CommandRefused.USAGE);
                }
            }
        }
    }

    /// A file of an example is one in a folder of the test.
    private String inFolder(Command command, String example) {
        boolean hasFile = command.parameters().stream().anyMatch(it -> it.kind() == Kind.FILE);
        return hasFile
                ? example.replaceFirst("(\\S+[.](?:plan|txt|yaml|json))", folder + "/$1")
                : example;
    }
}
