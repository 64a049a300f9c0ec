package greenbelt.command;

import java.time.Duration;
import java.util.regex.Pattern;

/// Reads lengths of time as people write them.
final class Lengths {
    /// The longest one.
    static final Duration LONGEST = Duration.ofDays(3650);

    private static final Pattern FORM = Pattern.compile("(?<number>[0-9]{1,9})(?<unit>ms|s|m|h|d)");

    private Lengths() {}

    /// Reads `500ms`, `30s`, `5m`, `2h` or `1d`. Throws [CommandRefused].
    static Duration parse(String text) {
        var form = FORM.matcher(text);
        if (form.matches()) {
            long number = Long.parseLong(form.group("number"));
            var length =
                    switch (form.group("unit")) {
                        case "ms" -> Duration.ofMillis(number);
                        case "s" -> Duration.ofSeconds(number);
                        case "m" -> Duration.ofMinutes(number);
                        case "h" -> Duration.ofHours(number);
                        default -> Duration.ofDays(number);
                    };
            if (length.compareTo(LONGEST) <= 0) {
                return length;
            }
        }
        throw CommandRefused.usage(
                "DURATION must be a number with ms, s, m, h or d, at most %dd, found \"%s\""
                        .formatted(LONGEST.toDays(), text));
    }
}
