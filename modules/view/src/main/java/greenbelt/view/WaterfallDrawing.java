package greenbelt.view;

import greenbelt.telemetry.Span.Status;
import greenbelt.view.Waterfall.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// A waterfall as text.
final class WaterfallDrawing {
    private static final String GAP = "  ";
    private static final int LEAST_OPERATION_WIDTH = 16;
    private static final int LEAST_BAR_WIDTH = 12;

    /// The bars have at least this part of the page: one fifth.
    private static final int BAR_SHARE = 5;

    private final Waterfall waterfall;
    private final Page page;
    private final List<String> operations;

    /// A column of fixed width, beside the operations and the bars.
    private record Field(String title, boolean number, Function<Row, String> text) {}

    WaterfallDrawing(Waterfall waterfall, Page page) {
        this.waterfall = waterfall;
        this.page = page;
        this.operations = operations();
    }

    String draw() {
        var service = new Field("service", false, Row::service);
        var kind = new Field("kind", false, row -> row.kind().name().toLowerCase(Locale.ROOT));
        var start = new Field("start", true, row -> "+" + page.duration(row.offset()));
        var took = new Field("duration", true, this::duration);
        // From the widest page to the narrowest: what can be spared goes first.
        var layouts =
                List.of(
                        List.of(service, kind, start, took),
                        List.of(service, start, took),
                        List.of(service, took),
                        List.of(took));
        for (var fields : layouts) {
            int room = page.width() - width(fields);
            if (room >= LEAST_OPERATION_WIDTH + GAP.length() + LEAST_BAR_WIDTH) {
                return draw(fields, room);
            }
        }
        return draw(layouts.getLast(), page.width() - width(layouts.getLast()));
    }

    private int width(List<Field> fields) {
        return fields.stream().mapToInt(field -> width(field) + GAP.length()).sum();
    }

    private int width(Field field) {
        return waterfall.rows().stream()
                .mapToInt(row -> Glyphs.width(field.text().apply(row)))
                .reduce(field.title().length(), Math::max);
    }

    private String draw(List<Field> fields, int room) {
        int longest = operations.stream().mapToInt(Glyphs::width).max().orElse(0);
        int leastBarWidth = Math.max(LEAST_BAR_WIDTH, page.width() / BAR_SHARE);
        int most = Math.max(room - GAP.length() - leastBarWidth, 1);
        int operationWidth = Math.clamp(longest, Math.min(LEAST_OPERATION_WIDTH, most), most);
        int barWidth = Math.max(room - GAP.length() - operationWidth, 1);
        var drawn = new StringBuilder();
        drawn.append(Glyphs.fit(title(), page.width(), page)).append('\n');
        drawn.append(line(fields, Field::title, "operation", operationWidth, ""));
        for (int i = 0; i < operations.size(); i++) {
            var row = waterfall.rows().get(i);
            drawn.append(
                    line(
                            fields,
                            field -> field.text().apply(row),
                            operations.get(i),
                            operationWidth,
                            bar(row, barWidth)));
        }
        if (waterfall.droppedSpans() > 0) {
            drawn.append(waterfall.droppedSpans()).append(" more spans were dropped\n");
        }
        return drawn.toString();
    }

    private String title() {
        var dot = page.choose(" · ", ", ");
        var title = new StringBuilder("trace ").append(waterfall.trace());
        title.append(dot).append(Words.counted(waterfall.rows().size(), "span"));
        title.append(dot).append(Words.counted(waterfall.services().size(), "service"));
        title.append(dot).append(page.duration(waterfall.duration()));
        for (var status : List.of(Status.FAILED, Status.LOST, Status.RUNNING)) {
            long count = waterfall.count(status);
            if (count > 0) {
                title.append(dot).append(count).append(' ').append(word(status));
            }
        }
        return title.toString();
    }

    private static String word(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private String line(
            List<Field> fields,
            Function<Field, String> text,
            String operation,
            int operationWidth,
            String bar) {
        var line = new ArrayList<String>();
        for (var field : fields) {
            int width = width(field);
            var cell = text.apply(field);
            line.add(field.number() ? Glyphs.padLeft(cell, width) : Glyphs.padRight(cell, width));
        }
        // The operation stands after the service, where there is one.
        int place = fields.getFirst().number() ? 0 : 1;
        var fitted = Glyphs.fit(operation, operationWidth, page);
        line.add(place, Glyphs.padRight(fitted, operationWidth));
        line.add(bar);
        return String.join(GAP, line).stripTrailing() + "\n";
    }

    private String duration(Row row) {
        return row.duration().map(page::duration).orElseGet(() -> word(row.status()));
    }

    /// Each row's operation, behind the branches of the tree.
    private List<String> operations() {
        var texts = new ArrayList<String>();
        var open = new ArrayList<Boolean>(); // for each depth, whether more rows follow there
        for (var row : waterfall.rows()) {
            while (open.size() > row.depth()) {
                open.removeLast();
            }
            texts.add(branches(open, row) + label(row));
            open.add(!row.lastChild());
        }
        return texts;
    }

    private String branches(List<Boolean> open, Row row) {
        var branches = new StringBuilder();
        open.stream()
                .skip(1)
                .forEach(more -> branches.append(more ? page.choose("│ ", "| ") : "  "));
        if (row.depth() > 0) {
            branches.append(row.lastChild() ? page.choose("└ ", "`-") : page.choose("├ ", "|-"));
        }
        return branches.toString();
    }

    private String label(Row row) {
        var operation = Glyphs.printable(row.operation(), page);
        return row.problem()
                .map(it -> page.choose("✗ ", "! ") + Glyphs.printable(it, page) + ": " + operation)
                .orElse(operation);
    }

    private String bar(Row row, int width) {
        double total = Math.max(1, waterfall.duration().toNanos());
        double cells = width / total;
        double from = row.offset().toNanos() * cells;
        double length = row.duration().map(it -> it.toNanos() * cells).orElse(width - from);
        int first = Math.min((int) from, width - 1);
        int last = Math.clamp((int) Math.ceil(from + length), first + 1, width);
        return " ".repeat(first) + stroke(row, length).repeat(last - first);
    }

    private String stroke(Row row, double length) {
        if (row.duration().isEmpty()) {
            return page.choose("░", ".");
        }
        return length < 0.5 ? page.choose("▏", "|") : page.choose("█", "#");
    }
}
