package greenbelt.gateway.policy;

import greenbelt.gateway.verdict.Verdict;
import greenbelt.http.Response;
import java.util.List;

/// What a request has to pass on its way to a service, and the answer on its way back: a policy refuses, or lets what
/// comes after it go on, as often as it likes, with the request that it likes, and passes on what it makes of the answer.
///
/// Applied by many tasks at once.
@FunctionalInterface
public interface Policy {
    /// What becomes of a request.
    Verdict<Response> apply(Passage passage, Onward onward);

    /// What comes after a policy: the next one, and in the end the service.
    @FunctionalInterface
    interface Onward {
        Verdict<Response> go(Passage passage);
    }

    /// What becomes of a request that has to pass all of these, the first one first.
    static Verdict<Response> applyAll(List<Policy> policies, Passage passage, Onward last) {
        return policies.isEmpty()
                ? last.go(passage)
                : policies.getFirst()
                        .apply(
                                passage,
                                next -> applyAll(policies.subList(1, policies.size()), next, last));
    }
}
