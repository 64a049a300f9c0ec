package greenbelt.search;

import greenbelt.search.OrderDiff.Aspect;
import greenbelt.search.OrderDiff.At;
import greenbelt.search.OrderDiff.Both;
import greenbelt.search.OrderDiff.Field;
import greenbelt.telemetry.TraceDiff.Change;
import greenbelt.telemetry.TraceDiff.Pair;
import greenbelt.telemetry.TraceDiff.Seen;
import greenbelt.view.Page;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import greenbelt.view.Words;
import greenbelt.world.Durations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The difference between two runs, for people and for scripts. The first run is A, the second is B.
///
/// @param first what to call the first run
/// @param second what to call the second
/// @param order the only order to show in detail; when empty, the first few that differ
public record RunDiffView(RunDiff diff, String first, String second, Optional<Integer> order) {
    /// How many orders are shown in detail unless one is asked for.
    public static final int MAX_DETAILED = 3;

    private static final int MAX_ROWS = 12;
    private static final int MAX_NAMED = 8;
    private static final int MAX_VALUE_LENGTH = 32;

    /// Draws it, a summary first.
    public String draw(Page page) {
        var text = new StringBuilder();
        text.append("A: ").append(first).append("\nB: ").append(second).append('\n');
        diff.gaps().forEach(gap -> text.append("Not compared, ").append(gap).append('\n'));
        text.append(verdict()).append('\n');
        if (!diff.differing().isEmpty()) {
            text.append('\n').append(summary().draw(page)).append(company());
        }
        if (!diff.others().isEmpty()) {
            text.append('\n').append(fields(diff.others()).draw(page));
        }
        detailed().forEach(one -> text.append('\n').append(detail(one, page)));
        int left = diff.differing().size() - MAX_DETAILED;
        if (order.isEmpty() && left > 0) {
            text.append("\n%d more; to see one in full: --order order-N\n".formatted(left));
        }
        return text.toString();
    }

    private List<OrderDiff> detailed() {
        return order.map(n -> diff.order(n).stream().toList())
                .orElseGet(() -> diff.differing().stream().limit(MAX_DETAILED).toList());
    }

    private String verdict() {
        int all = diff.orders().size();
        int differing = diff.differing().size();
        return diff.isSame()
                ? "No difference in %s.".formatted(Words.counted(all, "order"))
                : "%d of %s differ%s."
                        .formatted(
                                differing, Words.counted(all, "order"), differing == 1 ? "s" : "");
    }

    private Table summary() {
        var table =
                Table.of(Column.left("differs in"), Column.right("orders"), Column.left("which"));
        for (var aspect : Aspect.values()) {
            var which = diff.differing(aspect);
            if (!which.isEmpty()) {
                table = table.row(aspect, which.size(), names(which));
            }
        }
        return table;
    }

    private static String names(List<OrderDiff> orders) {
        var names =
                orders.stream()
                        .limit(MAX_NAMED)
                        .map(OrderDiff::name)
                        .collect(Collectors.joining(" "));
        return orders.size() > MAX_NAMED ? names + " …" : names;
    }

    /// Who was struck by a fault, and who differs all the same.
    private String company() {
        var struck = diff.orders().stream().filter(one -> !one.faults().isEmpty()).toList();
        if (struck.isEmpty()) {
            return "";
        }
        var others = diff.differing().stream().filter(one -> one.faults().isEmpty()).toList();
        var text = "Struck by a fault: %s.\n".formatted(names(struck));
        return others.isEmpty()
                ? text
                : text
                        + "Not struck, and yet different: %s. They share tasks or nodes with those that were.\n"
                                .formatted(names(others));
    }

    private static Table fields(List<Field> fields) {
        var table =
                Table.of(
                        Column.left("row"),
                        Column.left("column"),
                        Column.right("A"),
                        Column.right("B"));
        for (var field : fields) {
            table = table.row(field.row(), field.column(), field.first(), field.second());
        }
        return table;
    }

