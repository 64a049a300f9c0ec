package greenbelt.gateway.cache;

import greenbelt.http.Headers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a message says about being kept.
///
/// Directives that nobody here knows are ignored, as the RFC wants. One with field names, such as `no-cache="set-cookie"`, is
/// taken as the one without: that keeps less. A number that is none counts as 0, and of two the smaller one counts.
///
/// @param directives by name in lower case, each with its value or an empty text
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9111#section-5.2">RFC 9111, 5.2: Cache-Control</a>
record CacheControl(Map<String, String> directives) {
    private static final Pattern DIRECTIVE =
            Pattern.compile(
                    "\\s*([A-Za-z0-9!#$%&'*+.^_`|~-]+)\\s*(?:=\\s*(\"[^\"]*\"|[^,\"]*))?\\s*(?:,|$)");

    /// The longest time that is understood, as the RFC has it: 2^31 seconds.
    private static final long MAX_SECONDS = 1L << 31;

    static CacheControl of(Headers headers) {
        var directives = new LinkedHashMap<String, String>();
        for (var value : headers.all("cache-control")) {
            var matcher = DIRECTIVE.matcher(value);
            while (matcher.find()) {
                var name = matcher.group(1).toLowerCase(Locale.ROOT);
                var text = Optional.ofNullable(matcher.group(2)).orElse("");
                directives.merge(name, text.replace("\"", "").strip(), CacheControl::smaller);
            }
        }
        return new CacheControl(directives);
    }

    private static String smaller(String one, String other) {
        return seconds(one) <= seconds(other) ? one : other;
    }

    private static long seconds(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            return 0;
        }
        return Math.min(Long.parseLong(text), MAX_SECONDS);
    }

    boolean has(String name) {
        return directives.containsKey(name);
    }

    /// The length of time under this name, if it is there.
    Optional<Duration> time(String name) {
        return Optional.ofNullable(directives.get(name))
                .map(text -> Duration.ofSeconds(seconds(text)));
    }

    boolean isEmpty() {
        return directives.isEmpty();
    }
}
