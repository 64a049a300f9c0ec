package greenbelt.gateway.routing;

import greenbelt.gateway.hygiene.CanonicalTarget;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;

/// Which paths a route is for. Segments are compared as they are sent, because what is compared is canonical.
///
/// @param kind how `text` is to be read
/// @param text as it was written
/// @param segments between the slashes; a place, such as `{id}`, keeps its braces
public record PathPattern(Kind kind, String text, List<String> segments) {
    /// How a pattern is to be read.
    public enum Kind {
        /// This path and no other.
        EXACT,
        /// This path and all below it: `/users` is for `/users/1`, not for `/usersx`.
        PREFIX,
        /// Paths of this form: a place takes one whole segment.
        TEMPLATE
    }

    public PathPattern {
        segments = List.copyOf(segments);
    }

    /// A pattern; throws [IllegalArgumentException] when no canonical path could fit it.
    public static PathPattern of(Kind kind, String text) {
        var segments = CanonicalTarget.segments(text.startsWith("/") ? text : "/" + text);
        var places = new LinkedHashSet<String>();
        var example = new StringBuilder();
        for (var segment : segments) {
            boolean place = kind == Kind.TEMPLATE && isPlace(segment);
            if (place && !places.add(segment)) {
                throw refused(kind, text, "each place once");
            }
            example.append('/').append(place ? "x" : segment);
        }
        var canonical = CanonicalTarget.judge(example.isEmpty() ? "/" : example.toString(), "");
        if (!text.startsWith("/") || canonical.passed().isEmpty()) {
            throw refused(kind, text, "a canonical path such as " + example(kind));
        }
        if (kind == Kind.TEMPLATE && places.isEmpty()) {
            throw refused(kind, text, "a place such as {id}; without one it is exact");
        }
        return new PathPattern(kind, text, segments);
    }

    private static String example(Kind kind) {
        return switch (kind) {
            case EXACT, PREFIX -> "/users";
            case TEMPLATE -> "/users/{id}";
        };
    }

    private static IllegalArgumentException refused(Kind kind, String text, String expected) {
        return new IllegalArgumentException(
                "%s must have %s, was \"%s\"".formatted(word(kind), expected, text));
    }

    /// What a kind is called in the file.
    static String word(Kind kind) {
        return switch (kind) {
            case EXACT -> "exact";
            case PREFIX -> "prefix";
            case TEMPLATE -> "template";
        };
    }

    /// Whether a path of these segments fits.
    public boolean matches(List<String> path) {
        return isLongEnough(path.size()) && takesFirst(path);
    }

    /// Whether a path of these segments begins as this does, or fits.
    boolean isNear(List<String> path) {
        return matches(path)
                || (!segments.isEmpty()
                        && !path.isEmpty()
                        && takes(segments.getFirst(), path.getFirst()));
    }

    private boolean isLongEnough(int size) {
        return kind == Kind.PREFIX ? size >= segments.size() : size == segments.size();
    }

    private boolean takesFirst(List<String> path) {
        return IntStream.range(0, segments.size())
                .allMatch(i -> takes(segments.get(i), path.get(i)));
    }

    /// Whether every path that fits the other fits this one too.
    public boolean covers(PathPattern other) {
        boolean finite = kind == Kind.PREFIX || other.kind != Kind.PREFIX;
        return finite
                && isLongEnough(other.segments.size())
                && takesFirst(other.segments); // a place is no literal, so only a place takes it
    }

    /// Whether some path fits both.
    public boolean overlaps(PathPattern other) {
        boolean lengthsMeet =
                (kind == Kind.PREFIX && other.kind == Kind.PREFIX)
                        || (kind == Kind.PREFIX && isLongEnough(other.segments.size()))
                        || other.isLongEnough(segments.size());
        int common = Math.min(segments.size(), other.segments.size());
        return lengthsMeet
                && IntStream.range(0, common)
                        .allMatch(i -> meet(segments.get(i), other.segments.get(i)));
    }

    private boolean takes(String mine, String segment) {
        return mine.equals(segment) || (kind == Kind.TEMPLATE && isPlace(mine));
    }

    private static boolean meet(String one, String other) {
        return one.equals(other) || isPlace(one) || isPlace(other);
    }

    /// More for a narrower pattern: one that another covers has more than that.
    int narrowness() {
        int literals = (int) segments.stream().filter(segment -> !isPlace(segment)).count();
        return kind == Kind.PREFIX ? literals : literals + 1;
    }

    /// Braces are not canonical in a path, so no segment of a request looks like this.
    static boolean isPlace(String segment) {
        return segment.length() > 2 && segment.startsWith("{") && segment.endsWith("}");
    }

    /// Why a path fits, as the end of a sentence.
    String reason() {
        return switch (kind) {
            case EXACT -> "the path is " + text;
            case PREFIX -> "the path is at or below " + text;
            case TEMPLATE -> "the path has the form " + text;
        };
    }

    /// As it is written for people: a prefix with stars.
    @Override
    public String toString() {
        return kind == Kind.PREFIX ? (text.equals("/") ? "/**" : text + "/**") : text;
    }
}
