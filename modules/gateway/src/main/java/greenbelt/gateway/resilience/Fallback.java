package greenbelt.gateway.resilience;

import greenbelt.http.Body;
import greenbelt.http.Response;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The answer that clients get when an upstream has none.
///
/// @param on instead of what
/// @param headers by name; `cache-control: no-store` unless they say otherwise
/// @param body a text in UTF-8
public record Fallback(Set<Trouble> on, int status, Map<String, String> headers, String body) {
    /// The longest body, in characters.
    public static final int MAX_CHARS = 1 << 16;

    public Fallback {
        if (on.isEmpty()) {
            throw new IllegalArgumentException("on must name at least one cause, was none");
        }
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status must be 200 to 599, was " + status);
        }
        if (body.length() > MAX_CHARS) {
            throw new IllegalArgumentException(
                    "body must be at most %d characters, was %d"
                            .formatted(MAX_CHARS, body.length()));
        }
        on = Collections.unmodifiableSet(EnumSet.copyOf(on));
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /// The answer itself.
    public Response response() {
        var response = Response.of(status).with("cache-control", "no-store");
        for (var header : headers.entrySet()) {
            response = response.with(header.getKey(), header.getValue());
        }
        return response.withBody(Body.text(body));
    }

    /// In a sentence.
    public String sentence() {
        return "answered with %d when the upstream has none (%s)"
                .formatted(
                        status, on.stream().map(Trouble::word).collect(Collectors.joining(", ")));
    }
}
