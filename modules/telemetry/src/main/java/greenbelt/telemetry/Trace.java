package greenbelt.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Everything that came of one cause: a request from outside, or a message nobody sent for.
///
/// @param id 32 lower-case hex digits
/// @param resumed whether it began before this store did, so that its first spans are not here
/// @param spans in the order in which they began; at least one
/// @param droppedSpans how many more there were than a trace may have
public record Trace(String id, boolean resumed, List<Span> spans, int droppedSpans) {
    private static final Comparator<Span> BY_END =
            Comparator.comparing(span -> span.end().orElse(span.start()));

    /// A span and what it caused.
    ///
    /// @param children in the order in which they began
    public record Branch(Span span, List<Branch> children) {}

    /// A stretch of time in which the trace waited for this span and for nothing inside it.
    public record Segment(Span span, Instant from, Instant to) {
        public Duration duration() {
            return Duration.between(from, to);
        }
    }

    public Trace {
        spans = List.copyOf(spans);
        if (spans.isEmpty()) {
            throw new IllegalArgumentException(
                    "a trace has at least one span, " + id + " has none");
        }
    }

    /// The span that began it.
    public Span first() {
        return spans.getFirst();
    }

    public Instant start() {
        return spans.stream().map(Span::start).min(Comparator.naturalOrder()).orElseThrow();
    }

    /// When the last span ended, or began if it has not ended.
    public Instant end() {
        return end(last());
    }

    /// From the start of the first span to the end of the last.
    public Duration duration() {
        return Duration.between(start(), end());
    }

    /// The services that took part, sorted.
    public SequencedSet<String> services() {
        return spans.stream().map(Span::service).collect(Collectors.toCollection(TreeSet::new));
    }

    /// How many spans stand like this.
    public long count(Span.Status status) {
        return spans.stream().filter(span -> span.status() == status).count();
    }

    /// The spans as trees: each under the one that caused it, and those without a cause in this trace on top.
    public List<Branch> trees() {
        Map<String, List<Span>> children = new HashMap<>();
        var tops = new ArrayList<Span>();
        var ids = ids();
        for (var span : spans) {
            var parent = span.parent().filter(ids::contains);
            parent.ifPresentOrElse(
                    key -> children.computeIfAbsent(key, any -> new ArrayList<>()).add(span),
                    () -> tops.add(span));
        }
        return tops.stream().map(span -> branch(span, children)).toList();
    }

    private static Branch branch(Span span, Map<String, List<Span>> children) {
        var own = children.getOrDefault(span.id(), List.of());
        return new Branch(span, own.stream().map(child -> branch(child, children)).toList());
    }

    /// The spans whose parent is neither here nor outside: somebody lost the context on the way.
    public List<Span> orphans() {
        var ids = ids();
        return spans.stream()
                .filter(span -> !span.parentOutside() && !resumed)
                .filter(span -> span.parent().filter(parent -> !ids.contains(parent)).isPresent())
                .toList();
    }

    private SequencedSet<String> ids() {
        return spans.stream().map(Span::id).collect(Collectors.toCollection(TreeSet::new));
    }

    /// What the trace's duration was made of: from its start to its end, who was waited for, oldest first.
    ///
    /// Walks back from the span that ended last. Where the walk reaches a span's start, it goes on in the span's
    /// parent; a stretch after the parent's end is time that a message waited, and belongs to the one who handled it
    /// next.
    ///
    /// @see <a href="https://www.usenix.org/conference/osdi14/technical-sessions/presentation/chow">Michael Chow and
    ///     others: The Mystery Machine, OSDI 2014</a>
    public List<Segment> criticalPath() {
        return new CriticalPath(this).segments();
    }

    Span last() {
        return spans.stream().max(BY_END).orElseThrow();
    }

    static Instant end(Span span) {
        return span.end().orElse(span.start());
    }

    /// The span of this id.
    public Optional<Span> span(String spanId) {
        return spans.stream().filter(span -> span.id().equals(spanId)).findFirst();
    }
}
