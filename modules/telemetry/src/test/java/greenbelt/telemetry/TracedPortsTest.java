package greenbelt.telemetry;

import static greenbelt.telemetry.Log.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import greenbelt.event.TraceContext;
import greenbelt.http.CallFailed;
import greenbelt.http.Method;
import greenbelt.http.Request;
import greenbelt.telemetry.LogEntry.Level;
import greenbelt.telemetry.Trace.Branch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Traced ports")
class TracedPortsTest {
    private final SmallTown town = new SmallTown(7);

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    @DisplayName(
            "make one trace of a request, the event it caused, its message, and the work done on it")
    void oneTrace() {
        town.post("/orders");

        assertThat(
                        drawn(
                                town.onlyTrace(),
                                span -> span.service() + " " + span.kind() + " " + span.name()))
                .isEqualTo(
                        """
                        gateway SERVER POST
                          gateway CLIENT POST
                            order SERVER POST /orders
                              order CLIENT append events
                                order CONSUMER process events
                                  order PRODUCER send orders
                                    inventory CONSUMER process orders
                                      inventory CLIENT note message
                        """);
    }

    @Test
    @DisplayName("link the handling of a message to the span that sent it")
    void links() {
        town.post("/orders");

        var trace = town.onlyTrace();
        var producer = town.span("send orders");
        var consumer = town.span("process orders");
        assertThat(consumer.parent()).hasValue(producer.id());
        assertThat(consumer.links())
                .containsExactly(new TraceContext(trace.id(), producer.id(), true));
    }

    @Test
    @DisplayName("describe spans by OpenTelemetry's semantic conventions")
    void conventions() {
        town.post("/orders");

        assertThat(
                        town.onlyTrace().spans().stream()
                                .map(span -> span.name() + "\n" + lines(span.attributes()))
                                .collect(Collectors.joining()))
                .isEqualTo(
                        """
                        POST
                            http.request.method=POST
                            http.response.status_code=202
                            server.address=gateway
                            url.path=/orders
                            url.scheme=http
                        POST
                            http.request.method=POST
                            http.response.status_code=202
                            server.address=order
                            url.path=/orders
                        POST /orders
                            greenbelt.order=order-1
                            http.request.method=POST
                            http.response.status_code=202
                            http.route=/orders
                            server.address=order
                            url.path=/orders
                            url.scheme=http
                        append events
                            cloudevents.event_subject=order-1
                            cloudevents.event_type=OrderPlaced
                            db.namespace=events
                            db.operation.name=append
                            db.system.name=h2
                            greenbelt.stream=order-1
                        process events
                            cloudevents.event_subject=order-1
                            cloudevents.event_type=OrderPlaced
                            greenbelt.stream=order-1
                            messaging.consumer.group.name=relay
                            messaging.destination.name=events
                            messaging.message.id=6e7f85a9-d0fe-3b5d-bb50-4c6f2991d744
                            messaging.operation.name=process
                            messaging.operation.type=process
                            messaging.system=greenbelt
                        send orders
                            cloudevents.event_subject=order-1
                            cloudevents.event_type=OrderPlaced
                            messaging.destination.name=orders
                            messaging.message.id=6e7f85a9-d0fe-3b5d-bb50-4c6f2991d744
                            messaging.operation.name=send
                            messaging.operation.type=send
                            messaging.system=greenbelt
                        process orders
                            cloudevents.event_subject=order-1
                            cloudevents.event_type=OrderPlaced
                            greenbelt.attempt=1
                            messaging.consumer.group.name=inventory
                            messaging.destination.name=orders
                            messaging.message.id=6e7f85a9-d0fe-3b5d-bb50-4c6f2991d744
                            messaging.operation.name=process
                            messaging.operation.type=process
                            messaging.system=greenbelt
                        note message
                            db.namespace=inventory
                            db.operation.name=note message
                            db.query.text=insert into handled values (?)
                            db.system.name=h2
                        """);
    }

    private static String lines(SortedMap<String, String> attributes) {
        return attributes.entrySet().stream()
                .map(attribute -> "    " + attribute + "\n")
                .collect(Collectors.joining());
    }

    @Test
    @DisplayName("have no orphans")
    void noOrphans() {
        town.post("/orders");

        assertThat(town.telemetry.traces().orphans(10)).isEmpty();
    }

