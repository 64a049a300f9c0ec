package greenbelt.http;

import greenbelt.http.CallFailed.Certainty;
import greenbelt.json.Json;
import greenbelt.json.JsonRejected;
import java.io.IOException;

/// A response.
///
/// @param status 200 to 599
public record Response(int status, Headers headers, Body body) {
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_SERVER_ERROR = 500;
    private static final int LAST_STATUS = 599;

    public Response {
        if (status < 200 || status > LAST_STATUS) {
            throw new IllegalArgumentException("status must be 200 to 599, was " + status);
        }
    }

    /// A response without headers and body.
    public static Response of(int status) {
        return new Response(status, Headers.NONE, Body.empty());
    }

    /// A response with `value`, written as JSON.
    public static Response json(int status, Object value) {
        return of(status)
                .with("content-type", MediaTypes.JSON)
                .withBody(Body.text(Json.write(value)));
    }

    /// A response with a text for people.
    public static Response text(int status, String text) {
        return of(status).with("content-type", MediaTypes.TEXT).withBody(Body.text(text));
    }

    /// A stream of server-sent events, sent as they come.
    public static Response events(EventStream.Source source) {
        return of(200).with("content-type", MediaTypes.EVENTS)
                .with("cache-control", "no-store")
                .withBody(Body.streaming(out -> source.writeTo(new EventStream.Writer(out))));
    }

    /// This response with `name` set to this one value.
    public Response with(String name, String value) {
        return withHeaders(headers.with(name, value));
    }

    public Response withHeaders(Headers newHeaders) {
        return new Response(status, newHeaders, body);
    }

    public Response withBody(Body newBody) {
        return new Response(status, headers, newBody);
    }

    /// Whether the status is 200 to 299.
    public boolean isSuccess() {
        return status < 300;
    }

    /// Whether this says nothing against the request itself, so that the same one may be made later.
    public boolean saysLater() {
        return saysLater(status);
    }

    /// Whether a status says nothing against the request itself: the service has failed (500 to 599), has waited too long for it
    /// (408) or has too many of them (429).
    ///
    /// @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.5.9">RFC 9110, 408 Request Timeout</a>
    /// @see <a href="https://www.rfc-editor.org/rfc/rfc6585#section-4">RFC 6585, 429 Too Many Requests</a>
    public static boolean saysLater(int status) {
        return status == REQUEST_TIMEOUT
                || status == TOO_MANY_REQUESTS
                || (status >= FIRST_SERVER_ERROR && status <= LAST_STATUS);
    }

    /// Whether a response of this status to a request of this method has a body on the wire.
    ///
    /// @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-6.3">RFC 9112, 6.3</a>
    public static boolean hasBody(int status, Method asked) {
        return asked != Method.HEAD && status != 204 && status != 304;
    }

    /// Reads the body as a text in UTF-8, and closes it. Throws [CallFailed] when it cannot be had.
    public String text() {
        try {
            return MediaTypes.utf8(body.bytes());
        } catch (IOException | Body.TooLarge unreadable) {
            throw new CallFailed(
                    Certainty.UNKNOWN,
                    "the body of the response could not be read: " + unreadable.getMessage(),
                    unreadable);
        }
    }

    /// Reads the body as JSON, strictly, and closes it. Throws [CallFailed] when it is not a `type`.
    public <T> T json(Class<T> type) {
        var text = text();
        try {
            return Json.read(text, type);
        } catch (JsonRejected rejected) {
            throw new CallFailed(
                    Certainty.UNKNOWN,
                    "the body of the response was not understood: " + rejected.getMessage(),
                    rejected);
        }
    }
}
