package greenbelt.view;

import greenbelt.telemetry.Span;
import greenbelt.telemetry.Span.Status;
import greenbelt.telemetry.SpanKind;
import greenbelt.telemetry.Trace;
import greenbelt.telemetry.Trace.Branch;
import greenbelt.telemetry.Trace.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A trace from top to bottom: each span under the one that caused it, and when, from left to right.
///
/// @param trace the trace's id
/// @param start when it began
/// @param duration from the start of the first span to the end of the last
/// @param services who took part, sorted
/// @param rows a span each, parents before their children
/// @param droppedSpans how many more there were than the store keeps
public record Waterfall(
        String trace,
        Instant start,
        Duration duration,
        List<String> services,
        List<Row> rows,
        int droppedSpans) {

    /// A span in its place.
    ///
    /// @param depth how many spans it is under
    /// @param lastChild whether it is the last one under its parent
    /// @param operation what it did
    /// @param offset when it began, counted from the trace's start
    /// @param duration how long it took; empty when it has not ended
    /// @param waitedFor how long the whole trace waited for this span and nothing inside it
    /// @param problem what went wrong, in a word
    /// @param attributes more about it, sorted by key
    public record Row(
            int depth,
            boolean lastChild,
            String span,
            String service,
            String node,
            String operation,
            SpanKind kind,
            Duration offset,
            Optional<Duration> duration,
            Duration waitedFor,
            Status status,
            Optional<String> problem,
            Map<String, String> attributes) {
        /// The same, called otherwise.
        Row named(String other) {
            return new Row(
                    depth,
                    lastChild,
                    span,
                    service,
                    node,
                    other,
                    kind,
                    offset,
                    duration,
                    waitedFor,
                    status,
                    problem,
                    attributes);
        }
    }

    public Waterfall {
        services = List.copyOf(services);
        rows = List.copyOf(rows);
    }

    /// The waterfall of a trace.
    public static Waterfall of(Trace trace) {
        var waited =
                trace.criticalPath().stream()
                        .collect(
                                Collectors.toMap(
                                        segment -> segment.span().id(),
                                        Segment::duration,
                                        Duration::plus,
                                        TreeMap::new));
        var rows = new ArrayList<Row>();
        var context = new Context(trace.start(), waited);
        trace.trees().forEach(tree -> addRows(tree, 0, true, context, rows));
        return new Waterfall(
                trace.id(),
                trace.start(),
                trace.duration(),
                List.copyOf(trace.services()),
                rows,
                trace.droppedSpans());
    }

    private static void addRows(
            Branch branch, int depth, boolean last, Context context, List<Row> rows) {
        rows.add(context.row(branch.span(), depth, last));
        var children = branch.children();
        for (int i = 0; i < children.size(); i++) {
            addRows(children.get(i), depth + 1, i == children.size() - 1, context, rows);
        }
    }

    /// What a row needs to know about its trace.
    private record Context(Instant start, Map<String, Duration> waited) {
        Row row(Span span, int depth, boolean last) {
            return new Row(
                    depth,
                    last,
                    span.id(),
                    span.service(),
                    span.node(),
                    Labels.operation(span),
                    span.kind(),
                    Duration.between(start, span.start()),
                    span.end().map(end -> span.duration()),
                    waited.getOrDefault(span.id(), Duration.ZERO),
                    span.status(),
                    Labels.problem(span),
                    span.attributes());
        }
    }

    /// How many spans stand like this.
    public long count(Status status) {
        return rows.stream().filter(row -> row.status() == status).count();
    }

    /// Draws it, no line wider than the page.
    public String draw(Page page) {
        return new WaterfallDrawing(this, page).draw();
    }
}
