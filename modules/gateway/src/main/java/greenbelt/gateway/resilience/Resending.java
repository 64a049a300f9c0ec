package greenbelt.gateway.resilience;

import greenbelt.gateway.verdict.Verdict;
import greenbelt.gateway.verdict.Verdict.Passed;
import greenbelt.http.Method;
import greenbelt.http.Request;
import greenbelt.http.Response;
import java.util.EnumSet;
import java.util.Set;

/// Which requests may be sent again, and after which outcomes. Pure.
///
/// A request without an answer may have been carried out. So it is sent again only if twice is as good as once: its method
/// is idempotent, or it has a key by which the service knows it again. One that had no answer *in time* may still be on its
/// way, and take effect after its copy; so after a timeout only what changes nothing is sent again.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-9.2">RFC 9110, 9.2: safe and idempotent methods</a>
/// @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The Idempotency-Key HTTP
///      header field</a>
public final class Resending {
    /// By which a service knows a request again.
    public static final String KEY_FIELD = "idempotency-key";

    private static final int BAD_GATEWAY = 502;
    private static final int UNAVAILABLE = 503;
    private static final int GATEWAY_TIMEOUT = 504;

    private static final Set<Method> SAFE = EnumSet.of(Method.GET, Method.HEAD, Method.OPTIONS);
    private static final Set<Method> IDEMPOTENT =
            EnumSet.of(Method.GET, Method.HEAD, Method.OPTIONS, Method.PUT, Method.DELETE);

    private Resending() {}

    /// Whether a method changes nothing.
    public static boolean isSafe(Method method) {
        return SAFE.contains(method);
    }

    /// Whether twice is as good as once.
    public static boolean isIdempotent(Method method) {
        return IDEMPOTENT.contains(method);
    }

    /// Whether twice is as good as once for this request.
    public static boolean isHarmless(Request request, Retries retries) {
        return isIdempotent(request.method())
                || (retries.keyed() && request.headers().first(KEY_FIELD).isPresent());
    }

    /// Whether an outcome is a reason to try again.
    public static boolean isWorthIt(Request request, Verdict<Response> outcome) {
        var trouble = Trouble.of(outcome);
        if (trouble.isEmpty()) {
            return false;
        }
        return switch (trouble.get()) {
            case NO_ANSWER -> true;
            case TIMEOUT -> isSafe(request.method());
            case OPEN, BUSY -> false;
            case FAILED ->
                    outcome instanceof Passed<Response>(var response)
                            && isWorthIt(request, response.status());
        };
    }

    private static boolean isWorthIt(Request request, int status) {
        return status == BAD_GATEWAY
                || status == UNAVAILABLE
                || (status == GATEWAY_TIMEOUT && isSafe(request.method()));
    }
}
