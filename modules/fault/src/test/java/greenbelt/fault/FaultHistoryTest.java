package greenbelt.fault;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.fault.Scene.TestWorld;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The history of faults")
class FaultHistoryTest {
    @TempDir Path folder;

    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
    private static final Fault REFUSED = fault("refused order->inventory --name a");

    private final FaultHistory empty = new FaultHistory(BEGINNING, List.of());

    private static Fault fault(String words) {
        return PlanText.parse(words, TestLandscape.LANDSCAPE).faults().getFirst();
    }

    private static Instant after(long seconds) {
        return BEGINNING.plusSeconds(seconds);
    }

    private static List<String> at(long seconds, FaultHistory history) {
        return history.at(after(seconds)).stream().map(Fault::toString).toList();
    }

    @Test
    @DisplayName("tells what was on, until it was taken off")
    void tellsWhatWasOn() {
        var history = empty.putOn(REFUSED, after(10)).takenOff(REFUSED, after(30));

        assertThat(at(9, history)).isEmpty();
        assertThat(at(10, history))
                .containsExactly("refused order->inventory --until 20s --name a");
        assertThat(at(29, history)).containsExactly("refused order->inventory --until 1s --name a");
        assertThat(at(30, history)).isEmpty();
    }

    @Test
    @DisplayName("counts what is left of a window, and tells two of one name apart")
    void countsWhatIsLeftOfAWindow() {
        var later = fault("refused gateway->order --from 5s --until 15s --name a");
        var history =
                empty.putOn(REFUSED, after(0))
                        .takenOff(REFUSED, after(1))
                        .putOn(later, after(10))
                        .takenOff(later, after(20));

        assertThat(at(0, history)).containsExactly("refused order->inventory --until 1s --name a");
        assertThat(at(11, history))
                .containsExactly("refused gateway->order --from 4s --until 9s --name a");
        assertThat(history.takenOff(later, after(99))).isEqualTo(history);
    }

    @Test
    @DisplayName("has nothing to tell of a fault that was taken off before its window began")
    void leavesOutWhatNeverWasOn() {
        var early = fault("refused order->inventory --from 1h");

        assertThat(at(1, empty.putOn(early, after(0)).takenOff(early, after(2)))).isEmpty();
    }

    @Test
    @DisplayName("does not let a crash strike twice, and keeps the node down as long as it was")
    void doesNotLetACrashStrikeTwice() {
        var crash = fault("crash order-1 --from 10s --delay 60s --name down");
        var history = empty.putOn(crash, after(0));

        assertThat(at(5, history))
                .containsExactly("crash node:order-1 --from 5s --delay 1m --name down");
        assertThat(at(50, history)).containsExactly("crash node:order-1 --delay 20s --name down");
        assertThat(at(70, history)).isEmpty();
    }

    @Test
    @DisplayName("brings a node back when its crash was taken off, however long its delay")
    void bringsANodeBack() {
        var crash = fault("crash order-1 --from 10s --delay 60s --name down");
        var history = empty.putOn(crash, after(0)).takenOff(crash, after(30));

        assertThat(at(5, history))
                .containsExactly(
                        "crash node:order-1 --from 5s --until 25s --delay 20s --name down");
        assertThat(at(20, history))
                .containsExactly("crash node:order-1 --until 10s --delay 10s --name down");
        assertThat(at(30, history)).isEmpty();
    }

    @Test
    @DisplayName(
            "keeps what is on and the last of those that were taken off, and says from when on")
    void isBounded() {
        var lasting = fault("refused gateway->order --name lasting");
        var history = empty.putOn(lasting, after(0));
        for (long i = 0; i <= FaultHistory.MAX_KEPT; i++) {
            history = history.putOn(REFUSED, after(2 * i)).takenOff(REFUSED, after(2 * i + 1));
        }

        assertThat(history.stays()).hasSize(FaultHistory.MAX_KEPT + 1);
        assertThat(history.since()).isEqualTo(after(1));
        assertThat(at(1, history)).containsExactly("refused gateway->order --name lasting");
        assertThat(at(2, history)).hasSize(2);
    }

    @Test
    @DisplayName("knows of faults what the switchboard was told")
    void knowsWhatTheSwitchboardWasTold() {
        try (var scene = Scene.in(TestWorld.VIRTUAL, folder)) {
            scene.add("refused order->inventory --name a");
            scene.pass(Duration.ofSeconds(3));
            scene.remove("a");

            assertThat(scene.faults().history().stays())
                    .singleElement()
                    .satisfies(
                            stay -> assertThat(stay.until()).contains(stay.since().plusSeconds(3)));
        }
    }
}
