package greenbelt.command;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.command.Settings.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The arguments of the process")
class CommandLineParserTest {
    private static final Path DATA = Path.of("usual");

    private final CommandLineParser parser = new CommandLineParser(DATA);

    private static Settings usual() {
        return new Settings(
                Kind.LIVE, OptionalLong.empty(), DATA, false, OptionalInt.empty(), false);
    }

    @Test
    @DisplayName("ask for the shell when there are none")
    void askForTheShell() {
        assertThat(parser.parse(List.of())).isEqualTo(new Invocation.Shell(usual()));
    }

    @Test
    @DisplayName("ask for commands, with options before and behind")
    void askForCommands() {
        var asked =
                parser.parse(
                        List.of(
                                "exec",
                                "--world",
                                "virtual",
                                "--seed",
                                "7",
                                "status",
                                "order list",
                                "--json"));

        assertThat(asked)
                .isEqualTo(
                        new Invocation.Exec(
                                new Settings(
                                        Kind.VIRTUAL,
                                        OptionalLong.of(7),
                                        DATA,
                                        false,
                                        OptionalInt.empty(),
                                        true),
                                List.of("status", "order list")));
    }

    @Test
    @DisplayName("ask for the system alone, somewhere")
    void askForTheSystemAlone() {
        var asked = parser.parse(List.of("serve", "--port", "9000", "--data", "there"));

        assertThat(asked)
                .isEqualTo(
                        new Invocation.Serve(
                                new Settings(
                                        Kind.LIVE,
                                        OptionalLong.empty(),
                                        Path.of("there"),
                                        false,
                                        OptionalInt.of(9000),
                                        false)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "serve --port 70000, --port must be 0 to 65535; was 70000",
                "serve --port x, Invalid value for option '--port': 'x' is not an int",
                "--world real, --world must be live or virtual; was real",
                "--sede 7, Unknown options: '--sede'; '7'",
                "exec, Missing required parameter: 'COMMAND'",
            })
    @DisplayName("that make no sense are answered with exit code 2")
    void thatMakeNoSense(String line, String answer) {
        var asked = parser.parse(List.of(line.split(" ", -1)));

        assertThat(asked).isInstanceOf(Invocation.Answer.class);
        var given = (Invocation.Answer) asked;
        assertThat(given.text()).startsWith(answer.replace(';', ','));
        assertThat(given.exitCode()).isEqualTo(2);
    }
}
