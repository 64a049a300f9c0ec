package greenbelt.console;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.command.Interpreter;
import greenbelt.command.catalogue.Catalogue;
import greenbelt.simulator.Plan;
import greenbelt.simulator.Simulator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The shell")
class ShellTest {
    @TempDir Path folder;

    private String shown(String typed) throws IOException {
        var screen = new ByteArrayOutputStream();
        var keys = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
        var terminal = new DumbTerminal("test", "dumb", keys, screen, StandardCharsets.UTF_8);
        try (var simulator = Simulator.open(Plan.virtual(1));
                var shell = new Shell(terminal, true)) {
            var interpreter =
                    new Interpreter(
                            Catalogue.commands(), simulator, false, shell::page, shell::show);
            shell.run(interpreter, Optional.of(folder.resolve("history")));
        }
        return screen.toString(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("carries out what is typed, line by line, until quit")
    void carriesOutWhatIsTyped() throws IOException {
        assertThat(shown("users ada\nsttaus\nquit\nusers bela\n"))
                .contains("Ada Okafor")
                .contains("there is no command \"sttaus\", did you mean \"status\"?")
                .doesNotContain("Bela");
    }

    @Test
    @DisplayName("ends with the input, and remembers what was typed")
    void remembersWhatWasTyped() throws IOException {
        shown("mode\n");

        assertThat(Files.readString(folder.resolve("history"))).contains("mode");
    }
}
