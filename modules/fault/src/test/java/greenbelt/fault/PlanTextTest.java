package greenbelt.fault;

import static greenbelt.fault.TestLandscape.LANDSCAPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.fault.Fault.Amount;
import greenbelt.fault.Rate.EveryNth;
import greenbelt.fault.Rate.Probability;
import greenbelt.fault.Target.Call;
import greenbelt.fault.Target.OfDatabase;
import greenbelt.fault.Target.OfNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The text of a fault plan")
class PlanTextTest {
    private static final int RANDOM_PLANS = 500;

    private static List<Fault> parse(String text) {
        return PlanText.parse(text, LANDSCAPE).faults();
    }

    @Test
    @DisplayName("has one fault a line, and comments")
    void linesAndComments() {
        var plan =
                """
                # the inventory service answers, and one answer in five is lost

                reply-lost order->inventory --probability 0.2 --from 0s --until 10s --name flaky
                crash order-1 --every 100 --delay 500ms   # at the crash points
                """;

        assertThat(parse(plan))
                .containsExactly(
                        new Fault(
                                "flaky",
                                FaultKind.REPLY_LOST,
                                Call.of("order", "inventory"),
                                new Probability(0.2),
                                Window.of(Duration.ZERO, Duration.ofSeconds(10)),
                                Amount.DEFAULT),
                        new Fault(
                                "crash-1",
                                FaultKind.CRASH,
                                new OfNode("order-1"),
                                new EveryNth(100),
                                Window.OPEN,
                                new Amount(
                                        Optional.of(new Delay.Constant(Duration.ofMillis(500))),
                                        Optional.empty(),
                                        Optional.empty())));
    }

