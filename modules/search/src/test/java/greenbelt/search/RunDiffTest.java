package greenbelt.search;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.contract.OrderStatus;
import greenbelt.fault.FaultPlan;
import greenbelt.json.Json;
import greenbelt.search.OrderDiff.Aspect;
import greenbelt.search.OrderDiff.At;
import greenbelt.search.OrderDiff.Both;
import greenbelt.search.Workload.Modes;
import greenbelt.simulator.Variant;
import greenbelt.telemetry.Span;
import greenbelt.telemetry.SpanKind;
import greenbelt.telemetry.TraceDiff;
import greenbelt.view.Page;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The difference between two runs")
class RunDiffTest {
    private static final Workload WORKLOAD =
            Workload.parse("orders 12\nlines 1..1\nquantity 1..1\ngreedy 0\ncancels 0");

    private static Trial trial(Modes modes, String faults) {
        return Trial.of(7, WORKLOAD.steadily(modes), FaultSource.parse(faults).of(7));
    }

    @Test
    @DisplayName("is none when the same is run twice, also under faults")
    void same() {
        var trial = Trial.of(7, Workload.DEFAULT, FaultSource.random(3, Workload.DEFAULT).of(7));

        var diff = RunDiff.of(trial, trial);

        assertThat(diff.isSame()).isTrue();
        assertThat(diff.gaps()).isEmpty();
        assertThat(diff.orders())
                .hasSize(20)
                .allSatisfy(order -> {
                    assertThat(order.trace().pairs()).hasSizeGreaterThan(10);
                    assertThat(order.events()).hasSizeGreaterThan(3);
                    assertThat(order.status().first()).isPresent();
                });
    }

    @Test
    @DisplayName(
            "pairs orders by their number in the workload, whatever the seed, and finds wallets and stock")
    void otherSeed() {
        var one = Trial.of(7, Workload.DEFAULT, FaultPlan.NONE);
        var other = Trial.of(8, Workload.DEFAULT, FaultPlan.NONE);

        var diff = RunDiff.of(one, other);

        assertThat(diff.orders()).extracting(OrderDiff::n).hasSize(20).startsWith(1, 2, 3);
        assertThat(diff.differing(Aspect.ROW)).isNotEmpty();
        assertThat(diff.others()).anyMatch(field -> field.row().startsWith("wallet "));
        assertThat(diff.others()).anyMatch(field -> field.row().startsWith("stock "));
    }

    @Test
    @DisplayName("between sync and async is that a service is sent messages and not called")
    void modes() {
        var diff = RunDiff.of(trial(Modes.SYNC, ""), trial(Modes.ASYNC, ""));

        assertThat(diff.differing(Aspect.STRUCTURE)).hasSize(12);
        assertThat(diff.differing(Aspect.STATUS)).isEmpty();
        assertThat(diff.differing(Aspect.EVENTS)).isEmpty();
        assertThat(diff.others()).isEmpty();
        for (var order : diff.orders()) {
            assertThat(calls(order.trace().onlyInFirst()))
                    .as(order.name())
                    .containsExactlyInAnyOrder(
                            "order CLIENT PUT",
                            "user SERVER PUT /credit-reservations/{order}",
                            "order CLIENT PUT",
                            "inventory SERVER PUT /stock-reservations/{order}",
                            "order CLIENT POST",
                            "inventory SERVER POST /stock-reservations/{order}/shipment");
            assertThat(calls(order.trace().onlyInSecond())).as(order.name()).isEmpty();
            assertThat(messages(order.trace().onlyInFirst())).as(order.name()).isEmpty();
            assertThat(messages(order.trace().onlyInSecond()))
                    .as(order.name())
                    .containsExactlyInAnyOrderElementsOf(
                            List.of(
                                    "order PRODUCER send user.commands",
                                    "user CONSUMER process user.commands",
                                    "user PRODUCER send user.events",
                                    "order CONSUMER process user.events",
                                    "order PRODUCER send inventory.commands",
                                    "inventory CONSUMER process inventory.commands",
                                    "inventory PRODUCER send inventory.events",
                                    "order CONSUMER process inventory.events",
                                    "order PRODUCER send inventory.commands",
                                    "inventory CONSUMER process inventory.commands",
                                    "inventory PRODUCER send inventory.events",
                                    "order CONSUMER process inventory.events"));
        }
    }

    private static List<String> calls(List<Span> spans) {
        return spans.stream()
                .filter(span ->
                        span.kind() == SpanKind.SERVER
                                || (span.kind() == SpanKind.CLIENT && isRequest(span)))
                .map(RunDiffTest::inWords)
                .toList();
    }

    private static boolean isRequest(Span span) {
        return span.attribute("http.request.method").isPresent();
    }

    /// Without the events that the order service reads from its own store in either mode.
    private static List<String> messages(List<Span> spans) {
        return spans.stream()
                .filter(span ->
                        span.kind() == SpanKind.PRODUCER || span.kind() == SpanKind.CONSUMER)
                .map(RunDiffTest::inWords)
                .filter(words -> !words.equals("order CONSUMER process events"))
                .toList();
    }

    private static String inWords(Span span) {
        return "%s %s %s".formatted(span.service(), span.kind(), span.name());
    }

