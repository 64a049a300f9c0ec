package greenbelt.house;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.house.RunScript.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Breaking Greenbelt on purpose, as a learner does it,")
class SearchFromOutsideTest {
    private static final Map<String, String> WITHOUT_CACHE = Map.of("GREENBELT_AOT", "off");
    private static final int FOUND = 1;
    private static final int BAD_INPUT = 2;

    @TempDir Path folder;

    @BeforeAll
    static void mustBeBuilt() throws Exception {
        RunScript.mustBeBuilt();
        assertThat(run("exec", "--world", "virtual", "help").exitCode()).isZero();
    }

    private static Ran run(String... words) throws Exception {
        return RunScript.run(WITHOUT_CACHE, words);
    }

    @Test
    @DisplayName("prints the same bytes for the same seed and faults, in two JVMs")
    void sameBytes() throws Exception {
        var words =
                new String[] {
                    "exec",
                    "--world",
                    "virtual",
                    "--seed",
                    "42",
                    "fault add reply-lost order->inventory --probability 0.2",
                    "load 50",
                    "fault clear",
                    "check",
                    "status"
                };
        var once = run(words);

        assertThat(once.exitCode()).as(once.text()).isZero();
        assertThat(once.text()).contains("off: reply-lost-1").contains("no faults are on");
        assertThat(run(words)).isEqualTo(once);
    }

    @Test
    @DisplayName(
            "finds what is built wrongly, makes it small, saves it, draws it, and runs it first the next time")
    void searchAndReplay() throws Exception {
        var search =
                new String[] {
                    "search",
                    "--seeds",
                    "1..2",
                    "--variant",
                    "compensation-forgotten",
                    "--out",
                    folder.toString()
                };
        var found = run(search);
        assertThat(found.exitCode()).as(found.text()).isEqualTo(FOUND);
        assertThat(found.text()).contains("Made small (1 order, 0 faults").contains("2 of 2 seeds");

        var saved = onlyRun();
        var picture = folder.resolve("run.svg");
        var drawn = run("replay", saved.toString(), "--svg", picture.toString());
        assertThat(drawn.exitCode()).as(drawn.text()).isEqualTo(FOUND);
        assertThat(drawn.text())
                .contains("order-1     ")
                .contains("POST /orders")
                .contains("seed 1: broken again");
        assertThat(
                        DocumentBuilderFactory.newInstance()
                                .newDocumentBuilder()
                                .parse(picture.toFile())
                                .getElementsByTagName("text")
                                .getLength())
                .isGreaterThan(10);

        assertThat(run(search).text()).contains("saved run").contains("broken");
        var sound = run("search", "--seeds", "1..2", "--out", folder.toString());
        assertThat(sound.text()).contains("Not run again: 1 saved run of other variants.");
        var same = run("diff", saved.toString(), saved.toString());
        assertThat(same.exitCode()).as(same.text()).isZero();
    }

    private Path onlyRun() throws Exception {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".run")).findFirst().orElseThrow();
        }
    }

    @Test
    @DisplayName("says in what two modes differ under the same seed")
    void diff() throws Exception {
        var ran = run("diff", "--seed", "7", "--modes", "sync,async", "--orders", "2");

        assertThat(ran.exitCode()).as(ran.text()).isEqualTo(1);
        assertThat(ran.text()).contains("differs in").contains("structure").contains("order-1");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    search --seeds 5..1                           | --seeds must be FIRST..LAST, such as 1..1000
                    search --seeds 1..2 --variant no-inbocks      | did you mean "no-inbox"?
                    search --seeds 1..2 --plan no-such.plan       | no-such.plan
                    replay no-such.run                            | no-such.run
                    diff --modes sync,asink                       | did you mean "async"?
                    """)
    @DisplayName("refuses what makes no sense with what was expected")
    void refused(String line, String message) throws Exception {
        var ran = run(line.strip().split(" +", -1));

        assertThat(ran.exitCode()).as(ran.text()).isEqualTo(BAD_INPUT);
        assertThat(ran.text()).startsWith("greenbelt: ").contains(message);
    }
}
