package greenbelt.view;

import greenbelt.telemetry.Span;
import greenbelt.telemetry.Span.Status;
import greenbelt.telemetry.SpanKind;
import greenbelt.telemetry.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Who calls whom, how, how often and how fast, as traces tell it.
///
/// @param flows by who begins, then by who is called
/// @param window the time that they are counted over
public record Topology(List<Flow> flows, Duration window) {
    /// How one service reaches another.
    public enum Way {
        /// The caller waits.
        HTTP,
        /// By the bus: nobody waits.
        BUS
    }

    /// What goes from one service to another in one way.
    ///
    /// @param count how many requests or messages
    /// @param failed how many of them ended with an error
    /// @param p50 half of them took at most this long, a message from being sent to being handled
    /// @param p99 99% of them took at most this long
    public record Flow(
            String from, String to, Way way, int count, int failed, Duration p50, Duration p99) {}

    /// Two services and the way between them.
    private record Pair(String from, String to, Way way) implements Comparable<Pair> {
        private static final Comparator<Pair> ORDER =
                Comparator.comparing(Pair::from).thenComparing(Pair::to).thenComparing(Pair::way);

        @Override
        public int compareTo(Pair other) {
            return ORDER.compare(this, other);
        }
    }

    /// What was seen of a pair.
    private static final class Seen {
        private final List<Duration> took = new ArrayList<>();
        private int failed;
    }

    public Topology {
        flows = List.copyOf(flows);
    }

    /// What these traces tell of the time between.
    ///
    /// @param from earlier calls are left out
    /// @param to the end of the time
    public static Topology of(Collection<Trace> traces, Instant from, Instant to) {
        var seen = new TreeMap<Pair, Seen>();
        for (var trace : traces) {
            for (var span : trace.spans()) {
                if (!span.start().isBefore(from)) {
                    addCall(trace, span, seen);
                }
            }
        }
        var flows = new ArrayList<Flow>();
        seen.forEach((pair, calls) -> flows.add(flow(pair, calls)));
        return new Topology(flows, Duration.between(from, to));
    }

    private static void addCall(Trace trace, Span called, TreeMap<Pair, Seen> seen) {
        var caller = called.parent().flatMap(trace::span);
        if (caller.isEmpty() || caller.get().service().equals(called.service())) {
            return;
        }
        var way = called.kind() == SpanKind.CONSUMER ? Way.BUS : Way.HTTP;
        var pair = new Pair(caller.get().service(), called.service(), way);
        var calls = seen.computeIfAbsent(pair, _ -> new Seen());
        var end = way == Way.BUS ? called.end() : caller.get().end();
        calls.took.add(Duration.between(caller.get().start(), end.orElse(called.start())));
        var judged = way == Way.BUS ? called : caller.get();
        if (judged.status() == Status.FAILED || judged.status() == Status.LOST) {
            calls.failed++;
        }
    }

    private static Flow flow(Pair pair, Seen calls) {
        var sorted = calls.took.stream().sorted().toList();
        return new Flow(
                pair.from,
                pair.to,
                pair.way,
                sorted.size(),
                calls.failed,
                rank(sorted, 0.50),
                rank(sorted, 0.99));
    }

    /// The nearest rank.
    private static Duration rank(List<Duration> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    /// How many in a second.
    public double rate(Flow flow) {
        return window.isZero() ? 0 : flow.count() / (window.toNanos() / 1e9);
    }

    /// The services that nobody of the others calls first.
    private List<String> roots() {
        var callers = new TreeSet<String>();
        flows.forEach(flow -> callers.add(flow.from()));
        var called = new TreeSet<String>();
        flows.forEach(flow -> called.add(flow.to()));
        var roots = callers.stream().filter(caller -> !called.contains(caller)).toList();
        return roots.isEmpty() ? callers.stream().limit(1).toList() : roots;
    }

    /// Whom each service is shown under, with what it does in turn: the one that reaches it in the fewest steps.
    private Map<String, String> callers() {
        var callers = new TreeMap<String, String>();
        var next = new ArrayDeque<>(roots());
        next.forEach(root -> callers.put(root, ""));
        while (!next.isEmpty()) {
            var caller = next.removeFirst();
            for (var flow : flows) {
                if (flow.from().equals(caller) && callers.putIfAbsent(flow.to(), caller) == null) {
                    next.addLast(flow.to());
                }
            }
        }
        return callers;
    }

    /// The flows as a tree: each service under one that calls it; what a service does in turn is shown once.
    public String draw(Page page) {
        if (flows.isEmpty()) {
            return "nobody has called anybody in the last " + page.duration(window) + "\n";
        }
        var drawn = new StringBuilder();
        var callers = new TreeMap<>(callers());
        for (var root : roots()) {
            drawn.append(page.paint(Tone.STRONG, root)).append('\n');
            drawBelow(root, "", page, callers, drawn);
        }
        return drawn.toString();
    }

    private void drawBelow(
            String service,
            String indent,
            Page page,
            TreeMap<String, String> callers,
            StringBuilder drawn) {
        var below = flows.stream().filter(flow -> flow.from().equals(service)).toList();
        for (int i = 0; i < below.size(); i++) {
            boolean last = i == below.size() - 1;
            var flow = below.get(i);
            var branch = last ? page.choose("└", "`") : page.choose("├", "|");
            drawn.append(line(indent + branch, flow, page));
            if (callers.remove(flow.to(), service)) {
                var deeper = indent + (last ? " " : page.choose("│", "|")) + "      ";
                drawBelow(flow.to(), deeper, page, callers, drawn);
            }
        }
    }

    private String line(String before, Flow flow, Page page) {
        boolean byBus = flow.way() == Way.BUS;
        var arrow =
                byBus ? page.choose("┄bus┄▷ ", "..bus..> ") : page.choose("─http─▶ ", "--http-> ");
        var numbers =
                "%s/s  p50 %s  p99 %s%s"
                        .formatted(
                                String.format(Locale.ROOT, "%.1f", rate(flow)),
                                page.duration(flow.p50()),
                                page.duration(flow.p99()),
                                flow.failed() == 0
                                        ? ""
                                        : "  %d of %d failed"
                                                .formatted(flow.failed(), flow.count()));
        var name = Glyphs.padRight(flow.to(), 12);
        int room = page.width() - Glyphs.width(before + arrow + name) - 1;
        return before
                + page.paint(byBus ? Tone.ASYNC : Tone.SYNC, arrow)
                + name
                + " "
                + page.paint(
                        flow.failed() == 0 ? Tone.FAINT : Tone.BAD,
                        Glyphs.fit(numbers, Math.max(1, room), page))
                + "\n";
    }
}
