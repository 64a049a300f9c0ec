package greenbelt.gateway.cache;

import greenbelt.http.Headers;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// A time of day in a header field.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7">RFC 9110, 5.6.7: Date/Time Formats</a>
final class HttpDate {
    private HttpDate() {}

    /// What the field of this name says, if it is there and can be read.
    static Optional<Instant> of(Headers headers, String name) {
        return headers.first(name).flatMap(HttpDate::parse);
    }

    static Optional<Instant> parse(String text) {
        try {
            return Optional.of(
                    ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeParseException notADate) {
            return Optional.empty();
        }
    }
}
