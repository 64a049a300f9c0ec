package greenbelt.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("run.sh")
class RunScriptTest {
    /// Syntax that came with bash 4; macOS has 3.2.
    private static final Pattern TOO_NEW =
            Pattern.compile(
                    "declare -A|local -A|mapfile|readarray|&>>|\\|&|\\$\\{\\w+(,,|\\^\\^)|coproc");

    @Test
    @DisplayName("says what it can do")
    void saysWhatItCanDo() throws Exception {
        var help = RunScript.run(Map.of(), "help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.text())
                .contains("exec", "serve", "test", "doctor", "tools", "--world", "--ephemeral");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "tets, ./run.sh test",
        "sttaus, ./run.sh exec status",
        "srve, ./run.sh serve",
        "docter, ./run.sh doctor"
    })
    @DisplayName("names the nearest command when there is none of that name")
    void namesTheNearestCommand(String word, String meant) throws Exception {
        var refused = RunScript.run(Map.of(), word);

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.text())
                .isEqualTo(
                        "No command '%s'. Did you mean '%s'? Try: ./run.sh help\n"
                                .formatted(word, meant));
    }

    @Test
    @DisplayName("says which JDK is missing and how to get it, and exits with 3")
    void saysWhichJdkIsMissing() throws Exception {
        var refused = RunScript.run(Map.of("GREENBELT_JAVA_HOME", "/nowhere"), "exec", "status");

        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.text())
                .contains("GREENBELT_JAVA_HOME=/nowhere is not a JDK 25 or newer (found: no JDK)");
    }

    @Test
    @DisplayName("looks at what is there, and says so")
    void looksAtWhatIsThere() throws Exception {
        var report = RunScript.run(Map.of(), "doctor");

        assertThat(report.exitCode()).isZero();
        assertThat(report.text()).contains("ok       JDK", "ok       Maven", "ok       disk");
    }

    @Test
    @DisplayName("refuses words that make no sense behind a command")
    void refusesWordsBehindACommand() throws Exception {
        assertThat(RunScript.run(Map.of(), "tools", "remove").exitCode()).isEqualTo(2);
        assertThat(RunScript.run(Map.of(), "test", "--everything").exitCode()).isEqualTo(2);
    }

    @Test
    @DisplayName("uses nothing that bash 3.2 does not know")
    void usesNothingTooNew() {
        assertThat(House.text(House.ROOT.resolve("run.sh"))).doesNotContainPattern(TOO_NEW);
        assertThat("x=${name,,}").containsPattern(TOO_NEW);
    }
}
