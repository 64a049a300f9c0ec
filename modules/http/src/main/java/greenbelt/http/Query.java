package greenbelt.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The query of a request, read strictly: an unknown name, a name given twice or a broken escape is a problem (400).
public final class Query {
    private final Map<String, String> values;

    private Query(Map<String, String> values) {
        this.values = values;
    }

    /// Reads the query of `request`, in which only these names may occur. Throws [ProblemException].
    public static Query of(Request request, String... known) {
        var names = List.of(known);
        var values = new LinkedHashMap<String, String>();
        for (var pair : request.query().split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                var name = decode(equals < 0 ? pair : pair.substring(0, equals));
                if (!names.contains(name)) {
                    throw refused(expectedNames(names), "\"" + name + "\"");
                }
                var value = decode(equals < 0 ? "" : pair.substring(equals + 1));
                if (values.put(name, value) != null) {
                    throw refused("\"" + name + "\" once", "it twice");
                }
            }
        }
        return new Query(values);
    }

    private static String expectedNames(List<String> names) {
        return names.isEmpty()
                ? "no query parameters"
                : "one of the query parameters " + String.join(", ", names);
    }

    private static String decode(String text) {
        return Percent.decode(text)
                .orElseThrow(() -> refused("percent-encoded UTF-8", "\"" + text + "\""));
    }

    private static ProblemException refused(String expected, String found) {
        return new ProblemException(
                Problem.of(400, "invalid-query", "Expected " + expected + ", found " + found + ".")
                        .expected(expected)
                        .found(found));
    }

    /// The value under this name, decoded; empty when it is absent or has no characters.
    public Optional<String> first(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /// The value under this name as a whole number from `least` to `most`, or `absent`. Throws [ProblemException].
    public int wholeNumber(String name, int least, int most, int absent) {
        var value = first(name);
        if (value.isEmpty()) {
            return absent;
        }
        var text = value.get();
        if (text.matches("-?[0-9]{1,9}")) {
            int number = Integer.parseInt(text);
            if (least <= number && number <= most) {
                return number;
            }
        }
        throw refused(
                name + " to be a whole number from " + least + " to " + most, "\"" + text + "\"");
    }
}
