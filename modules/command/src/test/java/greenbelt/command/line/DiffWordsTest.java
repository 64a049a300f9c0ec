package greenbelt.command.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.command.CommandRefused;
import greenbelt.command.line.Invocation.InteractionStyle;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The arguments of diff")
class DiffWordsTest {
    private final CommandLineParser parser = new CommandLineParser(Path.of("data"));

    private Invocation parse(String words) {
        return parser.parse(List.of(words.split(" +", -1)));
    }

    @Test
    @DisplayName("ask for two saved runs")
    void files() {
        assertThat(parse("diff a.run b.run --order order-3 --json"))
                .isEqualTo(
                        new Invocation.DiffOfFiles(
                                Path.of("a.run"), Path.of("b.run"), OptionalInt.of(3), true));
    }

    @Test
    @DisplayName("ask for two modes under one seed, with 20 orders unless something else is said")
    void modes() {
        assertThat(parse("diff --seed 7 --modes sync,async"))
                .isEqualTo(
                        new Invocation.DiffOfModes(
                                7,
                                InteractionStyle.SYNC,
                                InteractionStyle.ASYNC,
                                20,
                                OptionalInt.empty(),
                                false));
        assertThat(parse("diff --modes async,sync --orders 5 --order 2"))
                .isEqualTo(
                        new Invocation.DiffOfModes(
                                1,
                                InteractionStyle.ASYNC,
                                InteractionStyle.SYNC,
                                5,
                                OptionalInt.of(2),
                                false));
        assertThat(parse("diff --modes sync,choreography"))
                .isEqualTo(
                        new Invocation.DiffOfModes(
                                1,
                                InteractionStyle.SYNC,
                                InteractionStyle.CHOREOGRAPHY,
                                20,
                                OptionalInt.empty(),
                                false));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    diff                                  | expected two saved runs, or --modes with two modes, found neither
                    diff --seed 7                         | expected two saved runs, or --modes with two modes, found neither
                    diff a.run                            | expected two saved runs, found one: "a.run"
                    diff a.run b.run c.run                | diff does not expect "c.run"
                    diff a.run b.run --seed 7             | expected two saved runs or --seed, found both: a saved run has its own
                    diff --modes sync                     | --modes must be two modes, such as sync,async, found "sync"
                    diff --modes sync,asinc               | --modes must be two of sync, async, choreography, found "asinc", did you mean "async"?
                    diff --modes sync,async --seed seven  | --seed must be a whole number of at most 18 digits, found "seven"
                    diff --modes sync,async --orders 1001 | --orders must be a whole number from 1 to 1000, found "1001"
                    diff --modes sync,async --order first | --order must be the number of an order, such as order-3, found "first"
                    diff --mode sync,async                | diff has no option "--mode", did you mean "--modes"?
                    dif a.run b.run                       | expected console, exec, serve, search, replay or diff, found "dif", did you mean "diff"?
                    """)
    @DisplayName("are refused with what was expected, what was found, and the nearest word")
    void refused(String words, String message) {
        assertThatThrownBy(() -> parse(words))
                .isInstanceOfSatisfying(
                        CommandRefused.class,
                        refused -> assertThat(refused.exitCode()).isEqualTo(2))
                .hasMessageStartingWith(message);
    }
}
