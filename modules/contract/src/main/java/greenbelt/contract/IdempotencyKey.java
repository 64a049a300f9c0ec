package greenbelt.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import greenbelt.http.Problem;
import greenbelt.http.ProblemException;
import greenbelt.http.Request;
import java.util.Optional;
import java.util.UUID;

/// By which a client marks a request that it may send again: the same key means the same request.
///
/// @param value 1 to [#MAX_LENGTH] characters, not blank
/// @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The Idempotency-Key HTTP
///     header field, IETF draft</a>
public record IdempotencyKey(String value) {
    /// The longest key, in characters.
    public static final int MAX_LENGTH = 100;

    private static final String HEADER = "idempotency-key";

    public IdempotencyKey {
        if (value.isBlank() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "Idempotency-Key must be 1 to %d characters, not all blank, was %s"
                            .formatted(MAX_LENGTH, Words.quoted(value)));
        }
    }

    /// The key of a request that has one. Throws [ProblemException] with status 400 when it is none, or several.
    public static Optional<IdempotencyKey> of(Request request) {
        var values = request.headers().all(HEADER);
        if (values.size() > 1) {
            throw invalid("expected one Idempotency-Key, found " + values.size());
        }
        try {
            return values.stream().findFirst().map(IdempotencyKey::new);
        } catch (IllegalArgumentException notOne) {
            throw invalid(String.valueOf(notOne.getMessage()));
        }
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(Problem.of(400, "invalid-idempotency-key", detail));
    }

    /// The id of what the request brings about: whoever sends it again means the same thing.
    ///
    /// @param scope within which the key is unique, such as the user whose wallet it is about
    public UUID idWithin(String scope) {
        return UUID.nameUUIDFromBytes((scope + "/" + value).getBytes(UTF_8));
    }

    /// The problem of a key that came with another request before: status 422.
    ///
    /// @param before what that request said
    /// @param now what this one says
    public static ProblemException reused(String before, String now) {
        return new ProblemException(
                Problem.of(
                                422,
                                "idempotency-key-reused",
                                "The Idempotency-Key was used for another request.")
                        .expected(before)
                        .found(now));
    }
}
