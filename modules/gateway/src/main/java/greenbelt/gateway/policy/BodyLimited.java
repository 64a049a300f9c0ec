package greenbelt.gateway.policy;

import greenbelt.gateway.verdict.Refusals;
import greenbelt.gateway.verdict.Verdict;
import greenbelt.gateway.verdict.Verdict.Refused;
import greenbelt.http.Response;

/// Refuses bodies that are too long, at once when they say so, else when they turn out to be; and those that come too
/// slowly, break off, or are not framed as HTTP says.
public record BodyLimited(long maxBytes) implements Policy {
    @Override
    public Verdict<Response> apply(Passage passage, Onward onward) {
        var body = passage.request().body();
        var length = body.length();
        if (length.isPresent() && length.getAsLong() > maxBytes) {
            var bytes = Long.toString(length.getAsLong());
            return new Refused<>(Refusals.contentTooLarge(maxBytes, bytes));
        }
        Decision.BODY.note(
                (length.isPresent() ? length.getAsLong() + " bytes" : "a stream")
                        + " of at most "
                        + maxBytes
                        + " bytes");
        if (body.isInMemory() || length.orElse(1) == 0) {
            return onward.go(passage);
        }
        var metered = new LimitedBody(body, maxBytes);
        var outcome = onward.go(passage.with(passage.request().withBody(metered)));
        return metered.fault().map(fault -> refused(fault, outcome)).orElse(outcome);
    }

    /// Whatever the service made of a body that broke off, the reason is ours to tell.
    private Verdict<Response> refused(LimitedBody.Fault fault, Verdict<Response> outcome) {
        outcome.passed().ifPresent(response -> response.body().close());
        return new Refused<>(
                switch (fault) {
                    case TOO_LONG -> Refusals.contentTooLarge(maxBytes, "more");
                    case TOO_SLOW -> Refusals.contentTooSlow();
                    case BROKEN -> Refusals.contentBroken();
                });
    }
}
