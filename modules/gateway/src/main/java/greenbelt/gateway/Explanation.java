package greenbelt.gateway;

import java.util.List;
import java.util.Optional;

/// What the gateway would do with a request, and why, without doing it.
///
/// @param request such as `GET /orders?limit=2`
/// @param decided what each check says, in their order, one sentence each
/// @param others why other routes do not take it, the nearest first
/// @param route the name of the route that takes it
/// @param policies what holds for the requests of that route
/// @param forwarded what a service would receive; empty when nothing is forwarded
/// @param refused with which status it is refused, when that can be known already
public record Explanation(
        String request,
        List<String> decided,
        List<String> others,
        Optional<String> route,
        List<String> policies,
        Optional<Forwarded> forwarded,
        Optional<Refused> refused) {
    /// More routes that do not take a request are not named.
    public static final int MOST_OTHERS = 8;

    public Explanation {
        decided = List.copyOf(decided);
        others = List.copyOf(others);
        policies = List.copyOf(policies);
    }

    /// What a service would receive.
    ///
    /// @param upstream who
    /// @param target exactly as it is sent
    /// @param headers `name: value`, in their order
    public record Forwarded(String upstream, String target, List<String> headers) {
        public Forwarded {
            headers = List.copyOf(headers);
        }
    }

    /// How it is refused.
    public record Refused(int status, String sentence) {}
}
