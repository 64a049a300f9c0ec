package greenbelt.telemetry;

import greenbelt.telemetry.Trace.Segment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Walks back through a trace, from the end of its last span to its start.
final class CriticalPath {
    private final Trace trace;
    private final Map<String, Span> byId = new HashMap<>();
    private final Map<String, List<Span>> children = new HashMap<>();
    private final Set<String> entered = new HashSet<>();
    private final List<Segment> backward = new ArrayList<>();

    CriticalPath(Trace trace) {
        this.trace = trace;
        for (var span : trace.spans()) {
            byId.put(span.id(), span);
            span.parent()
                    .ifPresent(parent ->
                            children.computeIfAbsent(parent, any -> new ArrayList<>()).add(span));
        }
    }

    List<Segment> segments() {
        Optional<Span> here = Optional.of(trace.last());
        var time = Trace.end(trace.last());
        while (here.isPresent()) {
            var span = here.get();
            entered.add(span.id());
            var before = lastChildBefore(span, time);
            if (before.isPresent()) {
                add(span, Trace.end(before.get()), time);
                time = Trace.end(before.get());
                here = before;
            } else {
                add(span, span.start(), time);
                time = earlier(span.start(), time);
                here = span.parent().map(byId::get);
                time = bridgeGap(here, span, time);
            }
        }
        return backward.reversed();
    }

    /// The time between a parent's end and a child's start: the message was on its way to the child.
    private Instant bridgeGap(Optional<Span> parent, Span child, Instant time) {
        if (parent.isEmpty() || !Trace.end(parent.get()).isBefore(time)) {
            return time;
        }
        var end = Trace.end(parent.get());
        add(child, end, time);
        return end;
    }

    private Optional<Span> lastChildBefore(Span span, Instant time) {
        return children.getOrDefault(span.id(), List.of()).stream()
                .filter(child -> !entered.contains(child.id()))
                .filter(child -> !Trace.end(child).isAfter(time))
                .max(Comparator.comparing(Trace::end));
    }

    private void add(Span span, Instant from, Instant to) {
        if (from.isBefore(to)) {
            backward.add(new Segment(span, from, to));
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
