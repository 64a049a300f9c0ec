package greenbelt.gateway.policy;

import greenbelt.gateway.limit.Allowance;
import greenbelt.gateway.limit.RateLimit;
import greenbelt.gateway.limit.RateLimiter;
import greenbelt.gateway.verdict.Refusals;
import greenbelt.gateway.verdict.Verdict;
import greenbelt.gateway.verdict.Verdict.Passed;
import greenbelt.gateway.verdict.Verdict.Refused;
import greenbelt.http.Response;
import java.util.Optional;

/// Refuses requests of those who have sent too many, and tells everybody how many are left, in each answer.
///
/// @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/">RateLimit header fields for
///      HTTP, draft 11</a>
public final class RateLimited implements Policy {
    private static final String POLICY_FIELD = "ratelimit-policy";
    private static final String LEFT_FIELD = "ratelimit";

    private final RateLimiter limiter;

    /// The same in every answer, so they are put together once.
    private final String policy;

    private final String atMost;

    public RateLimited(RateLimiter limiter) {
        var limit = limiter.limit();
        this.limiter = limiter;
        this.atMost = " left of at most " + limit;
        this.policy =
                "\"%s\";q=%d;w=%d"
                        .formatted(
                                limiter.name(),
                                limit.burst(),
                                RateLimit.seconds(limit.timeToFill()));
    }

    @Override
    public Verdict<Response> apply(Passage passage, Onward onward) {
        return key(passage)
                .map(key -> apply(limiter.take(key), passage, onward))
                .orElseGet(() -> onward.go(passage));
    }

    /// By what this request is counted; not at all, when that is a key and none was sent.
    private Optional<String> key(Passage passage) {
        return switch (limiter.limit().by()) {
            case PRINCIPAL -> Optional.of(passage.principal().name());
            case KEY -> passage.principal().client();
            case ADDRESS -> Optional.of(passage.origin().address());
            case ROUTE -> Optional.of(passage.route().name());
        };
    }

    private Verdict<Response> apply(Allowance allowance, Passage passage, Onward onward) {
        if (allowance.isGranted()) {
            Decision.LIMIT.note(allowance.left() + atMost);
        }
        var outcome =
                allowance.isGranted()
                        ? onward.go(passage)
                        : new Refused<Response>(
                                Refusals.tooManyRequests(
                                        limiter.limit().toString(),
                                        limiter.name(),
                                        allowance.untilNext()));
        return switch (outcome) {
            case Passed<Response>(var response) ->
                    new Passed<>(
                            response.withHeaders(
                                    response.headers()
                                            .plus(POLICY_FIELD, policy)
                                            .plus(LEFT_FIELD, left(allowance))));
            case Refused<Response>(var refusal) ->
                    new Refused<>(
                            refusal.withHeader(POLICY_FIELD, policy)
                                    .withHeader(LEFT_FIELD, left(allowance)));
        };
    }

    private String left(Allowance allowance) {
        var until = allowance.left() == 0 ? allowance.untilNext() : allowance.untilFull();
        return "\""
                + limiter.name()
                + "\";r="
                + allowance.left()
                + ";t="
                + RateLimit.seconds(until);
    }
}
