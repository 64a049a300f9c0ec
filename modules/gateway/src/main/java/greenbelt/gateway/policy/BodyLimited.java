package greenbelt.gateway.policy;

import greenbelt.gateway.verdict.Refusals;
import greenbelt.gateway.verdict.Verdict;
import greenbelt.gateway.verdict.Verdict.Refused;
import greenbelt.http.Response;

/// Refuses bodies that are too long: at once when they say so, else when they turn out to be.
public record BodyLimited(long maxBytes) implements Policy {
    @Override
    public Verdict<Response> apply(Passage passage, Onward onward) {
        var body = passage.request().body();
        var length = body.length();
        if (length.isPresent()) {
            long bytes = length.getAsLong();
            if (bytes > maxBytes) {
                return new Refused<>(Refusals.contentTooLarge(maxBytes, Long.toString(bytes)));
            }
            Decision.BODY.note("%d bytes of at most %d".formatted(bytes, maxBytes));
            return onward.go(passage); // the network holds the sender to it
        }
        Decision.BODY.note("a stream of at most %d bytes".formatted(maxBytes));
        var metered = new LimitedBody(body, maxBytes);
        var outcome = onward.go(passage.with(passage.request().withBody(metered)));
        if (!metered.isExceeded()) {
            return outcome;
        }
        // Whatever the service made of a body that broke off, the reason is ours to tell.
        outcome.passed().ifPresent(response -> response.body().close());
        return new Refused<>(Refusals.contentTooLarge(maxBytes, "more"));
    }
}
