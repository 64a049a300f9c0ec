package greenbelt.gateway.hygiene;

import greenbelt.event.TraceContext;
import greenbelt.gateway.verdict.Objection;
import greenbelt.gateway.verdict.Refusals;
import greenbelt.gateway.verdict.Verdict;
import greenbelt.gateway.verdict.Verdict.Passed;
import greenbelt.gateway.verdict.Verdict.Refused;
import greenbelt.http.Headers;
import greenbelt.http.Headers.Field;
import greenbelt.http.Request;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which header fields pass through the gateway, in either direction.
///
/// A field may stop here for one of three reasons: it concerns this connection only, it claims something that only the
/// gateway may say, or it is meant for the gateway itself.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1">RFC 9110, 7.6.1: Connection</a>
public final class HeaderHygiene {
    /// One id for a request, in the logs of everyone who had to do with it.
    public static final String REQUEST_ID = "x-request-id";

    /// What begins with this is between the gateway and the services.
    private static final String PRIVATE_PREFIX = "x-greenbelt-";

    /// Requests with more header fields are refused.
    public static final int MAX_FIELDS = 100;

    /// Requests with longer headers, names and values together, are refused.
    public static final int MAX_CHARS = 16 * 1024;

    private static final Set<String> HOP_BY_HOP =
            Set.of(
                    "connection",
                    "keep-alive",
                    "proxy-authenticate",
                    "proxy-authentication-info",
                    "proxy-authorization",
                    "proxy-connection",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");

    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");

    /// The network writes these anew for each hop.
    private static final Set<String> FRAMING = Set.of("content-length", "expect", "host");

    /// Claims about who is behind the connection and what is traced, which no client can be believed.
    private static final Set<String> CLAIMS =
            Set.of("baggage", "forwarded", "tracestate", "via", "x-real-ip", REQUEST_ID);

    /// Meant for the gateway: a service has no use for a credential it need not check.
    private static final Set<String> CREDENTIALS = Set.of("authorization", "x-api-key");

    /// Of these a request has at most one, or two readers may each take another.
    private static final List<String> SINGULAR =
            List.of(
                    "authorization",
                    "content-length",
                    "content-type",
                    "host",
                    "idempotency-key",
                    "x-api-key");

    private HeaderHygiene() {}

    /// Whether a field is the gateway's or the network's to write, so that no rewrite may touch it.
    public static boolean isReserved(String name) {
        return !passes(name, Set.of())
                || CREDENTIALS.contains(name)
                || name.equals(Request.TRACEPARENT);
    }

    /// The headers of a request as they came, if they can mean only one thing.
    public static Verdict<Headers> judge(Headers headers) {
        return objectionToSize(headers)
                .map(Refusals::headersTooLarge)
                .or(() -> objectionTo(headers).map(Refusals::invalidHeader))
                .<Verdict<Headers>>map(Refused::new)
                .orElseGet(() -> new Passed<>(headers));
    }

    private static Optional<Objection> objectionToSize(Headers headers) {
        int chars = 0;
        for (var field : headers.fields()) {
            chars += field.name().length() + field.value().length();
        }
        if (headers.fields().size() > MAX_FIELDS) {
            return Optional.of(
                    new Objection(
                            "at most " + MAX_FIELDS + " header fields",
                            Integer.toString(headers.fields().size())));
        }
        return chars <= MAX_CHARS
                ? Optional.empty()
                : Optional.of(
                        new Objection(
                                "headers of at most " + MAX_CHARS + " characters",
                                Integer.toString(chars)));
    }

    private static Optional<Objection> objectionTo(Headers headers) {
        var seen = new HashSet<String>();
        for (var field : headers.fields()) {
            if (field.name().contains("_")) {
                return Optional.of(new Objection("header names without underscores", field.name()));
            }
            if (field.name().equals("host") && !isHost(field.value())) {
                return Optional.of(
                        new Objection("a host such as example.org:8080", "something else"));
            }
            if (!seen.add(field.name()) && SINGULAR.contains(field.name())) {
                return Optional.of(new Objection(field.name() + " at most once", "it twice"));
            }
        }
        return Optional.empty();
    }

    /// Whether a text can be the name or address of a host, with or without a port.
    static boolean isHost(String text) {
        return HOST.matcher(text).matches();
    }

    /// What a service receives: what is left of `incoming`, from where it came, the request's id, and what is known of the
    /// sender.
    public static Headers forService(
            Headers incoming, Origin origin, String requestId, List<Field> identity) {
        var named = namedByConnection(incoming);
        var isTraced = isTraced(incoming);
        var outgoing = new ArrayList<Field>(incoming.fields().size() + 2);
        for (var field : incoming.fields()) {
            if (passes(field.name(), named)
                    && !CREDENTIALS.contains(field.name())
                    && (isTraced || !field.name().equals(Request.TRACEPARENT))) {
                outgoing.add(field);
            }
        }
        origin.fields().forEach(outgoing::add);
        outgoing.add(new Field(REQUEST_ID, requestId));
        identity.forEach(outgoing::add);
        return new Headers(outgoing);
    }

    /// What the client receives: what is left of a service's answer, and the request's id.
    public static Headers forClient(Headers answered, String requestId) {
        var named = namedByConnection(answered);
        var outgoing = new ArrayList<Field>(answered.fields().size() + 1);
        for (var field : answered.fields()) {
            if (passes(field.name(), named)) {
                outgoing.add(field);
            }
        }
        outgoing.add(new Field(REQUEST_ID, requestId));
        return new Headers(outgoing);
    }

    private static boolean passes(String name, Set<String> namedByConnection) {
        return !HOP_BY_HOP.contains(name)
                && !FRAMING.contains(name)
                && !CLAIMS.contains(name)
                && !name.startsWith("x-forwarded-")
                && !name.startsWith(PRIVATE_PREFIX)
                && !namedByConnection.contains(name);
    }

    /// Fields that the sender declares to be for this connection only.
    private static Set<String> namedByConnection(Headers headers) {
        return headers.all("connection").stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /// A trace context that cannot be read is not passed on; the telemetry begins a trace instead.
    private static boolean isTraced(Headers headers) {
        var contexts = headers.all(Request.TRACEPARENT);
        return contexts.size() == 1 && TraceContext.parse(contexts.getFirst()).isPresent();
    }
}
