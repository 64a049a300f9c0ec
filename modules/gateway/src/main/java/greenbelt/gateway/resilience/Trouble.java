package greenbelt.gateway.resilience;

import greenbelt.gateway.verdict.Verdict;
import greenbelt.gateway.verdict.Verdict.Passed;
import greenbelt.gateway.verdict.Verdict.Refused;
import greenbelt.http.Problem;
import greenbelt.http.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What can become of a request that an upstream should have answered.
public enum Trouble {
    /// It refused the connection, or broke it.
    NO_ANSWER("no-answer", "no answer"),
    /// Its answer did not begin in time.
    TIMEOUT("timeout", "no answer in time"),
    /// Every instance is left alone, because it fails.
    OPEN("open", "left alone"),
    /// Too many requests are under way already.
    BUSY("busy", "too many under way"),
    /// It said itself that it failed: a status of 500 and above.
    FAILED("failed", "failed");

    private static final int FIRST_SERVER_ERROR = 500;

    private final String word;
    private final String sentence;

    Trouble(String word, String sentence) {
        this.word = word;
        this.sentence = sentence;
    }

    /// What the file calls it.
    public String word() {
        return word;
    }

    /// What people call it.
    public String sentence() {
        return sentence;
    }

    /// What the file calls all of them.
    public static List<String> words() {
        return Arrays.stream(values()).map(Trouble::word).toList();
    }

    /// The one of this word.
    public static Optional<Trouble> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
    }

    /// What an outcome is; empty when the upstream has answered, or when the request was refused for what it is.
    public static Optional<Trouble> of(Verdict<Response> outcome) {
        return switch (outcome) {
            case Passed<Response>(var response) ->
                    response.status() >= FIRST_SERVER_ERROR
                            ? Optional.of(FAILED)
                            : Optional.empty();
            case Refused<Response>(var refusal) -> of(refusal.problem());
        };
    }

    private static Optional<Trouble> of(Problem problem) {
        return Arrays.stream(values())
                .filter(it -> it.problems().stream().anyMatch(problem::isA))
                .findFirst();
    }

    /// How the gateway calls it when it answers instead.
    private List<String> problems() {
        return switch (this) {
            case NO_ANSWER -> List.of("bad-gateway");
            case TIMEOUT -> List.of("gateway-timeout");
            case OPEN -> List.of("circuit-open");
            case BUSY -> List.of("upstream-busy", "too-busy");
            case FAILED -> List.of();
        };
    }
}
