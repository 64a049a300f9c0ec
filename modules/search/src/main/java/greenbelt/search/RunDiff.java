package greenbelt.search;

import greenbelt.search.OrderDiff.Aspect;
import greenbelt.search.OrderDiff.Field;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// In what two runs differ, order by order.
///
/// Orders are paired by their number in the workload, which does not depend on what came of them. In virtual time
/// everything compares exactly, and the same trial twice has no difference.
///
/// @param orders every order, the same ones included, by number
/// @param others what is not the same in wallets, in stock, in the number of orders, and in which invariants broke
/// @param gaps what could not be had of one of the runs, a sentence each
public record RunDiff(List<OrderDiff> orders, List<Field> others, List<String> gaps) {
    public RunDiff {
        orders = List.copyOf(orders);
        others = List.copyOf(others);
        gaps = List.copyOf(gaps);
    }

    /// Carries both trials out and compares what they leave behind. From outside of any world.
    public static RunDiff of(Trial first, Trial second) {
        return of(first.footprint(), second.footprint());
    }

    /// Compares what two runs have left behind.
    public static RunDiff of(Footprint first, Footprint second) {
        var numbers = new TreeSet<>(first.orders().keySet());
        numbers.addAll(second.orders().keySet());
        var others = new ArrayList<Field>();
        var rows = new TreeSet<>(first.others().keySet());
        rows.addAll(second.others().keySet());
        for (var row : rows) {
            others.addAll(
                    fields(
                            row,
                            first.others().getOrDefault(row, Footprint.NO_ROW),
                            second.others().getOrDefault(row, Footprint.NO_ROW)));
        }
        var gaps = new ArrayList<String>();
        first.gaps().forEach(gap -> gaps.add("of the first run: " + gap));
        second.gaps().forEach(gap -> gaps.add("of the second run: " + gap));
        return new RunDiff(
                numbers.stream()
                        .map(n -> OrderDiff.of(n, first.order(n), second.order(n)))
                        .toList(),
                others,
                gaps);
    }

    static List<Field> fields(String row, Map<String, String> first, Map<String, String> second) {
        var columns = new LinkedHashSet<>(first.keySet());
        columns.addAll(second.keySet());
        var fields = new ArrayList<Field>();
        for (var column : columns) {
            var one = Optional.ofNullable(first.get(column));
            var other = Optional.ofNullable(second.get(column));
            if (!one.equals(other)) {
                fields.add(new Field(row, column, one, other));
            }
        }
        return fields;
    }

    /// Whether there is nothing in which they differ.
    public boolean isSame() {
        return others.isEmpty() && differing().isEmpty();
    }

    /// The orders that are not the same.
    public List<OrderDiff> differing() {
        return orders.stream().filter(order -> !order.isSame()).toList();
    }

    /// The orders that differ in this.
    public List<OrderDiff> differing(Aspect aspect) {
        return orders.stream().filter(order -> order.aspects().contains(aspect)).toList();
    }

    /// The order with this number in the workload.
    public Optional<OrderDiff> order(int n) {
        return orders.stream().filter(order -> order.n() == n).findFirst();
    }
}