    @Test
    @DisplayName("of a fault that delays one order is that order")
    void oneStruck() {
        var diff =
                RunDiff.of(
                        trial(Modes.SYNC, ""),
                        trial(Modes.SYNC, "latency order->user --delay 5ms --every 7"));

        assertThat(diff.differing()).extracting(OrderDiff::name).containsExactly("order-7");
        var struck = diff.differing().getFirst();
        assertThat(struck.faults()).containsExactly("latency-1: latency");
        assertThat(struck.aspects())
                .isEqualTo(Set.of(Aspect.DURATION, Aspect.ATTRIBUTES, Aspect.EVENT_TIMES));
        assertThat(struck.duration().second().orElseThrow())
                .isGreaterThan(struck.duration().first().orElseThrow().plusMillis(4));
    }

    @Test
    @DisplayName(
            "of a fault is in the structure of those it struck, and in the times of those that waited for them")
    void struckAndTheirCompany() {
        var diff =
                RunDiff.of(
                        trial(Modes.SYNC, ""),
                        trial(Modes.SYNC, "reply-lost order->inventory --probability 0.2"));

        var struck = diff.orders().stream().filter(order -> !order.faults().isEmpty()).toList();
        var company = diff.differing().stream().filter(order -> order.faults().isEmpty()).toList();
        assertThat(struck).isNotEmpty();
        assertThat(company).isNotEmpty();
        assertThat(diff.differing(Aspect.STRUCTURE)).isEqualTo(struck);
        assertThat(company)
                .allSatisfy(order ->
                        assertThat(Set.of(Aspect.DURATION, Aspect.EVENT_TIMES))
                                .containsAll(order.aspects()));
        assertThat(draw(diff, Optional.empty()))
                .contains("Struck by a fault: order-")
                .contains("Not struck, and yet different: order-")
                .contains("They share tasks or nodes with those that were.")
                .endsWith(" more; to see one in full: --order order-N\n");
    }

    @Test
    @DisplayName("names the invariants that only one of them breaks")
    void broken() {
        var workload = Workload.parse("orders 6\ngreedy 2\ncancels 0\ntoggles 0\nmodes sync");
        var correct = Trial.of(7, workload, FaultPlan.NONE);
        var wrong = new Trial(7, workload, FaultPlan.NONE, Set.of(Variant.COMPENSATION_FORGOTTEN));

        var diff = RunDiff.of(correct, wrong);

        assertThat(diff.others())
                .filteredOn(field -> field.row().equals("invariants"))
                .isNotEmpty()
                .allSatisfy(field -> {
                    assertThat(field.first()).isEmpty();
                    assertThat(field.second()).contains("broken");
                });
        assertThat(diff.differing(Aspect.EVENTS)).hasSize(2);
    }

    @Test
    @DisplayName("shows an order that was placed although its customer never heard of it")
    void neverHeard() {
        var lost = "reply-lost console->gateway";
        var footprint = trial(Modes.SYNC, lost).footprint();

        assertThat(footprint.orders().values())
                .allMatch(order -> order.status().equals(Optional.of(OrderStatus.SHIPPED)));
    }

    @Test
    @DisplayName("of events and rows is drawn: what is in A, what is in B, and by how much")
    void drawn() {
        var order =
                new OrderDiff(
                        3,
                        new Both<>(Optional.of(OrderStatus.SHIPPED), Optional.empty()),
                        new Both<>(Optional.empty(), Optional.empty()),
                        new TraceDiff(List.of()),
                        List.of(
                                new Both<>(
                                        Optional.of(new At("OrderPlaced", Duration.ofMillis(2))),
                                        Optional.empty())),
                        RunDiff.fields(
                                "order-3", Footprint.row(Map.of("version", 6)), Footprint.NO_ROW),
                        new TreeSet<>());
        var diff = new RunDiff(List.of(order), List.of(), List.of());

        assertThat(draw(diff, Optional.empty()))
                .isEqualTo(
                        """
                        A: one
                        B: other
                        1 of 1 order differs.

                        differs in  orders  which
                        ──────────  ──────  ───────
                        status           1  order-3
                        events           1  order-3
                        row              1  order-3

                        order-3: shipped → not there, no trace
                        row      column   A  B
                        ───────  ───────  ─  ─
                        order-3  version  6  –
                        version  A                 at  B  at  later by
                        ───────  ───────────  ───────  ─  ──  ────────
                              1  OrderPlaced  2.00 ms  –   –         –
                        """);
    }

    @Test
    @DisplayName("is the same as JSON, of one order in full when one is asked for")
    void json() {
        var diff =
                RunDiff.of(
                        trial(Modes.SYNC, ""),
                        trial(Modes.SYNC, "latency order->user --delay 5ms --every 7"));

        var one = Json.write(new RunDiffView(diff, "one", "other", Optional.of(7)).json());
        var same = Json.write(new RunDiffView(diff, "one", "other", Optional.of(6)).json());

        assertThat(one)
                .startsWith(
                        "{\"first\":\"one\",\"second\":\"other\",\"orders\":12,\"differing\":1,")
                .contains("\"order\":\"order-7\"", "\"spans\":[{\"depth\":0,");
        assertThat(same).contains("\"order\":\"order-6\",\"differsIn\":[]", "\"spans\":[]");
    }

    private static String draw(RunDiff diff, Optional<Integer> order) {
        return new RunDiffView(diff, "one", "other", order).draw(Page.unicode(120));
    }
}
