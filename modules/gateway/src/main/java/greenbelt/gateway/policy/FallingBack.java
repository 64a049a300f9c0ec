package greenbelt.gateway.policy;

import greenbelt.gateway.resilience.Fallback;
import greenbelt.gateway.resilience.Trouble;
import greenbelt.gateway.verdict.Verdict;
import greenbelt.gateway.verdict.Verdict.Passed;
import greenbelt.http.Response;

/// Answers with what was prepared when an upstream has no answer. What a request is refused for by its own fault stays as it
/// is.
public record FallingBack(Fallback fallback) implements Policy {
    @Override
    public Verdict<Response> apply(Passage passage, Onward onward) {
        var outcome = onward.go(passage);
        return Trouble.of(outcome)
                .filter(fallback.on()::contains)
                .map(trouble -> {
                    outcome.passed().ifPresent(response -> response.body().close());
                    Decision.FALLBACK.note(
                            "%d, as prepared, because of: %s"
                                    .formatted(fallback.status(), trouble.word()));
                    return (Verdict<Response>) new Passed<>(fallback.response());
                })
                .orElse(outcome);
    }
}
