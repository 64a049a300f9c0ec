package greenbelt.contract;

import java.math.BigDecimal;

/// An amount of money; there is one currency. Arithmetic that overflows throws [ArithmeticException].
///
/// @param cents may be negative
public record Money(long cents) implements Comparable<Money> {
    public static final Money ZERO = new Money(0);

    public Money plus(Money other) {
        return new Money(Math.addExact(cents, other.cents));
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(cents, other.cents));
    }

    public Money times(int factor) {
        return new Money(Math.multiplyExact(cents, factor));
    }

    public boolean isNegative() {
        return cents < 0;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(cents, other.cents);
    }

    /// As a person writes it, such as `1,299.50`.
    @Override
    public String toString() {
        var text = new StringBuilder(BigDecimal.valueOf(cents, 2).toPlainString());
        int firstDigit = isNegative() ? 1 : 0;
        int lastThree = text.length() - "000.00".length();
        for (int at = lastThree; at > firstDigit; at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }
}
