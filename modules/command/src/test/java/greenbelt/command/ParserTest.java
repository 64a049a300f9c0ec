package greenbelt.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.command.catalogue.Catalogue;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A command line")
class ParserTest {
    private final Parser parser = new Parser(Catalogue.commands());

    static List<Command> commands() {
        return Catalogue.commands().all();
    }

    @Test
    @DisplayName("names a command by its longest name, and gives it arguments and options")
    void namesACommand() {
        var parsed = parser.parse("order place --user ada --item TEA-POT --quantity 2 --json");

        assertThat(parsed.command().name()).isEqualTo("order place");
        assertThat(parsed.arguments().one("--user")).isEqualTo("ada");
        assertThat(parsed.arguments().all("--item")).containsExactly("TEA-POT");
        assertThat(parsed.arguments().number("--quantity", 1, 9, 1)).isEqualTo(2);
        assertThat(parsed.json()).isTrue();
    }

    @Test
    @DisplayName("gives an option several times, in order")
    void givesAnOptionSeveralTimes() {
        var parsed = parser.parse("order place --user ada --item TEA-POT --item TRAVEL-MUG");

        assertThat(parsed.arguments().all("--item")).containsExactly("TEA-POT", "TRAVEL-MUG");
    }

    @Test
    @DisplayName("takes a body as it was typed, also behind an option")
    void takesABodyAsItWasTyped() {
        var parsed = parser.parse("http --anonymous post /auth/token {\"user\": \"a  b\"}");

        assertThat(parsed.arguments().one("BODY")).isEqualTo("{\"user\": \"a  b\"}");
        assertThat(parsed.arguments().has("--anonymous")).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    @DisplayName("that is an example of a command makes sense")
    void thatIsAnExampleMakesSense(Command command) {
        assertThat(command.examples()).isNotEmpty();
        assertThat(command.examples())
                .allSatisfy(example ->
                        assertThat(parser.parse(example).command().name())
                                .isEqualTo(command.name()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "sttaus ; there is no command \"sttaus\", did you mean \"status\"?",
                "xylophone ; there is no command \"xylophone\", try \"help\"",
                "order ; order takes place|show|list|cancel|detail",
                "order palce ; order takes place|show|list|cancel|detail, found \"palce\","
                        + " did you mean \"place\"?",
                "traces --limt 3 ; traces has no option \"--limt\", did you mean \"--limit\"?",
                "bus read user.events --from 99 ; bus read has no option \"--from\", did you mean \"--after\"?",
                "traces --from 3 ; traces has no option \"--from\", usage: traces",
                "check all ; check does not expect \"all\", usage: check",
                "trace ; trace needs TRACE, usage: trace TRACE",
            })
    @DisplayName("that makes no sense is answered with what does")
    void thatMakesNoSenseIsAnswered(String line, String answer) {
        assertThatThrownBy(() -> parser.parse(line))
                .isInstanceOf(CommandRefused.class)
                .hasMessageStartingWith(answer);
    }
}
