package greenbelt.world;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Lengths of time as text: a number and a unit, such as `20ms`, `1.5s`, `2m`, read and written exactly; and rounded, for
/// people.
public final class Durations {
    /// What [#parse] reads, for messages to those who have written something else.
    public static final String FORM = "a number with ms, s, m, h or d, such as 1.5s, at most 3650d";

    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final long NANOS_OF_A_MILLI = 1_000_000;
    private static final long NANOS_OF_A_SECOND = 1_000_000_000;
    private static final long NANOS_OF_A_MINUTE = 60 * NANOS_OF_A_SECOND;
    private static final Pattern TEXT =
            Pattern.compile("(?<number>[+-]?[0-9]{1,12}(\\.[0-9]{1,9})?)(?<unit>ms|s|m|h|d)");

    private static final Pattern OTHER_UNIT = Pattern.compile("(?<=[0-9]) ?([A-Za-z]+)");
    private static final Map<String, String> UNITS_IN_WORDS =
            new TreeMap<>(
                    Map.of(
                            "ms(ecs?)?|millis?|milliseconds?", "ms",
                            "s|secs?|seconds?", "s",
                            "m|mins?|minutes?", "m",
                            "h|hrs?|hours?", "h",
                            "d|days?", "d"));

    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);
    private static final int DIGITS_OF_MICROS = 3;
    private static final int DIGITS_OF_MILLIS = 6;
    private static final int DIGITS_OF_SECONDS = 9;

    private Durations() {}

    /// Reads a length of time, exactly; empty when it is none, or longer than 3650 days either way.
    public static Optional<Duration> parse(String text) {
        var matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var nanos =
                new BigDecimal(matcher.group("number"))
                        .multiply(BigDecimal.valueOf(nanosOf(matcher.group("unit"))));
        if (nanos.abs().compareTo(BigDecimal.valueOf(LONGEST.toNanos())) > 0
                || nanos.stripTrailingZeros().scale() > 0) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofNanos(nanos.longValueExact()));
    }

    /// The same text with the units that somebody probably meant who wrote others, such as `20ms` for `20 MSEC` and
    /// `1s..2m` for `1sec..2min`; empty when nothing comes to mind.
    public static Optional<String> meant(String text) {
        var meant =
                OTHER_UNIT
                        .matcher(text)
                        .replaceAll(found -> unitLike(found.group(1).toLowerCase(Locale.ROOT)));
        return meant.equals(text) ? Optional.empty() : Optional.of(meant);
    }

    private static String unitLike(String word) {
        return UNITS_IN_WORDS.entrySet().stream()
                .filter(unit -> word.matches(unit.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(word);
    }

    private static long nanosOf(String unit) {
        return switch (unit) {
            case "ms" -> NANOS_OF_A_MILLI;
            case "s" -> NANOS_OF_A_SECOND;
            case "m" -> NANOS_OF_A_MINUTE;
            case "h" -> 60 * NANOS_OF_A_MINUTE;
            default -> 24 * 60 * NANOS_OF_A_MINUTE;
        };
    }

    /// Writes it so that [#parse] gives the same: whole minutes as `2m`, from a second on `1.5s`, below `20ms`.
    public static String format(Duration duration) {
        long nanos = duration.toNanos();
        if (nanos != 0 && nanos % NANOS_OF_A_MINUTE == 0) {
            return nanos / NANOS_OF_A_MINUTE + "m";
        }
        boolean isShort = nanos != 0 && Math.abs(nanos) < NANOS_OF_A_SECOND;
        var number =
                BigDecimal.valueOf(nanos)
                        .divide(BigDecimal.valueOf(isShort ? NANOS_OF_A_MILLI : NANOS_OF_A_SECOND))
                        .stripTrailingZeros()
                        .toPlainString();
        return number + (isShort ? "ms" : "s");
    }

    /// Writes it in three digits and the unit that fits, such as `417 µs`, `4.17 ms`, `41.7 s`; from a minute on in two
    /// units, such as `3 min 20 s`.
    public static String rounded(Duration duration) {
        if (duration.isNegative()) {
            return "-" + rounded(duration.negated());
        }
        if (duration.isZero()) {
            return "0 ms";
        }
        return duration.toMinutes() > 0 ? inTwoUnits(duration) : inOneUnit(duration);
    }

    private static String inOneUnit(Duration duration) {
        // Rounded first: 999.9 µs are 1.00 ms, not 1000 µs.
        var nanos = BigDecimal.valueOf(duration.toNanos()).round(THREE_DIGITS);
        int digits = nanos.precision() - nanos.scale();
        if (digits <= DIGITS_OF_MICROS) {
            return nanos.toPlainString() + " ns";
        }
        if (digits <= DIGITS_OF_MILLIS) {
            return scaled(nanos, DIGITS_OF_MICROS) + " µs";
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
