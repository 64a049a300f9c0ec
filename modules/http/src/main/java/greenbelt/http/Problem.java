package greenbelt.http;

import greenbelt.json.Json;
import greenbelt.json.JsonRejected;
import greenbelt.json.JsonValue;
import greenbelt.json.JsonValue.JsonNumber;
import greenbelt.json.JsonValue.JsonObject;
import greenbelt.json.JsonValue.JsonText;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Why a request was refused or failed, for machines and for people.
///
/// @param type a URI that names the kind of problem; callers compare it
/// @param title the kind in words
/// @param status 400 to 599
/// @param detail this occurrence in words
/// @param members further fields, such as `expected` and `found`, in order
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457: Problem Details for HTTP APIs</a>
public record Problem(
        String type, String title, int status, String detail, Map<String, JsonValue> members) {
    /// What the types of this system's problems begin with.
    public static final String TYPE_PREFIX = "urn:greenbelt:problem:";

    private static final String RETRY_AFTER = "retryAfterSeconds";

    public Problem {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status must be 400 to 599, was " + status);
        }
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /// A problem of the kind `name`, such as `unknown-user`; its title is the name in words.
    public static Problem of(int status, String name, String detail) {
        var words = name.replace('-', ' ');
        var title = Character.toUpperCase(words.charAt(0)) + words.substring(1);
        return new Problem(TYPE_PREFIX + name, title, status, detail, Map.of());
    }

    /// The problem of a body that is not what was asked for: status 400.
    public static Problem of(JsonRejected rejected) {
        return of(400, "invalid-body", rejected.getMessage())
                .with("path", rejected.path())
                .expected(rejected.expected())
                .found(rejected.found());
    }

    /// This problem with what was expected.
    public Problem expected(String expected) {
        return with("expected", expected);
    }

    /// This problem with what was found.
    public Problem found(String found) {
        return with("found", found);
    }

    /// This problem with when to try again, in whole seconds, rounded up: the caller who comes back then is not refused for
    /// the same reason. The response says so in `Retry-After` too.
    public Problem retryAfter(Duration pause) {
        return with(RETRY_AFTER, Math.max(1, pause.plusNanos(999_999_999).toSeconds()));
    }

    /// This problem with one more field; `value` is anything [Json#write] takes.
    public Problem with(String name, Object value) {
        var more = new LinkedHashMap<>(members);
        more.put(name, Json.tree(value));
        return new Problem(type, title, status, detail, more);
    }

    /// Whether this is the kind `name` that [#of(int, String, String)] was given.
    public boolean isA(String name) {
        return type.equals(TYPE_PREFIX + name);
    }

    /// The response that says so.
    public Response toResponse() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("type", type);
        fields.put("title", title);
        fields.put("status", status);
        fields.put("detail", detail);
        members.forEach(fields::putIfAbsent);
        var response =
                Response.of(status)
                        .with("content-type", MediaTypes.PROBLEM)
                        .withBody(Body.text(Json.write(fields)));
        return members.get(RETRY_AFTER) instanceof JsonNumber(var seconds)
                ? response.with("retry-after", seconds.toPlainString())
                : response;
    }

    /// Reads the problem a response carries, and closes its body; what it does not say is filled in from the status.
    ///
    /// Throws [IllegalArgumentException] when the status is below 400, [CallFailed] when the body cannot be had.
    public static Problem from(Response response) {
        var text = response.text();
        if (response.headers().first("content-type").map(MediaTypes::isJson).orElse(false)) {
            try {
                if (Json.parse(text) instanceof JsonObject(var fields)) {
                    return from(response.status(), fields);
                }
            } catch (JsonRejected notJson) {
                return unnamed(response.status(), notJson.getMessage());
            }
        }
        return unnamed(response.status(), text);
    }

    private static Problem unnamed(int status, String detail) {
        return new Problem("about:blank", "Status " + status, status, detail, Map.of());
    }

    private static Problem from(int status, Map<String, JsonValue> fields) {
        var members = new LinkedHashMap<>(fields);
        var type = text(members.remove("type")).orElse("about:blank");
        var title = text(members.remove("title")).orElse("Status " + status);
        var detail = text(members.remove("detail")).orElse("");
        if (members.get("status") instanceof JsonNumber) {
            members.remove("status");
        }
        return new Problem(type, title, status, detail, members);
    }

    private static Optional<String> text(@org.jspecify.annotations.Nullable JsonValue value) {
        return value instanceof JsonText(var text) ? Optional.of(text) : Optional.empty();
    }
}
