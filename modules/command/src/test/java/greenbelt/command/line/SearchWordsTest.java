package greenbelt.command.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.command.CommandRefused;
import greenbelt.simulator.Variant;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The arguments of search and replay")
class SearchWordsTest {
    private final CommandLineParser parser = new CommandLineParser(Path.of("data"));

    @Test
    @DisplayName("ask for seeds, under random faults unless something else is said")
    void seeds() {
        assertThat(parser.parse(List.of("search", "--seeds", "1..1000")))
                .isEqualTo(
                        new Invocation.Search(
                                1,
                                1_000,
                                Optional.empty(),
                                Optional.empty(),
                                Set.of(),
                                3,
                                Optional.empty(),
                                false));
    }

    @Test
    @DisplayName("ask for one seed with everything given")
    void everything() {
        var words =
                "search --seeds 42 --plan p --workload w --variant no-inbox --variant no-outbox --out d --json";

        assertThat(parser.parse(List.of(words.split(" ", -1))))
                .isEqualTo(
                        new Invocation.Search(
                                42,
                                42,
                                Optional.of(Path.of("p")),
                                Optional.of(Path.of("w")),
                                Set.of(Variant.NO_INBOX, Variant.NO_OUTBOX),
                                3,
                                Optional.of(Path.of("d")),
                                true));
    }

    @Test
    @DisplayName("ask for a saved run and its picture")
    void replay() {
        assertThat(parser.parse(List.of("replay", "a.run", "--svg", "a.svg")))
                .isEqualTo(
                        new Invocation.Replay(
                                Path.of("a.run"), Optional.of(Path.of("a.svg")), false));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    search                                   | search needs --seeds
                    search --seeds many                      | --seeds must be FIRST..LAST, such as 1..1000, at most 10,000,000 seeds, found "many"
                    search --seeds 9..1                      | --seeds must be FIRST..LAST, such as 1..1000, at most 10,000,000 seeds, found "9..1"
                    search --seeds 1..2 --variant no-inbocks | --variant must be one of no-inbox, no-outbox, retry-without-idempotency, read-past-durable, compensation-forgotten, timeout-too-short, found "no-inbocks", did you mean "no-inbox"?
                    search --seeds 1..2 --faults 101         | --faults must be a whole number from 0 to 100, found "101"
                    search --seeds 1..2 --plan p --faults 2  | expected --plan or --faults, found both
                    search --sead 1..2                       | search has no option "--sead", did you mean "--seeds"?
                    replay                                   | replay needs FILE
                    serch                                    | expected console, exec, serve, search, replay or diff, found "serch", did you mean "search"?
                    """)
    @DisplayName("are refused with what was expected, what was found, and the nearest word")
    void refused(String words, String message) {
        assertThatThrownBy(() -> parser.parse(List.of(words.split(" +", -1))))
                .isInstanceOf(CommandRefused.class)
                .hasMessageStartingWith(message);
    }
}
