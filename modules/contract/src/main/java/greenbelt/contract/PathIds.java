package greenbelt.contract;

import greenbelt.http.Problem;
import greenbelt.http.ProblemException;
import greenbelt.http.Request;
import java.util.Optional;
import java.util.UUID;

/// Takes ids from the path of a request, or its query. Throws [ProblemException] with status 400 where there is none.
public final class PathIds {
    private PathIds() {}

    /// The UUID under this name in the route's template.
    public static UUID uuid(Request request, String name) {
        return uuid(request.parameter(name));
    }

    /// The UUID that this text from a request's path or query is.
    public static UUID uuid(String text) {
        return parse(text)
                .orElseThrow(() -> invalid("a UUID, such as 8-4-4-4-12 hex digits", text));
    }

    private static Optional<UUID> parse(String text) {
        try {
            var id = UUID.fromString(text);
            // fromString also takes short forms such as 1-1-1-1-1: two names for one thing.
            return id.toString().equalsIgnoreCase(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    /// The SKU under this name in the route's template.
    public static Sku sku(Request request, String name) {
        return sku(request.parameter(name));
    }

    /// The SKU that this text from a request's path or query is.
    public static Sku sku(String text) {
        try {
            return new Sku(text);
        } catch (IllegalArgumentException notOne) {
            throw invalid("a SKU of 1 to 40 letters, digits and dashes", text);
        }
    }

    private static ProblemException invalid(String expected, String text) {
        var found = Words.quoted(text);
        return new ProblemException(
                Problem.of(400, "invalid-id", "Expected " + expected + ", found " + found + ".")
                        .expected(expected)
                        .found(found));
    }
}
