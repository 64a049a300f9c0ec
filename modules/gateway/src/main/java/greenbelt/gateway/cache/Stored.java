package greenbelt.gateway.cache;

import greenbelt.http.Body;
import greenbelt.http.Headers;
import greenbelt.http.Response;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An answer that was kept.
///
/// @param varyBy the values of the request's fields that the answer depends on, by name
/// @param lifetime how old it may become
/// @param ageAtFirst how old it was when it came
/// @param atNanos when it came, as the world counts
/// @param mustAsk whether it may be used only after asking the service, however old it is
record Stored(
        int status,
        Headers headers,
        Body body,
        Map<String, List<String>> varyBy,
        Duration lifetime,
        Duration ageAtFirst,
        long atNanos,
        boolean mustAsk) {
    /// What is spent on an entry besides its text.
    private static final int OVERHEAD_BYTES = 200;

    Stored {
        varyBy = Collections.unmodifiableMap(new LinkedHashMap<>(varyBy));
    }

    /// Whether it is an answer to a request with these fields.
    boolean fits(Headers asked) {
        return varyBy.entrySet().stream()
                .allMatch(field -> asked.all(field.getKey()).equals(field.getValue()));
    }

    Duration age(long nowNanos) {
        return ageAtFirst.plusNanos(nowNanos - atNanos);
    }

    /// How long it may be used yet; negative when it may not.
    Duration left(long nowNanos) {
        return lifetime.minus(age(nowNanos));
    }

    /// What it takes up.
    long bytes() {
        long bytes = OVERHEAD_BYTES + body.length().orElse(0);
        for (var field : headers.fields()) {
            bytes += field.name().length() + field.value().length();
        }
        return bytes;
    }

    /// Whether the service can be asked if it still holds.
    boolean canBeAsked() {
        return headers.first("etag").isPresent() || headers.first("last-modified").isPresent();
    }

    /// The answer, as old as it is now.
    Response response(long nowNanos) {
        return new Response(status, headers, body)
                .with("age", Long.toString(age(nowNanos).toSeconds()));
    }
}
