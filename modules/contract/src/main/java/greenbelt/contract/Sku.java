package greenbelt.contract;

import java.util.regex.Pattern;

/// Identifies an item: a stock keeping unit.
///
/// @param value 1 to 40 letters, digits and dashes
public record Sku(String value) implements Comparable<Sku> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,39}");

    public Sku {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a SKU is 1 to 40 letters, digits and dashes, was " + Words.quoted(value));
        }
    }

    @Override
    public int compareTo(Sku other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
