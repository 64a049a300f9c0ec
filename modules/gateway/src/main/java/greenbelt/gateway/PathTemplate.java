package greenbelt.gateway;

import java.util.List;
import java.util.stream.IntStream;

/// A path with places for values, such as `/users/{id}`. A place takes one whole segment.
///
/// @param text as it is written in the API's description
/// @param segments between the slashes; a place keeps its braces
public record PathTemplate(String text, List<String> segments) {
    public PathTemplate {
        segments = List.copyOf(segments);
    }

    /// Reads a template; throws [IllegalArgumentException] when it does not begin with `/` or has an empty segment.
    public static PathTemplate of(String text) {
        if (!text.startsWith("/") || text.contains("//") || text.endsWith("/")) {
            throw new IllegalArgumentException(
                    "expected a template such as /users/{id}, was " + text);
        }
        return new PathTemplate(text, List.of(text.substring(1).split("/", -1)));
    }

    /// Whether a path of these segments fits.
    boolean matches(List<String> path) {
        return path.size() == segments.size()
                && IntStream.range(0, path.size())
                        .allMatch(i -> takes(segments.get(i), path.get(i)));
    }

    /// Whether some path fits both, so that only their order could decide.
    boolean collidesWith(PathTemplate other) {
        return segments.size() == other.segments.size()
                && IntStream.range(0, segments.size())
                        .allMatch(i -> overlap(segments.get(i), other.segments.get(i)));
    }

    private static boolean takes(String place, String segment) {
        return isPlace(place) || place.equals(segment);
    }

    private static boolean overlap(String one, String other) {
        return takes(one, other) || isPlace(other);
    }

    private static boolean isPlace(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    @Override
    public String toString() {
        return text;
    }
}
