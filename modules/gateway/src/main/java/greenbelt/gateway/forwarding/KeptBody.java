package greenbelt.gateway.forwarding;

import greenbelt.gateway.verdict.Refusals;
import greenbelt.gateway.verdict.Verdict;
import greenbelt.gateway.verdict.Verdict.Passed;
import greenbelt.gateway.verdict.Verdict.Refused;
import greenbelt.http.Body;
import greenbelt.http.Request;
import java.io.IOException;

/// Takes a request's body into memory, so that it can be sent more than once.
final class KeptBody {
    private KeptBody() {}

    /// The request with its body in memory, when that is known to be short enough, else as it is; refused when its sender
    /// breaks it off.
    static Verdict<Request> of(Request request, int maxBytes) {
        var body = request.body();
        if (body.isInMemory() || body.length().isEmpty() || body.length().getAsLong() > maxBytes) {
            return new Passed<>(request);
        }
        if (body.length().getAsLong() == 0) {
            return new Passed<>(request.withBody(Body.empty()));
        }
        try {
            return new Passed<>(request.withBody(Body.of(body.bytes())));
        } catch (IOException broken) {
            return new Refused<>(Refusals.contentBroken());
        }
    }
}
