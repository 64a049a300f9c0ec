package greenbelt.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.fault.Fault;
import greenbelt.fault.FaultKind;
import greenbelt.fault.FaultPlan;
import greenbelt.fault.Target.OfNode;
import greenbelt.simulator.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A saved run")
class SavedRunTest {
    private static final SavedRun RUN =
            new SavedRun(
                    new Trial(
                            42,
                            Workload.parse("orders 9\nonly orders 7"),
                            new FaultPlan(
                                    List.of(
                                            Fault.of(
                                                    "dies",
                                                    FaultKind.CRASH,
                                                    new OfNode("order-1")))),
                            Set.of(Variant.NO_INBOX)),
                    "no order is charged twice, and none whose credit is not reserved");

    @Test
    @DisplayName("is the same after it was written and read")
    void writtenAndRead() {
        assertThat(SavedRun.parse(RUN.text())).isEqualTo(RUN);
    }

    @Test
    @DisplayName("is kept in a file that is named after its variant, invariant and seed")
    void kept(@TempDir Path folder) {
        var runs = new SavedRuns(folder.resolve("failures"));
        assertThat(runs.all()).isEmpty();

        var file = runs.save(RUN);

        assertThat(file.getFileName())
                .hasToString("no-inbox.no-order-is-charged-twice-and.seed42.run");
        assertThat(runs.all()).containsExactly(new SavedRuns.InFile(file, RUN));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    violation it breaks                        | expected seed NUMBER, found none
                    seed 7                                     | expected violation SENTENCE, found none
                    sead 7                                     | line 1: expected one of [seed, variant, violation, [workload], [faults]], found "sead", did you mean "seed"?
                    seed seven                                 | line 1: expected a whole number of at most 18 digits, found "seven"
                    seed 7;variant no-inbocks                  | line 2: expected one of [no-inbox, no-outbox, retry-without-idempotency, read-past-durable, compensation-forgotten, timeout-too-short], found "no-inbocks", did you mean "no-inbox"?
                    seed 7;violation so;[workload];;orders one | line 5: expected a whole number, found "one"
                    """)
    @DisplayName("is refused with the line of the file, what was expected, and what was found")
    void refused(String text, String message) {
        assertThatThrownBy(() -> SavedRun.parse(text.replace(';', '\n')))
                .isInstanceOf(TextRefused.class)
                .hasMessage(message);
    }

    @Test
    @DisplayName("is refused with the line of the file when it is a fault that makes no sense")
    void refusedFault() {
        assertThatThrownBy(() ->
                        SavedRun.parse("seed 7\nviolation so\n[faults]\ncrush node:order-1\n"))
                .isInstanceOf(TextRefused.class)
                .hasMessageStartingWith("line 4: expected a kind of fault, found \"crush\"");
    }

    @Test
    @DisplayName("that cannot be read is refused with the name of its file")
    void named(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("bad.run"), "seed seven");

        assertThatThrownBy(() -> SavedRuns.read(file))
                .isInstanceOf(TextRefused.class)
                .hasMessageStartingWith(file + ": line 1: expected");
    }
}