    private String detail(OrderDiff one, Page page) {
        var text = new StringBuilder();
        text.append(
                "%s: %s, %s\n"
                        .formatted(
                                one.name(),
                                change(
                                        one.status(),
                                        it -> it.name().toLowerCase(Locale.ROOT),
                                        "not there"),
                                change(one.duration(), Durations::rounded, "no trace")));
        if (!one.faults().isEmpty()) {
            text.append("struck by ").append(String.join(", ", one.faults())).append('\n');
        }
        if (one.isSame()) {
            return text.append("no difference\n").toString();
        }
        if (!one.row().isEmpty()) {
            text.append(fields(one.row()).draw(page));
        }
        if (!one.events().stream().allMatch(Both::isSame)) {
            text.append(events(one).draw(page));
        }
        var pairs = order.isPresent() ? one.trace().pairs() : one.trace().differing();
        var shown = pairs.stream().limit(order.isPresent() ? pairs.size() : MAX_ROWS).toList();
        if (!shown.isEmpty()) {
            text.append(spans(shown).draw(page));
        }
        if (shown.size() < pairs.size()) {
            text.append("and %d more spans\n".formatted(pairs.size() - shown.size()));
        }
        return text.toString();
    }

    private static <T> String change(Both<T> both, Function<T, String> words, String none) {
        var one = both.first().map(words).orElse(none);
        return both.isSame() ? one : one + " → " + both.second().map(words).orElse(none);
    }

    private static Table events(OrderDiff one) {
        var table =
                Table.of(
                        Column.right("version"),
                        Column.left("A"),
                        Column.right("at"),
                        Column.left("B"),
                        Column.right("at"),
                        Column.right("later by"));
        int version = 1;
        for (var event : one.events()) {
            table =
                    table.row(
                            version++,
                            event.first().map(At::type),
                            event.first().map(At::at),
                            event.second().map(At::type),
                            event.second().map(At::at),
                            laterBy(event));
        }
        return table;
    }

    private static Optional<Duration> laterBy(Both<At> event) {
        return event.first()
                .flatMap(one -> event.second().map(other -> other.at().minus(one.at())));
    }

    private static Table spans(List<Pair> pairs) {
        var table =
                Table.of(
                        Column.left("in"),
                        Column.left("service"),
                        Column.left("operation"),
                        Column.left("kind"),
                        Column.right("starts"),
                        Column.right("takes"),
                        Column.right("B later by"),
                        Column.right("B longer by"),
                        Column.left("else"));
        for (var pair : pairs) {
            var seen = pair.first().or(pair::second);
            table =
                    table.row(
                            in(pair),
                            pair.service(),
                            "·".repeat(pair.depth()) + pair.name(),
                            kind(pair),
                            seen.map(Seen::offset),
                            seen.map(it -> it.span().duration()),
                            pair.laterBy(),
                            pair.longerBy(),
                            pair.changes().stream()
                                    .map(RunDiffView::change)
                                    .collect(Collectors.joining(", ")));
        }
        return table;
    }

    private static String in(Pair pair) {
        if (pair.isInBoth()) {
            return "A B";
        }
        return pair.first().isPresent() ? "A" : "  B";
    }

    private static String kind(Pair pair) {
        return pair.kind().name().toLowerCase(Locale.ROOT);
    }

    /// The last part of the attribute's name, and the values unless they are long.
    private static String change(Change change) {
        var name = change.name().substring(change.name().lastIndexOf('.') + 1);
        var one = change.first().orElse("none");
        var other = change.second().orElse("none");
        boolean isShort = one.length() <= MAX_VALUE_LENGTH && other.length() <= MAX_VALUE_LENGTH;
        return isShort ? "%s %s → %s".formatted(name, one, other) : name;
    }

    /// The same as values, for [greenbelt.json.Json#write]: a summary, and every order that differs in full, or the one
    /// that was asked for.
    public Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("first", first);
        json.put("second", second);
        var detailed = order.isPresent() ? detailed() : diff.differing();
        json.putAll(RunDiffJson.of(diff, detailed));
        return json;
    }
}
