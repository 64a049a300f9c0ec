package greenbelt.view;

import greenbelt.telemetry.Span;
import greenbelt.telemetry.Span.Status;
import greenbelt.telemetry.SpanKind;
import greenbelt.telemetry.Trace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Traces to draw.
final class Traces {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final String CREDIT =
            "/credit-reservations/6d4157b2-8e5b-42ed-ba4f-cf4e490a5df3";

    /// An order that was placed: one call failed, and a node crashed while it handled an event.
    static final Trace ORDER =
            new Trace(
                    "4bf92f3577b34da6a3ce929d0e0e4736",
                    false,
                    List.of(
                            span(1, 0, "gateway", "POST /orders", SpanKind.SERVER)
                                    .from(0)
                                    .took(40_000)
                                    .span(),
                            span(2, 1, "gateway", "POST", SpanKind.CLIENT)
                                    .from(500)
                                    .took(39_000)
                                    .with("http.request.method", "POST")
                                    .with("url.path", "/orders")
                                    .span(),
                            span(3, 2, "order", "POST /orders", SpanKind.SERVER)
                                    .from(1_000)
                                    .took(38_000)
                                    .span(),
                            span(4, 3, "order", "append events", SpanKind.CLIENT)
                                    .from(1_500)
                                    .took(4_170)
                                    .span(),
                            span(5, 3, "order", "POST", SpanKind.CLIENT)
                                    .from(7_000)
                                    .took(12_000)
                                    .with("http.request.method", "POST")
                                    .with(
                                            "url.path",
                                            "/credit-reservations/6d4157b2-8e5b-42ed-ba4f-cf4e490a5df3")
                                    .with("error.type", "503")
                                    .is(Status.FAILED)
                                    .span(),
                            span(6, 4, "order", "process events", SpanKind.CONSUMER)
                                    .from(45_000)
                                    .took(3)
                                    .with("cloudevents.event_type", "OrderPlaced")
                                    .with("messaging.consumer.group.name", "orders")
                                    .span(),
                            span(7, 6, "order", "update read model", SpanKind.CLIENT)
                                    .from(46_000)
                                    .is(Status.LOST)
                                    .span()),
                    0);

    /// An order whose credit is reserved twice: the first answer is lost, the second request gets nowhere.
    static final Trace CONVERSATION =
            new Trace(
                    "0af7651916cd43dd8448eb211c80319c",
                    false,
                    List.of(
                            request(1, 0, "gateway", SpanKind.SERVER, "POST", "/orders")
                                    .from(0)
                                    .took(9_000)
                                    .with("http.response.status_code", "502")
                                    .is(Status.FAILED)
                                    .span(),
                            request(2, 1, "gateway", SpanKind.CLIENT, "POST", "/orders")
                                    .from(0)
                                    .took(9_000)
                                    .with("error.type", "greenbelt.http.CallFailed")
                                    .is(Status.FAILED)
                                    .span(),
                            request(3, 2, "order", SpanKind.SERVER, "POST", "/orders")
                                    .from(1_000)
                                    .is(Status.LOST)
                                    .span(),
                            span(4, 3, "order", "append events", SpanKind.CLIENT)
                                    .from(2_000)
                                    .took(500)
                                    .with("db.operation.name", "append")
                                    .with("cloudevents.event_type", "OrderPlaced")
                                    .span(),
                            request(5, 3, "order", SpanKind.CLIENT, "PUT", CREDIT)
                                    .from(3_000)
                                    .with("server.address", "user")
                                    .with("greenbelt.fault", "flaky: reply-lost")
                                    .is(Status.LOST)
                                    .span(),
                            request(6, 5, "user", SpanKind.SERVER, "PUT", CREDIT)
                                    .from(4_000)
                                    .took(1_000)
                                    .with("http.response.status_code", "200")
                                    .span(),
                            request(7, 3, "order", SpanKind.CLIENT, "PUT", CREDIT)
                                    .from(40_000)
                                    .took(2_000)
                                    .with("server.address", "user")
                                    .with("error.type", "greenbelt.http.CallFailed")
                                    .is(Status.FAILED)
                                    .span(),
                            span(8, 4, "order", "send user.commands", SpanKind.PRODUCER)
                                    .from(45_000)
                                    .took(100)
                                    .with("cloudevents.event_type", "ReserveCredit")
                                    .span(),
                            span(9, 8, "user", "process user.commands", SpanKind.CONSUMER)
                                    .from(50_000)
                                    .took(300)
                                    .with("cloudevents.event_type", "ReserveCredit")
                                    .with("greenbelt.attempt", "2")
                                    .span()),
                    0);

    private Traces() {}

    private static Builder request(
            int id, int parent, String service, SpanKind kind, String method, String path) {
        return span(id, parent, service, method, kind)
                .with("http.request.method", method)
                .with("url.path", path);
    }

    private static Builder span(int id, int parent, String service, String name, SpanKind kind) {
        return new Builder(id, parent, service, name, kind);
    }

    /// Says of a span what matters, in any order.
    private static final class Builder {
        private final int id;
        private final int parent;
        private final String service;
        private final String name;
        private final SpanKind kind;
        private final Map<String, String> attributes = new TreeMap<>();
        private Instant start = START;
        private Optional<Instant> end = Optional.empty();
        private Status status = Status.DONE;

        Builder(int id, int parent, String service, String name, SpanKind kind) {
            this.id = id;
            this.parent = parent;
            this.service = service;
            this.name = name;
            this.kind = kind;
        }

        Builder from(long micros) {
            start = START.plusNanos(micros * 1_000);
            return this;
        }

        Builder took(long micros) {
            end = Optional.of(start.plusNanos(micros * 1_000));
            return this;
        }

        Builder with(String key, String value) {
            attributes.put(key, value);
            return this;
        }

        Builder is(Status newStatus) {
            status = newStatus;
            return this;
        }

        Span span() {
            return new Span(
                    "%016x".formatted(id),
                    parent == 0 ? Optional.empty() : Optional.of("%016x".formatted(parent)),
                    false,
                    service,
                    service + "-1",
                    name,
                    kind,
                    start,
                    end,
                    status,
                    new TreeMap<>(attributes),
                    List.of(),
                    List.of());
        }
    }
}
