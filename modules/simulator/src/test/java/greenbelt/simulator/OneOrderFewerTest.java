package greenbelt.simulator;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.contract.Edge;
import greenbelt.contract.Mode;
import greenbelt.http.Request;
import greenbelt.telemetry.Span;
import greenbelt.telemetry.SpanKind;
import greenbelt.telemetry.Trace;
import greenbelt.world.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A load with one order fewer")
class OneOrderFewerTest {
    private static final long SEED = 7;
    private static final int[] ALL = IntStream.range(0, 12).toArray();
    private static final int[] FEWER = IntStream.of(ALL).filter(n -> n != 4).toArray();

    @ParameterizedTest(name = "order→user {0}, order→inventory {1}")
    @CsvSource({"SYNC, SYNC", "SYNC, ASYNC", "ASYNC, SYNC", "ASYNC, ASYNC"})
    @DisplayName(
            "draws the same for each of the others: its id, its spans, and how long its calls travel")
    void drawsTheSame(Mode toUser, Mode toInventory) {
        var all = drawn(toUser, toInventory, ALL, OneOrderFewerTest::load);
        var fewer = drawn(toUser, toInventory, FEWER, OneOrderFewerTest::load);

        assertThat(all).hasSize(ALL.length).containsAllEntriesOf(fewer);
        assertThat(fewer).hasSize(FEWER.length);
    }

    @Test
    @DisplayName("does not when orders draw from a stream that they share")
    void oneStreamForAll() {
        var all = drawn(Mode.SYNC, Mode.SYNC, ALL, OneOrderFewerTest::withKeysFromOneStream);
        var fewer = drawn(Mode.SYNC, Mode.SYNC, FEWER, OneOrderFewerTest::withKeysFromOneStream);

        fewer.entrySet().removeAll(all.entrySet());
        assertThat(fewer).as("what differs, from the order that is missing on").hasSize(7);
    }

    /// Places these of the orders.
    private interface Placing {
        void place(Simulator system, int[] orders);
    }

    private static void load(Simulator system, int[] orders) {
        var plan =
                new LoadPlan(ALL.length, OptionalInt.empty(), 8, SEED, LoadPlan.of(1).settling());
        new Load(system.world(), console(system), system.client(), plan).run(orders, _ -> {});
    }

    private static void withKeysFromOneStream(Simulator system, int[] orders) {
        var shopping = Shopping.in(system.client(), SEED);
        for (int n : orders) {
            var key = system.world().random("keys").nextUuid().toString();
            var order = Request.post("/orders", shopping.order(n)).with("idempotency-key", key);
            console(system).spawn("order " + n, () -> system.client().call(order).body().close());
        }
    }

    private static Node console(Simulator system) {
        return system.world().node(Simulator.CONSOLE).orElseThrow();
    }

    /// What was drawn for each order, by the id of its trace.
    private static Map<String, List<Drawn>> drawn(
            Mode toUser, Mode toInventory, int[] orders, Placing placing) {
        try (var system = Simulator.open(Plan.virtual(SEED))) {
            system.mode(Edge.ORDER_USER, toUser);
            system.mode(Edge.ORDER_INVENTORY, toInventory);
            system.run("place", () -> placing.place(system, orders));
            var found = new TreeMap<String, List<Drawn>>();
            for (var trace : system.traces().recent(Integer.MAX_VALUE)) {
                if (trace.first().name().equals("POST /orders")) {
                    found.put(trace.id(), Drawn.in(trace));
                }
            }
            return found;
        }
    }

    /// What was drawn for a span. Not when it began and how long it took: it may have waited for other orders, and
    /// tasks that work for all of them draw from streams of their own how long that takes.
    ///
    /// @param span at no time
    /// @param there how long the request was under way, when it is the server's end of a call
    /// @param back how long the response was
    private record Drawn(Span span, Optional<Duration> there, Optional<Duration> back) {
        static List<Drawn> in(Trace trace) {
            return trace.spans().stream()
                    .map(span -> of(span, trace))
                    .sorted(comparing(drawn -> drawn.span().id()))
                    .toList();
        }

        private static Drawn of(Span span, Trace trace) {
            var call =
                    span.kind() == SpanKind.SERVER
                            ? span.parent().flatMap(trace::span)
                            : Optional.<Span>empty();
            return new Drawn(
                    atNoTime(span),
                    call.map(client -> Duration.between(client.start(), span.start())),
                    call.map(client ->
                            Duration.between(
                                    span.end().orElseThrow(), client.end().orElseThrow())));
        }

        /// How many more requests the gateway would let pass is a matter of all orders.
        private static SortedMap<String, String> ofThisOrderAlone(
                SortedMap<String, String> attributes) {
            var alone = new TreeMap<>(attributes);
            alone.remove("greenbelt.gateway.limit");
            return alone;
        }

        private static Span atNoTime(Span span) {
            return new Span(
                    span.id(),
                    span.parent(),
                    span.parentOutside(),
                    span.service(),
                    span.node(),
                    span.name(),
                    span.kind(),
                    Instant.EPOCH,
                    Optional.empty(),
                    span.status(),
                    ofThisOrderAlone(span.attributes()),
                    List.of(),
                    span.links());
        }
    }
}
