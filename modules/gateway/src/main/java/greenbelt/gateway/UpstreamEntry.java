package greenbelt.gateway;

import greenbelt.gateway.GatewayFile.Length;
import greenbelt.gateway.PoliciesEntry.BreakerEntry;
import greenbelt.gateway.PoliciesEntry.BudgetEntry;
import greenbelt.json.JsonValue;
import greenbelt.json.JsonValue.JsonObject;
import greenbelt.json.JsonValue.JsonText;
import greenbelt.json.Words;
import java.util.List;
import java.util.Optional;

/// What the file says about some instances of one service.
///
/// @param instances their names in the network; one under which several listen stands for all of them
/// @param timeout how long they may take to begin an answer, where the route does not say
/// @param balance who gets the next request; in turn when left out
/// @param health how they are asked whether they are well; they are not when left out
/// @param eject when one that fails gets no requests for a while
/// @param slowStart how long one that comes, or comes back, gets less than its share; not at all when left out
/// @param bulkhead so many requests may be under way to them at once, from all routes together; as many as come when left out
/// @param retryBudget how many of the requests to them may be retries
/// @param breaker when one of them is left alone, because it fails; never when left out
public record UpstreamEntry(
        List<String> instances,
        Optional<Length> timeout,
        Optional<BalanceEntry> balance,
        Optional<HealthEntry> health,
        Optional<EjectEntry> eject,
        Optional<Length> slowStart,
        Optional<Integer> bulkhead,
        Optional<BudgetEntry> retryBudget,
        Optional<BreakerEntry> breaker) {
    public UpstreamEntry {
        if (instances.isEmpty()) {
            throw new IllegalArgumentException("instances must be at least one, was none");
        }
    }

    /// Who gets the next request: `round-robin`, `least-requests`, or `{hash: HEADER}`.
    public record BalanceEntry(JsonValue said) {
        static final String ROUND_ROBIN = "round-robin";
        static final String LEAST_REQUESTS = "least-requests";
        private static final String HASH = "hash";
        private static final List<String> WORDS = List.of(ROUND_ROBIN, LEAST_REQUESTS);

        public BalanceEntry {
            boolean isWord = said instanceof JsonText(var word) && WORDS.contains(word);
            if (!isWord && hash(said).isEmpty()) {
                throw new IllegalArgumentException(
                        "balance must be %s, %s or {%s: HEADER}%s, was %s"
                                .formatted(
                                        ROUND_ROBIN,
                                        LEAST_REQUESTS,
                                        HASH,
                                        meant(said),
                                        said.inWords()));
            }
        }

        private static String meant(JsonValue said) {
            return said instanceof JsonText(var word)
                    ? Words.nearest(word, WORDS).map(near -> "; perhaps " + near).orElse("")
                    : "";
        }

        private static Optional<String> hash(JsonValue said) {
            return said instanceof JsonObject(var fields)
                            && fields.size() == 1
                            && fields.get(HASH) instanceof JsonText(var header)
                    ? Optional.of(header)
                    : Optional.empty();
        }

        /// The header by whose hash it goes, if it does.
        Optional<String> hash() {
            return hash(said);
        }

        /// Whether this word is what was said.
        boolean is(String word) {
            return said instanceof JsonText(var text) && text.equals(word);
        }
    }

    /// How instances are asked whether they are well.
    ///
    /// @param path to which `GET` is sent; `/health` when left out
    /// @param every the time between two questions; 5 s when left out
    /// @param unhealthyAfter bad answers in a row; 3 when left out
    /// @param healthyAfter good answers in a row; 2 when left out
    public record HealthEntry(
            Optional<String> path,
            Optional<Length> every,
            Optional<Integer> unhealthyAfter,
            Optional<Integer> healthyAfter) {}

    /// When an instance that fails gets no requests for a while.
    ///
    /// @param failures in a row; 5 when left out
    /// @param lasting how long; 30 s when left out
    /// @param most of the instances, at once; 50% when left out, 0% means never
    public record EjectEntry(
            Optional<Integer> failures, Optional<Length> lasting, Optional<Percent> most) {}

    /// A part of a whole, such as `50%`.
    public record Percent(String text) {
        public Percent {
            if (!text.matches("(100|[1-9]?[0-9])%")) {
                throw new IllegalArgumentException(
                        "expected a percentage such as 50%%, found %s"
                                .formatted(Words.quoted(text)));
            }
        }

        int number() {
            return Integer.parseInt(text.substring(0, text.length() - 1));
        }
    }
}
