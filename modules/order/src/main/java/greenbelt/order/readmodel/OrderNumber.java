package greenbelt.order.readmodel;

import java.util.Optional;
import java.util.regex.Pattern;

/// An order's short name, `order-3`: orders are numbered as they are placed.
///
/// @param value from 1
public record OrderNumber(long value) {
    private static final Pattern FORM = Pattern.compile("order-(?<value>[1-9][0-9]{0,17})");

    /// Reads what [#toString] writes; empty when `text` is something else.
    public static Optional<OrderNumber> find(String text) {
        var match = FORM.matcher(text);
        return match.matches()
                ? Optional.of(new OrderNumber(Long.parseLong(match.group("value"))))
                : Optional.empty();
    }

    public static OrderNumber parse(String text) {
        return find(text)
                .orElseThrow(() ->
                        new IllegalArgumentException("expected order-N, found \"" + text + "\""));
    }

    @Override
    public String toString() {
        return "order-" + value;
    }
}
