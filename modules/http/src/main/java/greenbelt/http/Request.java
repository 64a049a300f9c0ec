package greenbelt.http;

import greenbelt.event.TraceContext;
import greenbelt.json.Json;
import greenbelt.json.JsonRejected;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// A request.
///
/// @param path as sent, beginning with `/`, without the query
/// @param query as sent, without `?`; empty when there is none
/// @param parameters what the route's template took from the path, decoded
/// @param peer from where it came, as whoever received it sees: an address in the live world, a node's name in the virtual
///     one; empty before it was sent
public record Request(
        Method method,
        String path,
        String query,
        Headers headers,
        Map<String, String> parameters,
        Body body,
        String peer) {
    /// The header that carries the trace context.
    public static final String TRACEPARENT = "traceparent";

    public Request {
        if (!path.startsWith("/") || path.indexOf('?') >= 0) {
            throw new IllegalArgumentException(
                    "path must begin with / and have no query, was \"" + path + "\"");
        }
    }

    /// A request without headers and body.
    ///
    /// @param target path and query, such as `/orders?limit=10`
    public static Request of(Method method, String target) {
        int mark = target.indexOf('?');
        return new Request(
                method,
                mark < 0 ? target : target.substring(0, mark),
                mark < 0 ? "" : target.substring(mark + 1),
                Headers.NONE,
                Map.of(),
                Body.empty(),
                "");
    }

    public static Request get(String target) {
        return of(Method.GET, target);
    }

    /// A POST of `value`, written as JSON.
    public static Request post(String target, Object value) {
        return of(Method.POST, target).withJson(value);
    }

    /// This request, if it can be sent: a space or a line break in the target would forge what follows it on the wire.
    ///
    /// Asked where there is a wire, by client and server; who judges requests must be able to hold a bad one. Throws
    /// [IllegalArgumentException].
    public Request sendable() {
        if (target().chars().anyMatch(c -> c <= ' ' || c >= 0x7F || c == '#')) {
            throw new IllegalArgumentException(
                    "path and query must be percent-encoded, was \"" + target() + "\"");
        }
        return this;
    }

    /// Path and query as sent.
    public String target() {
        return query.isEmpty() ? path : path + "?" + query;
    }

    /// What the route's template took from the path under this name. Throws when the template has no such name.
    public String parameter(String name) {
        var value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "the route has no {" + name + "}, it has " + parameters.keySet());
        }
        return value;
    }

    /// The trace this request is part of, when its header says so.
    public Optional<TraceContext> trace() {
        return headers.first(TRACEPARENT).flatMap(TraceContext::parse);
    }

    /// Reads the body as JSON, strictly.
    ///
    /// Throws [ProblemException] with status 415 when it is not declared as JSON, 413 when it is larger than
    /// [Body#MAX_IN_MEMORY_BYTES], 400 when it is not a `type`.
    public <T> T json(Class<T> type) {
        var contentType = headers.first("content-type");
        if (!contentType.map(MediaTypes::isJson).orElse(false)) {
            throw new ProblemException(
                    Problem.of(415, "unsupported-media-type", "The body must be JSON.")
                            .expected("content-type: application/json")
                            .found(contentType.map(it -> "content-type: " + it).orElse("none")));
        }
        var text = text();
        try {
            return Json.read(text, type);
        } catch (JsonRejected rejected) {
            throw new ProblemException(Problem.of(rejected));
        }
    }

    /// Reads the body as a text in UTF-8. Throws [ProblemException] with status 413, 408 or 400.
    public String text() {
        try {
            return MediaTypes.utf8(body.bytes());
        } catch (Body.TooLarge tooLarge) {
            throw new ProblemException(
                    Problem.of(413, "content-too-large", "The body is too large.")
                            .expected("at most " + Body.MAX_IN_MEMORY_BYTES + " bytes")
                            .found("more"));
        } catch (BodyTooSlow late) {
            throw new ProblemException(
                    Problem.of(408, "request-timeout", "The body did not come in time."));
        } catch (IOException broken) {
            throw new ProblemException(
                    Problem.of(400, "unreadable-body", "The body could not be read.")
                            .expected("a body in UTF-8, sent whole")
                            .found(String.valueOf(broken.getMessage())));
        }
    }

    public Request withHeaders(Headers newHeaders) {
        return new Request(method, path, query, newHeaders, parameters, body, peer);
    }

    /// This request with `name` set to this one value.
    public Request with(String name, String value) {
        return withHeaders(headers.with(name, value));
    }

    public Request withBody(Body newBody) {
        return new Request(method, path, query, headers, parameters, newBody, peer);
    }

    /// This request with `value` as its body, written as JSON.
    public Request withJson(Object value) {
        return with("content-type", MediaTypes.JSON).withBody(Body.text(Json.write(value)));
    }

    /// This request, received from there.
    public Request from(String newPeer) {
        return new Request(method, path, query, headers, parameters, body, newPeer);
    }

    public Request withParameters(Map<String, String> newParameters) {
        return new Request(method, path, query, headers, newParameters, body, peer);
    }
}
