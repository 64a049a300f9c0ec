package greenbelt.gateway;

import greenbelt.http.Method;
import greenbelt.http.Problem;
import greenbelt.http.Response;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/// Every answer that the gateway gives instead of a service, each a problem that says what was expected.
final class Refusals {
    private Refusals() {}

    static Response invalidPath(Objection objection) {
        return because(400, "invalid-path", objection).toResponse();
    }

    static Response invalidQuery(Objection objection) {
        return because(400, "invalid-query", objection).toResponse();
    }

    static Response invalidHeader(Objection objection) {
        return because(400, "invalid-header", objection).toResponse();
    }

    static Response notFound(String path) {
        return Problem.of(404, "not-found", "There is nothing at " + path + ".")
                .expected("a path of the API, which GET /openapi.yaml describes")
                .found(path)
                .toResponse();
    }

    static Response methodNotAllowed(Method method, Set<Method> allowed) {
        var allow = allowed.stream().map(Method::name).collect(Collectors.joining(", "));
        return because(405, "method-not-allowed", new Objection("one of " + allow, method.name()))
                .toResponse()
                .with("allow", allow);
    }

    /// No token came with the request.
    ///
    /// @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750, 3: WWW-Authenticate</a>
    static Response tokenMissing(String found) {
        return because(
                        401,
                        "unauthenticated",
                        new Objection("authorization: Bearer and a token", found))
                .toResponse()
                .with("www-authenticate", "Bearer realm=\"greenbelt\"");
    }

    /// The token that came is not accepted; `reason` is a sentence without quotes.
    static Response tokenRefused(String reason) {
        return Problem.of(401, "unauthenticated", "The access token is not accepted: " + reason)
                .expected("a token that POST /auth/token issued and that is valid now")
                .found("one that is not")
                .toResponse()
                .with(
                        "www-authenticate",
                        "Bearer realm=\"greenbelt\", error=\"invalid_token\","
                                + " error_description=\"%s\"".formatted(reason));
    }

    static Response keysUnavailable(Duration retryAfter) {
        return Problem.of(
                        503,
                        "keys-unavailable",
                        "The keys that verify access tokens cannot be had at the moment.")
                .expected("an answer of the user service")
                .found("none")
                .toResponse()
                .with("retry-after", wholeSeconds(retryAfter));
    }

    static Response tooManyRequests(String limit, Duration retryAfter) {
        var seconds = wholeSeconds(retryAfter);
        return because(429, "too-many-requests", new Objection("at most " + limit, "more"))
                .with("retryAfterSeconds", Long.parseLong(seconds))
                .toResponse()
                .with("retry-after", seconds);
    }

    static Response contentTooLarge(long maxBytes, String found) {
        return because(
                        413,
                        "content-too-large",
                        new Objection("a body of at most " + maxBytes + " bytes", found))
                .toResponse();
    }

    /// The service refused the connection, or broke it before it had answered.
    static Response badGateway(String service) {
        return because(502, "bad-gateway", new Objection("an answer of " + service, "none"))
                .with("service", service)
                .toResponse();
    }

    static Response gatewayTimeout(String service, Duration timeout) {
        return because(
                        504,
                        "gateway-timeout",
                        new Objection(
                                "an answer of %s within %d ms"
                                        .formatted(service, timeout.toMillis()),
                                "none"))
                .with("service", service)
                .toResponse();
    }

    private static Problem because(int status, String name, Objection objection) {
        return Problem.of(status, name, objection.sentence())
                .expected(objection.expected())
                .found(objection.found());
    }

    /// Rounded up: who comes back then is not refused again.
    private static String wholeSeconds(Duration duration) {
        return Long.toString(Math.max(1, duration.plusNanos(999_999_999).toSeconds()));
    }
}
