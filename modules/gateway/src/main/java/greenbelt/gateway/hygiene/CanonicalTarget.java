package greenbelt.gateway.hygiene;

import greenbelt.gateway.verdict.Objection;
import greenbelt.gateway.verdict.Refusals;
import greenbelt.gateway.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A path and a query that everyone downstream reads the same way. What is routed is what is forwarded: this text.
///
/// Two servers that disagree about `/public/..%2fadmin` are a hole, whichever of them is right. So nothing is repaired
/// here: a path that could be written in another way, or read in another way, is refused.
///
/// @param path begins with `/`; no empty, `.` or `..` segment; percent-encoded only where a character needs it
/// @param query without `?`; empty when there is none
/// @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-6">RFC 3986, 6: normalization and comparison</a>
public record CanonicalTarget(String path, String query) {
    /// Longer paths are refused.
    public static final int MAX_PATH_CHARS = 2_048;

    /// Longer queries are refused.
    public static final int MAX_QUERY_CHARS = 4_096;

    /// RFC 3986 allows `;` in a path too; servers disagree on whether what follows belongs to the name.
    private static final Alphabet PATH_SEGMENT = new Alphabet("path", "-._~!$&'()*+,=:@");

    private static final Alphabet QUERY = new Alphabet("query", "-._~!$&'()*+,=:@/?;");

    /// The target as it was sent, if it is canonical.
    public static Verdict<CanonicalTarget> judge(String path, String query) {
        return objectionToPath(path)
                .map(Refusals::invalidPath)
                .or(() -> objectionToQuery(query).map(Refusals::invalidQuery))
                .<Verdict<CanonicalTarget>>map(Verdict.Refused::new)
                .orElseGet(() -> new Verdict.Passed<>(new CanonicalTarget(path, query)));
    }

    /// What stands between the slashes.
    public List<String> segments() {
        return segments(path);
    }

    /// The values of a query parameter, decoded; those that are not UTF-8 are left out.
    public List<String> parameter(String name) {
        var values = new ArrayList<String>();
        for (var pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            var key = equals < 0 ? pair : pair.substring(0, equals);
            if (Alphabet.decoded(key).filter(name::equals).isPresent()) {
                Alphabet.decoded(equals < 0 ? "" : pair.substring(equals + 1))
                        .ifPresent(values::add);
            }
        }
        return values;
    }

    /// What stands between the slashes of a path that begins with one.
    public static List<String> segments(String path) {
        return path.equals("/") ? List.of() : List.of(path.substring(1).split("/", -1));
    }

    private static Optional<Objection> objectionToPath(String path) {
        if (path.length() > MAX_PATH_CHARS) {
            return tooLong("path", MAX_PATH_CHARS, path.length());
        }
        if (!path.startsWith("/")) {
            return Optional.of(new Objection("a path that begins with /", "another"));
        }
        return segments(path).stream()
                .map(CanonicalTarget::objectionToSegment)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Objection> objectionToSegment(String segment) {
        if (segment.isEmpty()) {
            return Optional.of(
                    new Objection("a path without empty segments", "// or a / at its end"));
        }
        if (segment.equals(".") || segment.equals("..")) {
            return Optional.of(new Objection("a path without dot segments", segment));
        }
        return PATH_SEGMENT
                .objectionTo(segment)
                .or(() -> PATH_SEGMENT.objectionToEncoding(segment));
    }

    private static Optional<Objection> objectionToQuery(String query) {
        return query.length() > MAX_QUERY_CHARS
                ? tooLong("query", MAX_QUERY_CHARS, query.length())
                : QUERY.objectionTo(query);
    }

    private static Optional<Objection> tooLong(String part, int max, int length) {
        return Optional.of(
                new Objection("a " + part + " of at most " + max + " characters", "" + length));
    }
}
