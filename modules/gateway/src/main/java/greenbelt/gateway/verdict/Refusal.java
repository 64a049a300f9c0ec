package greenbelt.gateway.verdict;

import greenbelt.http.Headers;
import greenbelt.http.Problem;
import greenbelt.http.Request;
import greenbelt.http.Response;
import java.time.Duration;

/// An answer that the gateway gives instead of a service.
///
/// @param problem what is wrong, in a sentence
/// @param headers what the client's software can act on, such as `allow`
public record Refusal(Problem problem, Headers headers) {
    public static Refusal because(int status, String name, Objection objection) {
        return of(status, name, objection.sentence(), objection);
    }

    public static Refusal of(int status, String name, String detail, Objection objection) {
        var problem =
                Problem.of(status, name, detail)
                        .expected(objection.expected())
                        .found(objection.found());
        return new Refusal(problem, Headers.NONE);
    }

    /// This refusal with one more field of the problem.
    public Refusal with(String name, Object value) {
        return new Refusal(problem.with(name, value), headers);
    }

    /// This refusal with when to try again.
    public Refusal retryAfter(Duration pause) {
        return new Refusal(problem.retryAfter(pause), headers);
    }

    /// This refusal with one more header.
    public Refusal withHeader(String name, String value) {
        return new Refusal(problem, headers.plus(name, value));
    }

    /// The response to `request`, with the trace in which more can be found.
    public Response toResponse(Request request) {
        var traced =
                request.trace()
                        .map(trace -> problem.with("traceId", trace.traceId()))
                        .orElse(problem);
        var response = traced.toResponse();
        for (var field : headers.fields()) {
            response = response.withHeaders(response.headers().plus(field.name(), field.value()));
        }
        return response;
    }
}
