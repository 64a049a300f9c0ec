package greenbelt.search;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.fault.Fault;
import greenbelt.fault.PlanText;
import greenbelt.simulator.Simulator;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A simpler fault")
class SimplerFaultsTest {
    private static final Duration LONGEST = Duration.ofMillis(300);

    private static Fault fault(String line) {
        return PlanText.fault(List.of(line.split(" ", -1)), Simulator.landscape(), List.of());
    }

    private static List<String> lines(List<Fault> faults) {
        return faults.stream()
                .map(fault -> fault.toString().replaceFirst(" --name .*", ""))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    refused order->user --probability 0.1    | refused order->user --from 59ms --until 60ms
                    refused order->user --every 7 --for 3s   | refused order->user --from 59ms --until 60ms
                    crash order-1 --every 120 --delay 20ms   | crash node:order-1 --from 59.13ms --delay 20ms
                    """)
    @DisplayName(
            "strikes with certainty at the moment at which it has struck, a node before its next step")
    void pinned(String line, String simpler) {
        var moments = List.of(Duration.ofNanos(59_123_456));

        assertThat(lines(SimplerFaults.pinned(fault(line), moments))).containsExactly(simpler);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "refused order->user --from 59ms --until 60ms",
        "crash order-1 --from 59ms",
        "partition order->user --from 1s"
    })
    @DisplayName("is not there for one that strikes at one moment, or is a state")
    void pinnedAlready(String line) {
        assertThat(SimplerFaults.pinned(fault(line), List.of(Duration.ofMillis(59)))).isEmpty();
    }

    @Test
    @DisplayName(
            "cuts one way, ends, always strikes, and delays as usual or by half, one at a time")
    void plainer() {
        assertThat(lines(SimplerFaults.plainer(fault("partition order<->user"), LONGEST)))
                .containsExactly(
                        "partition order->user",
                        "partition user->order",
                        "partition order<->user --until 300ms");
        assertThat(
                        lines(
                                SimplerFaults.plainer(
                                        fault(
                                                "latency order->user --every 3 --for 9ms --delay 80ms"),
                                        LONGEST)))
                .containsExactly(
                        "latency order->user --until 9ms --delay 80ms",
                        "latency order->user --every 3 --until 9ms",
                        "latency order->user --every 3 --until 9ms --delay 40ms");
    }
}
