package greenbelt.view;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Rows under columns.
///
/// A cell is a value, not a text: drawn, a [Duration] reads `4.17 ms`, an empty [Optional] is a dash; in
/// [#objects] they stay what they are, so that a script need not take words apart.
///
/// @param columns at least one
/// @param rows one cell for each column: a text, a number, a truth, an [Enum], an [java.time.Instant], a [Duration],
///     an id, or an [Optional] of these
public record Table(List<Column> columns, List<List<Object>> rows) {
    private static final String GAP = "  ";
    private static final int LEAST_COLUMN_WIDTH = 4;
    private static final Page WIDE = Page.unicode(10_000);

    /// Where in its column a text stands.
    public enum Alignment {
        LEFT,
        RIGHT
    }

    /// A column.
    ///
    /// @param name its title, and the field's name in JSON
    public record Column(String name, Alignment alignment) {
        /// A column for words.
        public static Column left(String name) {
            return new Column(name, Alignment.LEFT);
        }

        /// A column for numbers.
        public static Column right(String name) {
            return new Column(name, Alignment.RIGHT);
        }
    }

    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("a table has at least one column");
        }
        for (var row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "a row has a cell for each of " + columns.size() + " columns, was " + row);
            }
        }
    }

    /// A table without rows.
    public static Table of(Column... columns) {
        return new Table(List.of(columns), List.of());
    }

    /// This table with one more row.
    public Table row(Object... cells) {
        var more = new ArrayList<>(rows);
        more.add(List.of(cells));
        return new Table(columns, more);
    }

    /// The cells of a row, from 0, as they are read on a page that is wide enough.
    public String line(int row) {
        return rows.get(row).stream()
                .map(cell -> text(cell, WIDE))
                .collect(Collectors.joining(GAP));
    }

    /// The rows as objects, for JSON: column names and values, in the columns' order.
    public List<Map<String, Object>> objects() {
        return rows.stream().map(this::object).toList();
    }

    private Map<String, Object> object(List<Object> row) {
        var object = new LinkedHashMap<String, Object>();
        for (int i = 0; i < row.size(); i++) {
            var name = columns.get(i).name();
            if (row.get(i) instanceof Optional<?> optional) {
                optional.ifPresent(value -> object.put(name, value));
            } else {
                object.put(name, row.get(i));
            }
        }
        return Collections.unmodifiableMap(object);
    }

    /// Draws the table: a line of titles, a rule, and a line for each row, none wider than the page.
    ///
    /// When there is not enough room, the widest columns give way first.
    public String draw(Page page) {
        var lines = lines(page);
        int[] widths = widths(lines, page);
        var drawn = new StringBuilder();
        drawn.append(line(lines.getFirst(), widths, page));
        drawn.append(rule(widths, page));
        lines.stream().skip(1).forEach(line -> drawn.append(line(line, widths, page)));
        return drawn.toString();
    }

    /// Whether the page is too narrow for it, so that something in it is cut off.
    public boolean isCutOn(Page page) {
        return over(widest(lines(page)), page) > 0;
    }

    /// The titles, and what is in the cells.
    private List<List<String>> lines(Page page) {
        var lines = new ArrayList<List<String>>();
        lines.add(columns.stream().map(column -> Glyphs.printable(column.name(), page)).toList());
        rows.forEach(row -> lines.add(row.stream().map(cell -> text(cell, page)).toList()));
        return lines;
    }

    static String text(Object cell, Page page) {
        return switch (cell) {
            case Duration duration -> page.duration(duration);
            case Optional<?> optional ->
                    optional.map(value -> text(value, page)).orElse(page.choose("–", "-"));
            default -> Glyphs.printable(cell.toString(), page);
        };
    }

    private int[] widths(List<List<String>> lines, Page page) {
        int[] widths = widest(lines);
        for (int over = over(widths, page); over > 0; over--) {
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            if (widths[widest] <= LEAST_COLUMN_WIDTH) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    private static int over(int[] widths, Page page) {
        return IntStream.of(widths).sum() + GAP.length() * (widths.length - 1) - page.width();
    }

    private int[] widest(List<List<String>> lines) {
        return IntStream.range(0, columns.size()).map(i -> widest(lines, i)).toArray();
    }

    private static int widest(List<List<String>> lines, int column) {
        return lines.stream().mapToInt(line -> Glyphs.width(line.get(column))).max().orElse(0);
    }

    private String line(List<String> cells, int[] widths, Page page) {
        var line =
                IntStream.range(0, cells.size())
                        .mapToObj(i -> {
                            var fitted = Glyphs.fit(cells.get(i), widths[i], page);
                            return columns.get(i).alignment() == Alignment.LEFT
                                    ? Glyphs.padRight(fitted, widths[i])
                                    : Glyphs.padLeft(fitted, widths[i]);
                        })
                        .collect(Collectors.joining(GAP));
        return Glyphs.fit(line, page.width(), page).stripTrailing() + "\n";
    }

    private static String rule(int[] widths, Page page) {
        var rule =
                IntStream.of(widths)
                        .mapToObj(width -> page.choose("─", "-").repeat(width))
                        .collect(Collectors.joining(GAP));
        return Glyphs.fit(rule, page.width(), page) + "\n";
    }
}
