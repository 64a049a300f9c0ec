package greenbelt.gateway.resilience;

import greenbelt.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// When an answer says to come again.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110, 10.2.3: Retry-After</a>
public final class RetryAfter {
    private static final String FIELD = "retry-after";

    private RetryAfter() {}

    /// After which time, from now on; empty when it does not say, or in a way that nobody understands.
    public static Optional<Duration> of(Response response, Instant now) {
        return response.headers().first(FIELD).flatMap(text -> of(text.strip(), now));
    }

    private static Optional<Duration> of(String text, Instant now) {
        if (text.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            var date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            var until = Duration.between(now, date);
            return Optional.of(until.isNegative() ? Duration.ZERO : until);
        } catch (DateTimeParseException notADate) {
            return Optional.empty();
        }
    }
}
