package greenbelt.view;

import greenbelt.telemetry.Span;
import greenbelt.telemetry.Trace;
import greenbelt.view.Waterfall.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/// A trace to walk about in: parts fold away, each span shows what is known of it, links lead to other traces.
public final class WaterfallScene implements Scene {
    private static final int HEAD = 2;

    /// A rule above the details, and the keys below them.
    private static final int FOOT = 2;

    /// The details have at most this part of the screen: one third.
    private static final int DETAIL_SHARE = 3;

    private final Function<String, Optional<Trace>> traces;
    private final Scroll scroll = new Scroll();
    private final TreeSet<String> folded = new TreeSet<>();
    private Trace trace;
    private Waterfall waterfall;

    /// @param traces finds the traces that links lead to
    public WaterfallScene(Trace trace, Function<String, Optional<Trace>> traces) {
        this.traces = traces;
        this.trace = trace;
        this.waterfall = Waterfall.of(trace);
    }

    @Override
    public List<String> lines(Page page, int rows) {
        var visible = visible();
        var drawn = drawing(visible).draw(page).lines().toList();
        var head = drawn.subList(0, HEAD);
        var details = details(chosen(visible), page);
        int detailRows = Math.min(details.size(), rows / DETAIL_SHARE);
        int room = Math.max(1, rows - HEAD - detailRows - FOOT);
        var body = drawn.subList(HEAD, HEAD + visible.size());
        var seen = scroll.seen(body, room);
        var lines = new ArrayList<String>();
        lines.add(page.paint(Tone.STRONG, head.getFirst()));
        lines.add(page.paint(Tone.FAINT, head.get(1)));
        for (int i = 0; i < seen.size(); i++) {
            lines.add(
                    row(seen.get(i), visible.get(scroll.cursor() - scroll.chosen() + i), i, page));
        }
        while (lines.size() < HEAD + room) {
            lines.add("");
        }
        lines.add(page.paint(Tone.FAINT, page.line(page.choose("─", "-").repeat(page.width()))));
        details.stream().limit(detailRows).forEach(lines::add);
        lines.add(page.paint(Tone.FAINT, page.line(keys(visible.size(), page))));
        return lines.subList(0, Math.min(lines.size(), rows));
    }

    private String keys(int rows, Page page) {
        var where = scroll.where(rows);
        return (where.isEmpty() ? "" : where + "  ")
                + page.choose("↑↓", "up/down")
                + " move  "
                + page.choose("←→", "left/right")
                + " fold  p parent  c critical path  l link  q leave";
    }

    private String row(String line, Row row, int at, Page page) {
        if (at == scroll.chosen()) {
            return page.coloured()
                    ? Tone.CHOSEN.paint(line)
                    : ">" + line.substring(Math.min(1, line.length()));
        }
        if (row.problem().isPresent()) {
            return page.paint(Tone.BAD, line);
        }
        return isCritical(row) ? page.paint(Tone.WARNING, line) : line;
    }

    private static boolean isCritical(Row row) {
        return row.waitedFor().compareTo(Duration.ZERO) > 0;
    }

    private List<Row> visible() {
        var visible = new ArrayList<Row>();
        int hiddenBelow = Integer.MAX_VALUE;
        for (var row : waterfall.rows()) {
            if (row.depth() > hiddenBelow) {
                continue;
            }
            hiddenBelow = folded.contains(row.span()) ? row.depth() : Integer.MAX_VALUE;
            visible.add(row);
        }
        return visible;
    }

    /// The rows as they are drawn: one that is folded says how many are in it.
    private Waterfall drawing(List<Row> visible) {
        var rows =
                visible.stream()
                        .map(row ->
                                folded.contains(row.span())
                                        ? row.named(
                                                "[+%d] %s".formatted(below(row), row.operation()))
                                        : row)
                        .toList();
        return new Waterfall(
                waterfall.trace(),
                waterfall.start(),
                waterfall.duration(),
                waterfall.services(),
                rows,
                waterfall.droppedSpans());
    }

    private long below(Row row) {
        int at = waterfall.rows().indexOf(row);
        return waterfall.rows().stream()
                .skip(at + 1L)
                .takeWhile(other -> other.depth() > row.depth())
                .count();
    }

    private Row chosen(List<Row> visible) {
        return visible.get(Math.clamp(scroll.cursor(), 0, visible.size() - 1));
    }

    private List<String> details(Row row, Page page) {
        var lines = new ArrayList<String>();
        lines.add(
                page.line(
                        "%s on %s, %s: %s"
                                .formatted(
                                        row.service(),
                                        row.node(),
                                        row.kind().name().toLowerCase(Locale.ROOT),
                                        row.operation())));
        if (isCritical(row)) {
            lines.add(
                    page.line(
                            "  on the critical path: all waited %s for this alone"
                                    .formatted(page.duration(row.waitedFor()))));
        }
        var span = trace.span(row.span());
        span.stream()
                .flatMap(it -> it.events().stream())
                .forEach(event ->
                        lines.add(
                                page.line(
                                        "  +%s %s %s"
                                                .formatted(
                                                        page.duration(
                                                                Duration.between(
                                                                        trace.start(), event.at())),
                                                        event.name(),
                                                        event.attributes()))));
        links(span).forEach(link -> lines.add(page.line("  linked to trace " + link)));
        row.attributes().forEach((key, value) -> lines.add(page.line("  " + key + " = " + value)));
        return lines;
    }

    private static List<String> links(Optional<Span> span) {
        return span.stream()
                .flatMap(it -> it.links().stream())
                .map(link -> link.traceId())
                .toList();
    }

    @Override
    public void press(Key key) {
        if (scroll.press(key)) {
            return;
        }
        var visible = visible();
        var row = chosen(visible);
        switch (key.name()) {
            case "left", "h" -> foldOrGoUp(row, visible);
            case "right" -> folded.remove(row.span());
            case "enter" -> {
                if (!folded.remove(row.span()) && below(row) > 0) {
                    folded.add(row.span());
                }
            }
            case "p" -> goUp(row, visible);
            case "c" -> goToNextCritical(visible);
            case "l" -> follow(row);
            default -> {}
        }
    }

    private void foldOrGoUp(Row row, List<Row> visible) {
        if (folded.contains(row.span()) || below(row) == 0) {
            goUp(row, visible);
        } else {
            folded.add(row.span());
        }
    }

    private void goUp(Row row, List<Row> visible) {
        for (int i = visible.indexOf(row) - 1; i >= 0; i--) {
            if (visible.get(i).depth() < row.depth()) {
                scroll.moveTo(i);
                return;
            }
        }
    }

    private void goToNextCritical(List<Row> visible) {
        for (int step = 1; step <= visible.size(); step++) {
            int at = (scroll.cursor() + step) % visible.size();
            if (isCritical(visible.get(at))) {
                scroll.moveTo(at);
                return;
            }
        }
    }

    private void follow(Row row) {
        links(trace.span(row.span())).stream()
                .filter(id -> !id.equals(trace.id()))
                .findFirst()
                .flatMap(traces)
                .ifPresent(other -> {
                    trace = other;
                    waterfall = Waterfall.of(other);
                    folded.clear();
                    scroll.moveTo(0);
                });
    }

    @Override
    public Optional<Duration> pace() {
        return Optional.empty();
    }
}
