package greenbelt.telemetry;

import greenbelt.event.TraceContext;
import greenbelt.telemetry.Span.Status;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A span as the store keeps it.
///
/// While it runs it is OpenTelemetry's own object; when it ends, what is worth keeping is packed, because half a
/// million of them are in memory. Guarded by its trace.
final class StoredSpan {
    private static final List<String> SUBJECTS =
            List.of(Keys.ORDER.getKey(), Keys.EVENT_SUBJECT.getKey());
    private static final Object[] NONE = {};
    private static final long[] NO_LINKS = {};

    private final long id;
    private final long parent;
    private final boolean parentOutside;
    private final Instance instance;
    private final long startNanos;
    private final SpanKind kind;
    private @Nullable ReadableSpan running;
    private String name = "";
    private boolean failed;
    private long endNanos;
    private Object[] attributes = NONE; // key, value, key, value
    private long[] links = NO_LINKS; // trace id in two halves, span id
    private List<Span.Event> events = List.of();

    StoredSpan(ReadableSpan running, boolean parentOutside, Instance instance, long startNanos) {
        this.running = running;
        this.kind = kind(running.getKind());
        this.id = Hex.toLong(running.getSpanContext().getSpanId());
        this.parent = Hex.toLong(running.getParentSpanContext().getSpanId());
        this.parentOutside = parentOutside;
        this.instance = instance;
        this.startNanos = startNanos;
    }

    long id() {
        return id;
    }

    /// The parent's id, 0 when there is none.
    long parent() {
        return parent;
    }

    SpanKind kind() {
        return kind;
    }

    boolean parentOutside() {
        return parentOutside;
    }

    /// Whether it says, while it still runs, that it is about this order.
    boolean isRunningAbout(String order) {
        return running != null
                && (order.equals(running.getAttribute(Keys.ORDER))
                        || order.equals(running.getAttribute(Keys.EVENT_SUBJECT)));
    }

    /// What it was about, when it has ended.
    void addSubjectsTo(Collection<String> subjects) {
        for (int i = 0; i < attributes.length; i += 2) {
            if (SUBJECTS.contains(attributes[i]) && !subjects.contains(attributes[i + 1])) {
                subjects.add(attributes[i + 1].toString());
            }
        }
    }

    void end(SpanData data, SharedValues shared) {
        running = null;
        name = shared.share(data.getName());
        failed = data.getStatus().getStatusCode() == StatusCode.ERROR;
        endNanos = data.getEndEpochNanos();
        attributes = pack(data.getAttributes(), shared);
        links = data.getLinks().isEmpty() ? NO_LINKS : packLinks(data.getLinks());
        events = data.getEvents().isEmpty() ? List.of() : events(data.getEvents());
    }

    private static Object[] pack(Attributes attributes, SharedValues shared) {
        var packed = new ArrayList<Object>(2 * attributes.size());
        attributes.forEach((key, value) -> {
            packed.add(key.getKey());
            packed.add(isCommon(key, value) ? shared.shareAny(value) : value);
        });
        return packed.toArray();
    }

    private static boolean isCommon(AttributeKey<?> key, Object value) {
        return value instanceof Long || key.equals(Keys.DB_QUERY);
    }

    private static long[] packLinks(List<LinkData> links) {
        var packed = new long[3 * links.size()];
        int at = 0;
        for (var link : links) {
            var context = link.getSpanContext();
            packed[at++] = Hex.toLong(context.getTraceId().substring(0, 16));
            packed[at++] = Hex.toLong(context.getTraceId().substring(16));
            packed[at++] = Hex.toLong(context.getSpanId());
        }
        return packed;
    }

    private static List<Span.Event> events(List<EventData> events) {
        return events.stream()
                .map(event ->
                        new Span.Event(
                                Nanos.instant(event.getEpochNanos()),
                                event.getName(),
                                sorted(event.getAttributes())))
                .toList();
    }

    private static SortedMap<String, String> sorted(Attributes attributes) {
        var sorted = new TreeMap<String, String>();
        attributes.forEach((key, value) -> sorted.put(key.getKey(), value.toString()));
        return sorted;
    }

    private static SpanKind kind(io.opentelemetry.api.trace.SpanKind kind) {
        return switch (kind) {
            case INTERNAL -> SpanKind.INTERNAL;
            case SERVER -> SpanKind.SERVER;
            case CLIENT -> SpanKind.CLIENT;
            case PRODUCER -> SpanKind.PRODUCER;
            case CONSUMER -> SpanKind.CONSUMER;
        };
    }

    Span snapshot() {
        var current = running;
        return current == null ? ended() : unfinished(current);
    }

    private Span ended() {
        var sorted = new TreeMap<String, String>();
        for (int i = 0; i < attributes.length; i += 2) {
            sorted.put(attributes[i].toString(), attributes[i + 1].toString());
        }
        var linked = new ArrayList<TraceContext>();
        for (int i = 0; i < links.length; i += 3) {
            linked.add(
                    new TraceContext(
                            Hex.of(links[i]) + Hex.of(links[i + 1]), Hex.of(links[i + 2]), true));
        }
        return span(
                name,
                Optional.of(Nanos.instant(endNanos)),
                failed ? Status.FAILED : Status.DONE,
                sorted,
                events,
                linked);
    }

    private Span unfinished(ReadableSpan span) {
        var data = span.toSpanData();
        return span(
                data.getName(),
                Optional.empty(),
                instance.isUp() ? Status.RUNNING : Status.LOST,
                sorted(data.getAttributes()),
                events(data.getEvents()),
                data.getLinks().stream()
                        .map(link -> Contexts.ofOpenTelemetry(link.getSpanContext()))
                        .toList());
    }

    private Span span(
            String spanName,
            Optional<Instant> end,
            Status status,
            SortedMap<String, String> sorted,
            List<Span.Event> spanEvents,
            List<TraceContext> linked) {
        return new Span(
                Hex.of(id),
                parent == 0 ? Optional.empty() : Optional.of(Hex.of(parent)),
                parentOutside,
                instance.service(),
                instance.node(),
                spanName,
                kind,
                Nanos.instant(startNanos),
                end,
                status,
                sorted,
                spanEvents,
                linked);
    }
}
