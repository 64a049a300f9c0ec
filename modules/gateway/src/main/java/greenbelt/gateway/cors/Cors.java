package greenbelt.gateway.cors;

import greenbelt.gateway.verdict.Objection;
import greenbelt.gateway.verdict.Refusals;
import greenbelt.gateway.verdict.Verdict;
import greenbelt.gateway.verdict.Verdict.Passed;
import greenbelt.gateway.verdict.Verdict.Refused;
import greenbelt.http.Headers;
import greenbelt.http.Headers.Field;
import greenbelt.http.Method;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.json.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What scripts of other origins may do, as browsers ask for it.
///
/// What a service says about that itself is replaced: the file says it, and nothing else.
///
/// @param origins compared as they are, each such as `https://shop.example.org`; or `*` for any
/// @param methods with which
/// @param headers which fields they may send, besides those that any form may; in lower case
/// @param expose which fields of the answer they may read, besides those that anybody may; in lower case
/// @param maxAge how long a browser may remember what it was told
/// @param credentials whether they may send what says who they are: cookies, for browsers
/// @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch Standard, 3.3: CORS protocol</a>
public record Cors(
        Set<String> origins,
        Set<Method> methods,
        List<String> headers,
        List<String> expose,
        Duration maxAge,
        boolean credentials) {
    /// Any origin.
    public static final String ANY = "*";

    /// How long browsers remember where a file does not say.
    public static final Duration DEFAULT_MAX_AGE = Duration.ofMinutes(10);

    private static final String ORIGIN = "origin";
    private static final String ASKED_METHOD = "access-control-request-method";
    private static final String ASKED_HEADERS = "access-control-request-headers";
    private static final String SAID = "access-control-";
    private static final String VARY = "vary";

    public Cors {
        if (origins.isEmpty()) {
            throw new IllegalArgumentException("origins must be at least one, was none");
        }
        if (origins.contains(ANY) && (credentials || origins.size() > 1)) {
            throw new IllegalArgumentException(
                    credentials
                            ? "origins must be named where credentials are allowed, was *"
                            : "origins must be either * or named, was both");
        }
        for (var origin : origins) {
            if (!origin.equals(ANY)
                    && !origin.matches("https?://[a-z0-9.-]{1,253}(:[0-9]{1,5})?")) {
                throw new IllegalArgumentException(
                        "origins must be such as https://shop.example.org, in lower case and without a path, was "
                                + Words.quoted(origin));
            }
        }
        if (maxAge.isNegative()) {
            throw new IllegalArgumentException("maxAge must be >= 0, was " + maxAge);
        }
        origins = Collections.unmodifiableSet(new LinkedHashSet<>(origins));
        methods = Collections.unmodifiableSet(EnumSet.copyOf(methods));
        headers = List.copyOf(headers);
        expose = List.copyOf(expose);
    }

    /// The method that a browser asks about on behalf of a script, before it sends the script's request: empty when this is
    /// no such question.
    ///
    /// @see <a href="https://fetch.spec.whatwg.org/#cors-preflight-fetch">Fetch Standard, 4.8: CORS-preflight fetch</a>
    public static Optional<Method> preflightOf(Request request) {
        if (request.method() != Method.OPTIONS || request.headers().first(ORIGIN).isEmpty()) {
            return Optional.empty();
        }
        return request.headers()
                .first(ASKED_METHOD)
                .flatMap(asked ->
                        EnumSet.allOf(Method.class).stream()
                                .filter(method -> method.name().equals(asked))
                                .findFirst());
    }

    /// The answer to a browser that asks before it sends a script's request; no service sees it.
    public Verdict<Response> preflight(Request request) {
        var origin = request.headers().first(ORIGIN).orElse("");
        if (!isAllowed(origin)) {
            return new Refused<>(
                    Refusals.crossOrigin(
                            new Objection(
                                    "an origin that this route allows", Words.quoted(origin))));
        }
        var asked = request.headers().first(ASKED_METHOD).orElse("");
        if (methods.stream().noneMatch(method -> method.name().equals(asked))) {
            return new Refused<>(
                    Refusals.crossOrigin(
                            new Objection("one of " + methodsInWords(), Words.quoted(asked))));
        }
        var others = unlisted(request);
        if (!others.isEmpty()) {
            return new Refused<>(
                    Refusals.crossOrigin(
                            new Objection(
                                    headers.isEmpty()
                                            ? "only the headers that any form may send"
                                            : "only the headers " + String.join(", ", headers),
                                    Words.quoted(String.join(", ", others)))));
        }
        var response =
                Response.of(204)
                        .with("access-control-allow-methods", methodsInWords())
                        .with("access-control-max-age", Long.toString(maxAge.toSeconds()));
        return new Passed<>(
                headers.isEmpty()
                        ? response
                        : response.with(
                                "access-control-allow-headers", String.join(", ", headers)));
    }

    private List<String> unlisted(Request request) {
        var others = new ArrayList<String>();
        for (var value : request.headers().all(ASKED_HEADERS)) {
            for (var name : value.split(",", -1)) {
                var asked = name.strip().toLowerCase(Locale.ROOT);
                if (!asked.isEmpty() && !headers.contains(asked)) {
                    others.add(asked);
                }
            }
        }
        return others;
    }

    private String methodsInWords() {
        return methods.stream().map(Method::name).collect(Collectors.joining(", "));
    }

    /// An answer with what browsers want to know before they show it to a script; whatever the answer is, so that scripts see
    /// problems too. Nothing for other origins, but that the answer depends on it.
    public Response tell(Request request, Response answer) {
        // What answers a question is ours; else it is the service that may have said something.
        boolean isOurs = preflightOf(request).isPresent();
        var fields = new ArrayList<Field>();
        for (var field : answer.headers().fields()) {
            if (isOurs || !field.name().startsWith(SAID)) {
                fields.add(field);
            }
        }
        if (!origins.contains(ANY)) {
            fields.add(new Field(VARY, "Origin"));
        }
        request.headers()
                .first(ORIGIN)
                .filter(this::isAllowed)
                .ifPresent(origin -> fields.addAll(said(origin)));
        return answer.withHeaders(new Headers(fields));
    }

    private List<Field> said(String origin) {
        var fields = new ArrayList<Field>();
        fields.add(new Field("access-control-allow-origin", origins.contains(ANY) ? ANY : origin));
        if (credentials) {
            fields.add(new Field("access-control-allow-credentials", "true"));
        }
        if (!expose.isEmpty()) {
            fields.add(new Field("access-control-expose-headers", String.join(", ", expose)));
        }
        return fields;
    }

    private boolean isAllowed(String origin) {
        return origins.contains(ANY) || origins.contains(origin);
    }

    /// In a sentence.
    public String sentence() {
        return "scripts of %s may send %s%s"
                .formatted(
                        origins.contains(ANY) ? "any origin" : String.join(", ", origins),
                        methodsInWords(),
                        credentials ? ", with credentials" : "");
    }
}
