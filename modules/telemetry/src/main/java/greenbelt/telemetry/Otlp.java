package greenbelt.telemetry;

import greenbelt.telemetry.Span.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Traces in the JSON form of the OpenTelemetry protocol, as collectors take it at `/v1/traces`.
///
/// A span that is running has no end, as the protocol asks; one that is lost has the status of an error and says so.
///
/// @see <a href="https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding">OTLP, JSON Protobuf Encoding</a>
public final class Otlp {
    private static final String SCOPE = "greenbelt";
    private static final int STATUS_ERROR = 2;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private Otlp() {}

    /// Where spans come from.
    private record Source(String service, String node) implements Comparable<Source> {
        @Override
        public int compareTo(Source other) {
            int byService = service.compareTo(other.service);
            return byService == 0 ? node.compareTo(other.node) : byService;
        }
    }

    /// These traces as one request: maps, lists, texts and numbers, for JSON.
    public static Map<String, Object> request(Collection<Trace> traces) {
        var sources = new TreeMap<Source, List<Object>>();
        for (var trace : traces) {
            for (var span : trace.spans()) {
                sources.computeIfAbsent(
                                new Source(span.service(), span.node()), _ -> new ArrayList<>())
                        .add(span(trace.id(), span));
            }
        }
        var resources = new ArrayList<Object>();
        sources.forEach((source, spans) -> resources.add(resource(source, spans)));
        return fields("resourceSpans", resources);
    }

    private static Map<String, Object> resource(Source source, List<Object> spans) {
        var attributes = new TreeMap<String, String>();
        attributes.put("service.name", source.service());
        attributes.put("service.instance.id", source.node());
        var resource = fields("resource", fields("attributes", attributes(attributes)));
        var scope = fields("scope", fields("name", SCOPE));
        scope.put("spans", spans);
        resource.put("scopeSpans", List.of(scope));
        return resource;
    }

    private static Map<String, Object> span(String traceId, Span span) {
        var fields = fields("traceId", traceId);
        fields.put("spanId", span.id());
        span.parent().ifPresent(parent -> fields.put("parentSpanId", parent));
        fields.put("name", span.name());
        fields.put("kind", kind(span.kind()));
        fields.put("startTimeUnixNano", nanos(span.start()));
        span.end().ifPresent(end -> fields.put("endTimeUnixNano", nanos(end)));
        fields.put("attributes", attributes(span.attributes()));
        fields.put("events", span.events().stream().map(Otlp::event).toList());
        fields.put(
                "links",
                span.links().stream()
                        .map(link -> {
                            var linked = fields("traceId", link.traceId());
                            linked.put("spanId", link.spanId());
                            return linked;
                        })
                        .toList());
        fields.put("status", status(span.status()));
        return fields;
    }

    /// As in the protocol's enumeration `SpanKind`.
    private static int kind(SpanKind kind) {
        return switch (kind) {
            case INTERNAL -> 1;
            case SERVER -> 2;
            case CLIENT -> 3;
            case PRODUCER -> 4;
            case CONSUMER -> 5;
        };
    }

    private static Map<String, Object> status(Status status) {
        return switch (status) {
            case RUNNING, DONE -> new LinkedHashMap<>();
            case FAILED -> fields("code", STATUS_ERROR);
            case LOST -> {
                var lost = fields("code", STATUS_ERROR);
                lost.put("message", "lost: its node went down meanwhile");
                yield lost;
            }
        };
    }

    private static Map<String, Object> event(Span.Event event) {
        var fields = fields("timeUnixNano", nanos(event.at()));
        fields.put("name", event.name());
        fields.put("attributes", attributes(event.attributes()));
        return fields;
    }

    private static List<Object> attributes(Map<String, String> attributes) {
        var all = new ArrayList<Object>();
        attributes.forEach((key, value) -> {
            var attribute = fields("key", key);
            attribute.put("value", fields("stringValue", value));
            all.add(attribute);
        });
        return all;
    }

    /// A 64-bit number is a text in this form.
    private static String nanos(Instant at) {
        return Long.toString(at.getEpochSecond() * NANOS_PER_SECOND + at.getNano());
    }

    private static Map<String, Object> fields(String name, Object value) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put(name, value);
        return fields;
    }
}
