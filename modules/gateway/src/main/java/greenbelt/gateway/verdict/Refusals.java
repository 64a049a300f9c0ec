package greenbelt.gateway.verdict;

import static greenbelt.gateway.verdict.Refusal.because;

import greenbelt.http.Method;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Every refusal of the gateway, in one place.
public final class Refusals {
    private static final String CHALLENGE = "Bearer realm=\"greenbelt\"";
    private static final String KEY_CHALLENGE = "ApiKey realm=\"greenbelt\"";

    /// After which those may come again who found too many under way.
    private static final Duration BUSY_PAUSE = Duration.ofSeconds(1);

    private Refusals() {}

    public static Refusal invalidPath(Objection objection) {
        return because(400, "invalid-path", objection);
    }

    public static Refusal invalidQuery(Objection objection) {
        return because(400, "invalid-query", objection);
    }

    public static Refusal invalidHeader(Objection objection) {
        return because(400, "invalid-header", objection);
    }

    public static Refusal notFound(String path) {
        return Refusal.of(
                404,
                "not-found",
                "There is nothing at " + path + ".",
                new Objection("a path of the API, which GET /openapi.yaml describes", path));
    }

    public static Refusal methodNotAllowed(Method method, Set<Method> allowed) {
        var allow = allowed.stream().map(Method::name).collect(Collectors.joining(", "));
        return because(405, "method-not-allowed", new Objection("one of " + allow, method.name()))
                .withHeader("allow", allow);
    }

    /// No token came with the request.
    ///
    /// @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750, 3: WWW-Authenticate</a>
    public static Refusal tokenMissing(String found) {
        return because(
                        401,
                        "unauthenticated",
                        new Objection("authorization: Bearer and a token", found))
                .withHeader("www-authenticate", CHALLENGE);
    }

    /// The token that came is not accepted; `reason` is a sentence without quotes.
    public static Refusal tokenRefused(String reason) {
        return Refusal.of(
                        401,
                        "unauthenticated",
                        "The access token is not accepted: " + reason,
                        new Objection("a valid token from POST /auth/token", "another"))
                .withHeader(
                        "www-authenticate",
                        CHALLENGE
                                + ", error=\"invalid_token\", error_description=\"%s\""
                                        .formatted(reason));
    }

    /// No key came with a request to a route that is for programs.
    public static Refusal keyMissing() {
        return because(401, "unauthenticated", new Objection("x-api-key and a key", "none"))
                .withHeader("www-authenticate", KEY_CHALLENGE);
    }

    /// The key that came is nobody's; nothing is said about whose name is known.
    public static Refusal keyRefused() {
        return because(401, "unauthenticated", new Objection("a known key", "another"))
                .withHeader("www-authenticate", KEY_CHALLENGE);
    }

    /// Whoever sends the request is known, and may not.
    ///
    /// @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3.1">RFC 6750, 3.1: insufficient_scope</a>
    public static Refusal scopeMissing(List<String> wanted, List<String> had) {
        var scope = String.join(" ", wanted);
        return because(
                        403,
                        "insufficient-scope",
                        new Objection(
                                "the scope " + scope,
                                had.isEmpty() ? "none" : String.join(" ", had)))
                .withHeader(
                        "www-authenticate",
                        CHALLENGE
                                + ", error=\"insufficient_scope\", scope=\"%s\"".formatted(scope));
    }

    public static Refusal keysUnavailable(Duration retryAfter) {
        return Refusal.of(
                        503,
                        "keys-unavailable",
                        "The keys that verify access tokens cannot be had at the moment.",
                        new Objection("an answer of the user service", "none"))
                .retryAfter(retryAfter);
    }

    /// Whoever sends the request has sent too many.
    ///
    /// @param limit how many there may be
    /// @param name what the limit is called
    public static Refusal tooManyRequests(String limit, String name, Duration retryAfter) {
        return because(429, "too-many-requests", new Objection("at most " + limit, "more"))
                .with("violatedPolicies", List.of(name))
                .retryAfter(retryAfter);
    }

    /// So many requests are under way that the service would be slower for one more.
    public static Refusal tooBusy(int bound) {
        return because(
                        503,
                        "too-busy",
                        new Objection("at most " + bound + " requests under way", "more"))
                .retryAfter(BUSY_PAUSE);
    }

    /// So many requests are under way to an upstream, from all routes, that it is allowed no more.
    public static Refusal upstreamBusy(String upstream, int bound) {
        return because(
                        503,
                        "upstream-busy",
                        new Objection(
                                "at most %d requests under way to %s".formatted(bound, upstream),
                                "more"))
                .with("service", upstream)
                .retryAfter(BUSY_PAUSE);
    }

    /// Every instance has failed so much that it is left alone for a while.
    ///
    /// @param instances which ones
    /// @param untilTried when the first of them is tried again
    public static Refusal circuitOpen(
            String upstream, List<String> instances, Duration untilTried) {
        return Refusal.of(
                        503,
                        "circuit-open",
                        "%s has failed too much, and is left alone for a while: %s."
                                .formatted(upstream, String.join(", ", instances)),
                        new Objection("an instance of " + upstream + " that answers", "none"))
                .with("service", upstream)
                .with("instances", instances)
                .retryAfter(untilTried);
    }

    /// The client wants an answer that was kept, and there is none.
    ///
    /// @see <a href="https://www.rfc-editor.org/rfc/rfc9111#section-5.2.1.7">RFC 9111, 5.2.1.7: only-if-cached</a>
    public static Refusal notCached() {
        return because(504, "not-cached", new Objection("an answer that was kept", "none"));
    }

    /// Scripts of that origin may not do what they ask for.
    public static Refusal crossOrigin(Objection objection) {
        return because(403, "cross-origin-refused", objection);
    }

    /// More header fields, or longer ones, than anybody needs.
    ///
    /// @see <a href="https://www.rfc-editor.org/rfc/rfc6585#section-5">RFC 6585, 5: 431</a>
    public static Refusal headersTooLarge(Objection objection) {
        return because(431, "headers-too-large", objection);
    }

    public static Refusal contentTooLarge(long maxBytes, String found) {
        return because(
                413,
                "content-too-large",
                new Objection("a body of at most " + maxBytes + " bytes", found));
    }

    /// The body did not come in time.
    ///
    /// @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.5.9">RFC 9110, 15.5.9: 408</a>
    public static Refusal contentTooSlow() {
        return because(
                408,
                "request-timeout",
                new Objection("the whole body in time", "one that stalled"));
    }

    /// The body ended before its end, or its chunks are none.
    public static Refusal contentBroken() {
        return because(
                400,
                "invalid-body",
                new Objection(
                        "a body as long as it says", "one that broke off or has no proper chunks"));
    }

    /// The service refused the connection, or broke it before it had answered.
    public static Refusal badGateway(String service) {
        return because(502, "bad-gateway", new Objection("an answer of " + service, "none"))
                .with("service", service);
    }

    public static Refusal gatewayTimeout(String service, Duration timeout) {
        var answer = "an answer of %s within %d ms".formatted(service, timeout.toMillis());
        return because(504, "gateway-timeout", new Objection(answer, "none"))
                .with("service", service);
    }
}
