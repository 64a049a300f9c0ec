package greenbelt.gateway.cache;

import greenbelt.gateway.policy.Passage;
import greenbelt.gateway.policy.Policy;
import greenbelt.gateway.resilience.Resending;
import greenbelt.gateway.verdict.Verdict;
import greenbelt.gateway.verdict.Verdict.Passed;
import greenbelt.gateway.verdict.Verdict.Refused;
import greenbelt.http.Response;

/// Drops what was kept for a path when somebody changes it. Also when the change had no answer, because it may have been
/// made; not when it was refused for what it is.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9111#section-4.4">RFC 9111, 4.4: invalidating stored responses</a>
public record Invalidating(ResponseStore store) implements Policy {
    private static final int FIRST_CLIENT_ERROR = 400;
    private static final int FIRST_SERVER_ERROR = 500;

    @Override
    public Verdict<Response> apply(Passage passage, Onward onward) {
        var outcome = onward.go(passage);
        if (!Resending.isSafe(passage.request().method()) && mayHaveBeenMade(outcome)) {
            store.invalidate(passage.request().path());
        }
        return outcome;
    }

    private static boolean mayHaveBeenMade(Verdict<Response> outcome) {
        int status =
                switch (outcome) {
                    case Passed<Response>(var response) -> response.status();
                    case Refused<Response>(var refusal) -> refusal.problem().status();
                };
        return status < FIRST_CLIENT_ERROR || status >= FIRST_SERVER_ERROR;
    }
}