    @Test
    @DisplayName("reads what it has written, whatever the plan")
    void roundTrip() {
        for (long seed = 1; seed <= RANDOM_PLANS; seed++) {
            var plan = FaultSchedule.of(seed, 12, Duration.ofSeconds(90)).draw(LANDSCAPE);

            assertThat(PlanText.parse(PlanText.format(plan), LANDSCAPE)).isEqualTo(plan);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "20ms, 20ms",
        "1.5s, 1.5s",
        "2m, 2m",
        "0.25ms, 0.25ms",
        "90s, 90s",
        "120s, 2m",
        "1h, 60m",
        "0ms, 0s",
        "10ms..50ms, 10ms..50ms",
        "~20ms, ~20ms",
        "20ms+-5ms, 20ms+-5ms"
    })
    @DisplayName("knows delays as constants, ranges, means and with jitter")
    void delays(String written, String normal) {
        assertThat(parse("latency order->inventory --delay " + written).getFirst().delay())
                .hasToString(normal);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "latency, order→inventory, order->inventory",
        "crash, order-1, node:order-1",
        "disk-full, order, database:order",
        "slow-database, order, database:order",
        "poison, order.news~inventory, group:order.news~inventory",
        "poison, order-list, projection:order-list",
        "poison, saga:order, saga:order",
        "poison, order, saga:order",
        "slow-consumer, order.news~inventory, group:order.news~inventory",
        "refused, topic:order.news, topic:order.news",
        "partition, inventory->order, inventory->order",
        "partition, inventory↔order, order<->inventory",
        "partition, order->bus, order->bus"
    })
    @DisplayName("takes a target without its kind, where that is clear, and real arrows")
    void targets(String kind, String written, String target) {
        assertThat(parse(kind + " " + written).getFirst().target()).hasToString(target);
    }

    @Test
    @DisplayName("counts an end that is said as a length from the start")
    void windows() {
        assertThat(parse("latency order->inventory --from 5s --for 500ms").getFirst().window())
                .isEqualTo(Window.of(Duration.ofSeconds(5), Duration.ofMillis(5500)));
    }

    @Test
    @DisplayName("names who has no name, by kind and number")
    void names() {
        var plan = "disk-full order\nlatency gateway->order\ndisk-full inventory\n";

        assertThat(parse(plan))
                .extracting(Fault::name)
                .containsExactly("disk-full-1", "latency-1", "disk-full-2");
        assertThat(parse(plan).getLast().target()).isEqualTo(new OfDatabase("inventory"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "reply-losst order->inventory | Did you mean \"reply-lost\"?",
                "latency | expected a kind of fault and its target, found \"latency\"",
                "latency order->inventry | Did you mean \"order->inventory\"?",
                "crash ordr-1 | expected a target of crash (node:inventory-1, node:order-1), found"
                        + " \"ordr-1\". Did you mean \"order-1\"?",
                "poison order->inventory | expected a target of poison",
                "latency gateway<->order | found \"gateway<->order\"",
                "latency order->inventory --probabilty 0.1 | Did you mean \"--probability\"?",
                "latency order->inventory --delay | expected a value after --delay, found none",
                "latency order->inventory --delay 1s --delay 2s | expected --delay once",
                "latency order->inventory --delay 20 | expected a delay such as 20ms",
                "latency order->inventory --delay 5ms..1ms | the most must be at least the least",
                "latency order->inventory --delay 5ms+-10ms | jitter must be at most the delay",
                "latency order->inventory --from 5x | expected a number with ms, s, m, h or d",
                "latency order->inventory --from 5sec | found \"5sec\". Did you mean \"5s\"?",
                "latency order->inventory --delay 10msec..1sec | Did you mean \"10ms..1s\"?",
                "latency order->inventory --from -1s | from must be >= 0s",
                "latency order->inventory --probability 1.5 | a probability from 0 to 1, found",
                "latency order->inventory --probability -1 | a probability from 0 to 1, found",
                "latency order->inventory --probability NaN | a probability from 0 to 1, found",
                "latency order->inventory --every 0 | a whole number from 1",
                "latency order->inventory --every 2 --probability 0.1 | found both",
                "latency order->inventory --from 10s --until 5s | the end must be after the start",
                "error-reply order->inventory --status 404 | a status of 408, 429 or 500 to 599, found \"404\"",
                "error-reply database:order --status 503 | does not take a status",
                "refused order->inventory --delay 1s | refused does not take a delay",
                "partition order->inventory --every 2 | on for a while and has no rate",
                "latency order->inventory --name Flaky | a name of 1 to 60"
            })
    @DisplayName("is refused with what was expected, what was found, and the nearest valid word")
    void refused(String line, String message) {
        assertThatThrownBy(() -> parse("# one line\nlatency gateway->order\n" + line))
                .isInstanceOf(PlanRejected.class)
                .hasMessageStartingWith("line 3: ")
                .hasMessageContaining(message);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "latency gateway->order --name a | latency order->inventory --name a"
                        + " | two faults have the name \"a\"; the other one is in line 1",
                "partition order->inventory --until 5s | partition order<->inventory --from 4s"
                        + " | contradict each other",
                "clock-skew order-1 | clock-skew order-1 --skew 1s | contradict each other",
                "refused order->inventory | latency order->inventory --every 2"
                        + " | latency-1 can never strike: refused-1 always strikes first",
                "reply-lost order->inventory --every 2 | request-lost order->inventory"
                        + " | reply-lost-1 can never strike",
                "poison order.news~inventory | duplicate order.news~inventory --probability 0.1"
                        + " | duplicate-1 can never strike",
                "corrupted topic:order.news | duplicate topic:order.news | duplicate-1 can never strike",
                "error-reply order->inventory | latency order->inventory"
                        + " | latency-1 can never strike"
            })
    @DisplayName("is refused when two of its faults contradict each other")
    void contradictions(String first, String second, String message) {
        assertThatThrownBy(() -> parse(first + "\n" + second))
                .isInstanceOf(PlanRejected.class)
                .hasMessageStartingWith("line 2: ")
                .hasMessageContaining(message);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "partition order->inventory --until 5s | partition order->inventory --from 5s",
                "partition order->inventory | partition inventory->order",
                "refused order->inventory --until 5s | latency order->inventory",
                "reply-lost order->inventory | refused order->inventory --every 2",
                "crash order-1 | crash order-1 --from 10s",
                "latency order->inventory --delay 5ms | latency order->inventory --every 9 --delay 1s",
                "error-reply database:order | latency database:order --every 2",
                "disk-full database:order | reply-lost database:order --every 2"
            })
    @DisplayName("is taken when both of two faults on a target can strike")
    void noContradictions(String first, String second) {
        assertThat(parse(first + "\n" + second)).hasSize(2);
    }
}