    @Test
    @DisplayName("continue at the edge what a client began, and tell the handler")
    void edge() {
        var client = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        var response =
                town.call(Request.of(Method.POST, "/orders").with(Request.TRACEPARENT, client));

        var trace = town.onlyTrace();
        assertThat(trace.id()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(trace.first().parentOutside()).isTrue();
        assertThat(trace.orphans()).isEmpty();
        assertThat(response.headers().first("seen"))
                .hasValue(
                        new TraceContext(trace.id(), town.span("POST /orders", "order").id(), true)
                                .traceparent());
    }

    @Test
    @DisplayName("say what went wrong on both sides of a call")
    void serverError() {
        town.post("/broken");

        assertThat(town.onlyTrace().spans())
                .extracting(
                        Span::service,
                        Span::kind,
                        Span::status,
                        span -> span.attribute("error.type"))
                .containsExactly(
                        tuple("gateway", SpanKind.SERVER, Span.Status.FAILED, Optional.of("500")),
                        tuple("gateway", SpanKind.CLIENT, Span.Status.FAILED, Optional.of("500")),
                        tuple("order", SpanKind.SERVER, Span.Status.FAILED, Optional.of("500")));
    }

    @Test
    @DisplayName("record a call that had no response as failed")
    void noResponse() {
        town.order.crash();

        assertThat(town.post("/orders").status()).isEqualTo(503);
        assertThat(town.span("POST", "gateway").attribute("error.type"))
                .hasValue(CallFailed.class.getName());
    }

    @Test
    @DisplayName("record each attempt to handle a message")
    void attempts() {
        town.failuresLeft = 2;
        town.post("/orders");
        town.world.enter(
                town.client,
                "wait",
                () -> {
                    town.world.sleep(Duration.ofMinutes(1));
                    return true;
                });

        assertThat(
                        town.onlyTrace().spans().stream()
                                .filter(it -> it.name().equals("process orders")))
                .extracting(it -> it.attribute("greenbelt.attempt").orElseThrow(), Span::status)
                .containsExactly(
                        tuple("1", Span.Status.FAILED),
                        tuple("2", Span.Status.FAILED),
                        tuple("3", Span.Status.DONE));
    }

    @Test
    @DisplayName("record each attempt to handle a redriven message, in the trace that it came with")
    void redrive() {
        var bus = town.telemetry.tracer("client", town.client).traced(town.bus);
        town.failuresLeft = 8;
        town.post("/orders");
        town.world.enter(
                town.client,
                "redrive",
                () -> {
                    town.world.sleep(Duration.ofMinutes(1));
                    return bus.redrive(SmallTown.ORDERS, SmallTown.INVENTORY, 10);
                });

        assertThat(
                        town.onlyTrace().spans().stream()
                                .filter(it -> it.name().equals("process orders"))
                                .skip(7))
                .extracting(it -> it.attribute("greenbelt.attempt").orElseThrow(), Span::status)
                .containsExactly(tuple("8", Span.Status.FAILED), tuple("9", Span.Status.DONE));
    }

    @Test
    @DisplayName("log a failure where it leaves a service, with its trace")
    void failureIsLogged() {
        town.post("/broken");

        var trace = town.onlyTrace();
        assertThat(town.telemetry.recentLog().ofTrace(trace.id(), 10))
                .extracting(LogEntry::node, LogEntry::level, LogEntry::fields)
                .containsExactly(
                        tuple(
                                "order-1",
                                Level.WARN,
                                List.of(field("work", "POST /broken"), field("status", 500))),
                        tuple(
                                "gateway-1",
                                Level.WARN,
                                List.of(field("work", "POST /broken"), field("status", 500))));
    }

    @Test
    @DisplayName("do not record health checks")
    void health() {
        town.call(Request.get("/health"));

        assertThat(town.telemetry.traces().recent(10)).isEmpty();
    }

    @Test
    @DisplayName("record a cursor to its end, with its query and how many rows were pulled")
    void cursor() {
        var tracer = town.telemetry.tracer("inventory", town.inventory);
        town.world.enter(
                town.inventory, "look", () -> tracer.span("look through").call(town::scan));

        assertThat(town.onlyTrace().spans())
                .extracting(
                        Span::name,
                        span -> span.attribute("db.query.text"),
                        span -> span.attribute("db.response.returned_rows"))
                .containsExactly(
                        tuple("look through", Optional.empty(), Optional.empty()),
                        tuple(
                                "scan messages",
                                Optional.of("select id from handled order by id"),
                                Optional.of("0")));
    }

    @Test
    @DisplayName("let the span of a cursor last while its rows are read")
    void whileRowsAreRead() {
        var tracer = town.telemetry.tracer("inventory", town.inventory);
        town.world.enter(
                town.inventory, "look", () -> tracer.span("look through").call(town::scanSlowly));

        assertThat(town.onlyTrace().spans().getLast().duration()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    @DisplayName("do not record database work that nobody asked for")
    void background() {
        town.world.enter(town.inventory, "sweep", town::count);

        assertThat(town.telemetry.traces().recent(10)).isEmpty();
    }

    @Test
    @DisplayName("keep what a crashed node was doing, marked as lost")
    void crash() {
        town.world.enter(
                town.client,
                "crash",
                () -> {
                    town.client.spawn(
                            "post",
                            () -> assertThatThrownBy(() -> town.callIn("/slow")).isNotNull());
                    town.world.sleep(Duration.ofMillis(50));
                    town.order.crash();
                    return true;
                });

        assertThat(town.onlyTrace().spans())
                .extracting(Span::service, Span::kind, Span::status)
                .containsExactly(
                        tuple("gateway", SpanKind.SERVER, Span.Status.FAILED),
                        tuple("gateway", SpanKind.CLIENT, Span.Status.FAILED),
                        tuple("order", SpanKind.SERVER, Span.Status.LOST));
        assertThat(town.onlyTrace().orphans()).isEmpty();
    }

    @Test
    @DisplayName("give the same traces for the same seed, and others for another")
    void sameSeedSameTraces() {
        assertThat(traces(1)).isEqualTo(traces(1)).isNotEqualTo(traces(2));
    }

    private static List<Trace> traces(long seed) {
        try (var other = new SmallTown(seed)) {
            for (int i = 0; i < 5; i++) {
                other.post("/orders");
            }
            return other.telemetry.traces().recent(10);
        }
    }

    private static String drawn(Trace trace, Function<Span, String> label) {
        var drawn = new StringBuilder();
        trace.trees().forEach(tree -> draw(tree, "", label, drawn));
        return drawn.toString();
    }

    private static void draw(
            Branch branch, String indent, Function<Span, String> label, StringBuilder drawn) {
        drawn.append(indent).append(label.apply(branch.span())).append('\n');
        branch.children().forEach(child -> draw(child, indent + "  ", label, drawn));
    }
}
