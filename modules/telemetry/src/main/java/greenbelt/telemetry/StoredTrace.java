package greenbelt.telemetry;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A trace as the store keeps it: small, and still growing. Safe for many tasks.
final class StoredTrace {
    private final String id;
    private final boolean resumed;
    private final List<StoredSpan> spans = new ArrayList<>();
    private final List<String> subjects = new ArrayList<>(2); // few, so no set
    private int dropped;

    StoredTrace(String id, boolean resumed) {
        this.id = id;
        this.resumed = resumed;
    }

    String id() {
        return id;
    }

    synchronized int size() {
        return spans.size();
    }

    synchronized boolean isEmpty() {
        return spans.isEmpty();
    }

    synchronized boolean hasRoom() {
        boolean room = spans.size() < TraceStore.MAX_SPANS_PER_TRACE;
        if (!room) {
            dropped++;
        }
        return room;
    }

    synchronized boolean add(StoredSpan span) {
        boolean room = spans.size() < TraceStore.MAX_SPANS_PER_TRACE;
        if (room) {
            spans.add(span);
        } else {
            dropped++;
        }
        return room;
    }

    /// Finishes a span. The one that ends is mostly among the last that began, so the search goes backward.
    synchronized void end(long spanId, SpanData data, SharedValues shared) {
        for (int i = spans.size() - 1; i >= 0; i--) {
            var span = spans.get(i);
            if (span.id() == spanId) {
                span.end(data, shared);
                span.addSubjectsTo(subjects);
                return;
            }
        }
    }

    /// Whether somebody asked for it, rather than a timer or a message of nobody's.
    synchronized boolean isRequested() {
        return !spans.isEmpty() && spans.getFirst().kind() == SpanKind.SERVER;
    }

    synchronized boolean isAbout(String order) {
        return subjects.contains(order)
                || spans.stream().anyMatch(span -> span.isRunningAbout(order));
    }

    synchronized boolean hasOrphans() {
        if (resumed) {
            return false;
        }
        for (var span : spans) {
            if (span.parent() != 0 && !span.parentOutside() && find(span.parent()).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private Optional<StoredSpan> find(long spanId) {
        return spans.stream().filter(span -> span.id() == spanId).findFirst();
    }

    synchronized Trace snapshot() {
        return new Trace(id, resumed, spans.stream().map(StoredSpan::snapshot).toList(), dropped);
    }
}
