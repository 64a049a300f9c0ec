package greenbelt.shard.history;

import greenbelt.shard.run.Options;
import greenbelt.shard.run.Queries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Pages of the history, newest orders first, by the same planner as any query: of one user from one shard, of all from all.
final class HistoryPages {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String ORDERS =
            "select number, order_id, user_id, status, total_cents, placed_at, version, reason, deliver_to"
                    + " from history_orders";

    private final Queries queries;

    HistoryPages(Queries queries) {
        this.queries = queries;
    }

    /// Lines never change and come with their order, so it does no harm that they are asked for behind it.
    List<HistoryOrder> page(HistoryFilter filter) {
        var where = new ArrayList<String>();
        var values = new ArrayList<Object>();
        filter.user().ifPresent(user -> add(where, "user_id = ?", values, user));
        filter.status().ifPresent(status -> add(where, "status = ?", values, status));
        filter.before().ifPresent(before -> add(where, "number < ?", values, before));
        var condition = where.isEmpty() ? "" : " where " + String.join(" and ", where);
        values.add(filter.limit());
        var orders = rows(ORDERS + condition + " order by number desc limit ?", values);
        if (orders.isEmpty()) {
            return List.of();
        }
        var lines = lines(filter.user(), orders.stream().map(row -> number(row, 0)).toList());
        return orders.stream()
                .map(row -> order(row, lines.getOrDefault(number(row, 0), List.of())))
                .toList();
    }

    private static void add(
            List<String> where, String condition, List<Object> values, Object value) {
        where.add(condition);
        values.add(value);
    }

    private NavigableMap<Long, List<HistoryLine>> lines(Optional<String> user, List<Long> numbers) {
        var values = new ArrayList<Object>();
        user.ifPresent(values::add);
        values.addAll(numbers);
        var found =
                rows(
                        "select number, sku, name, quantity, price_cents from history_lines where %snumber in (%s) order by number, line_no"
                                .formatted(
                                        user.isPresent() ? "user_id = ? and " : "",
                                        String.join(
                                                ", ", Collections.nCopies(numbers.size(), "?"))),
                        values);
        var lines = new TreeMap<Long, List<HistoryLine>>();
        for (var row : found) {
            lines.computeIfAbsent(number(row, 0), _ -> new ArrayList<>())
                    .add(
                            new HistoryLine(
                                    text(row, 1),
                                    text(row, 2),
                                    (int) number(row, 3),
                                    number(row, 4)));
        }
        return lines;
    }

    private List<@Nullable Object[]> rows(String sql, List<Object> values) {
        try (var answer = queries.query(Options.USUAL.waiting(PATIENCE), sql, values.toArray())) {
            return answer.rest(Queries.MAX_ROWS);
        }
    }

    private static HistoryOrder order(@Nullable Object[] row, List<HistoryLine> lines) {
        return new HistoryOrder(
                number(row, 0),
                text(row, 1),
                text(row, 2),
                text(row, 3),
                number(row, 4),
                (Instant) Objects.requireNonNull(row[5]),
                number(row, 6),
                Optional.ofNullable((String) row[7]),
                Optional.ofNullable((String) row[8]),
                lines);
    }

    private static long number(@Nullable Object[] row, int place) {
        return ((Number) Objects.requireNonNull(row[place])).longValue();
    }

    private static String text(@Nullable Object[] row, int place) {
        return (String) Objects.requireNonNull(row[place]);
    }
}
