package greenbelt.gateway.cache;

import greenbelt.http.Body;
import greenbelt.http.Headers;
import greenbelt.http.Headers.Field;
import greenbelt.http.Request;
import greenbelt.http.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Requests for an answer only if it is another one. Pure.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13">RFC 9110, 13: conditional requests</a>
final class Conditions {
    private static final int NOT_MODIFIED = 304;
    private static final String IF_NONE_MATCH = "if-none-match";
    private static final String IF_MODIFIED_SINCE = "if-modified-since";

    private static final Set<String> ALL =
            Set.of(IF_NONE_MATCH, IF_MODIFIED_SINCE, "if-match", "if-unmodified-since", "if-range");

    /// What an answer without content still says.
    ///
    /// @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.4.5">RFC 9110, 15.4.5: 304 Not Modified</a>
    private static final Set<String> SAID_WITHOUT_CONTENT =
            Set.of(
                    "age",
                    "cache-control",
                    "content-location",
                    "date",
                    "etag",
                    "expires",
                    "last-modified",
                    "vary");

    private Conditions() {}

    /// The request whether what was kept still holds, in place of what the client wanted to know.
    static Request asking(Request request, Stored stored) {
        var fields = new ArrayList<Field>();
        for (var field : request.headers().fields()) {
            if (!ALL.contains(field.name())) {
                fields.add(field);
            }
        }
        stored.headers().first("etag").ifPresent(tag -> fields.add(new Field(IF_NONE_MATCH, tag)));
        stored.headers()
                .first("last-modified")
                .ifPresent(date -> fields.add(new Field(IF_MODIFIED_SINCE, date)));
        return request.withHeaders(new Headers(fields));
    }

    /// The answer to a request whose client may have it already: then without content.
    static Response answer(Response whole, Request request) {
        return hasIt(whole.headers(), request.headers())
                ? new Response(
                        NOT_MODIFIED,
                        new Headers(
                                whole.headers().fields().stream()
                                        .filter(it -> SAID_WITHOUT_CONTENT.contains(it.name()))
                                        .toList()),
                        Body.empty())
                : whole;
    }

    private static boolean hasIt(Headers answer, Headers asked) {
        var tags = asked.all(IF_NONE_MATCH);
        if (!tags.isEmpty()) {
            return answer.first("etag").map(tag -> isAmong(tag, tags)).orElse(false);
        }
        var since = HttpDate.of(asked, IF_MODIFIED_SINCE);
        var changed = HttpDate.of(answer, "last-modified");
        return since.isPresent() && changed.isPresent() && !changed.get().isAfter(since.get());
    }

    /// Compared weakly: what means the same counts as the same.
    private static boolean isAmong(String tag, List<String> lists) {
        for (var list : lists) {
            for (var one : list.split(",", -1)) {
                var text = one.strip();
                if (text.equals("*") || strong(text).equals(strong(tag.strip()))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String strong(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    /// What is known of an answer once the service has said that it still holds: what it says now, in place of what it said.
    static Headers freshened(Headers stored, Headers said) {
        var fields = new ArrayList<Field>();
        for (var field : stored.fields()) {
            if (isAboutContent(field) || said.first(field.name()).isEmpty()) {
                fields.add(field);
            }
        }
        for (var field : said.fields()) {
            if (!isAboutContent(field)) {
                fields.add(field);
            }
        }
        return new Headers(fields);
    }

    /// An answer without content says nothing about that of another.
    private static boolean isAboutContent(Field field) {
        return field.name().startsWith("content-") || field.name().equals("transfer-encoding");
    }
}
