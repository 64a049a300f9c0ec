package greenbelt.view;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;

/// Durations for people: three digits and the unit that fits, such as `417 µs`, `4.17 ms`, `41.7 s`; from a minute on
/// two units, such as `3 min 20 s`.
public final class Durations {
    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);
    private static final int DIGITS_OF_MICROS = 3;
    private static final int DIGITS_OF_MILLIS = 6;
    private static final int DIGITS_OF_SECONDS = 9;

    private Durations() {}

    /// The duration as text.
    public static String text(Duration duration) {
        return text(duration, Page.unicode(Page.LEAST_WIDTH));
    }

    /// The duration as text that this page can show: `us` instead of `µs` in ASCII.
    public static String text(Duration duration, Page page) {
        if (duration.isNegative()) {
            return "-" + text(duration.negated(), page);
        }
        if (duration.isZero()) {
            return "0 ms";
        }
        return duration.toMinutes() > 0 ? inTwoUnits(duration) : inOneUnit(duration, page);
    }

    private static String inOneUnit(Duration duration, Page page) {
        // Rounded first: 999.9 µs are 1.00 ms, not 1000 µs.
        var nanos = BigDecimal.valueOf(duration.toNanos()).round(THREE_DIGITS);
        int digits = nanos.precision() - nanos.scale();
        if (digits <= DIGITS_OF_MICROS) {
            return nanos.toPlainString() + " ns";
        }
        if (digits <= DIGITS_OF_MILLIS) {
            return scaled(nanos, DIGITS_OF_MICROS) + page.choose(" µs", " us");
        }
        if (digits <= DIGITS_OF_SECONDS) {
            return scaled(nanos, DIGITS_OF_MILLIS) + " ms";
        }
        return scaled(nanos, DIGITS_OF_SECONDS) + " s";
    }

    private static String scaled(BigDecimal nanos, int digits) {
        return nanos.movePointLeft(digits).toPlainString();
    }

    private static String inTwoUnits(Duration duration) {
        if (duration.toHours() == 0) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        if (duration.toDays() == 0) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        return duration.toDays() + " d " + duration.toHoursPart() + " h";
    }
}
