package greenbelt.http;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A path template, such as `/users/{id}`; a last segment `**` stands for any number of segments.
record RoutePattern(String template, List<String> segments) {
    /// Which pattern is tried first: the one with literals where the other has parameters.
    static final Comparator<RoutePattern> MOST_SPECIFIC_FIRST =
            Comparator.comparing(RoutePattern::shape);

    private static final String REST = "**";

    static RoutePattern of(String template) {
        if (!template.startsWith("/")) {
            throw new IllegalArgumentException("a route begins with /, was \"" + template + "\"");
        }
        return new RoutePattern(template, segmentsOf(template));
    }

    /// A path in its segments, as it was sent.
    static List<String> segmentsOf(String path) {
        return path.equals("/") ? List.of() : List.of(path.substring(1).split("/", -1));
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    /// The template without the names of its parameters. Patterns of the same shape match the same paths.
    String shape() {
        var shape = new StringBuilder();
        for (var segment : segments) {
            // '1' < '2' < '3': literal before parameter before rest
            shape.append(isParameter(segment) ? "2" : segment.equals(REST) ? "3" : "1" + segment);
            shape.append('/');
        }
        return shape.toString();
    }

    /// The parameters of a path in these segments, decoded, when it matches.
    Optional<Map<String, String>> match(List<String> found, UnaryOperator<String> decode) {
        boolean open = !segments.isEmpty() && segments.getLast().equals(REST);
        int fixed = open ? segments.size() - 1 : segments.size();
        if (open ? found.size() < fixed : found.size() != fixed) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < fixed; i++) {
            var pattern = segments.get(i);
            var segment = found.get(i);
            if (isParameter(pattern) && !segment.isEmpty()) {
                parameters.put(pattern.substring(1, pattern.length() - 1), decode.apply(segment));
            } else if (!pattern.equals(segment)) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }
}
