package greenbelt.order;

import greenbelt.eventstore.EventStore;
import greenbelt.http.Problem;
import greenbelt.http.ProblemException;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.projection.Awaited;
import greenbelt.projection.Projections;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Lets whoever has written read what was written: an answer to a write has a token, and a read that brings it waits.
///
/// The token is a position in the event store, in a header, as session tokens of replicated databases are (Terry et al.,
/// Session Guarantees for Weakly Consistent Replicated Data, 1994). How long to wait is a preference.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc7240#section-4.3">RFC 7240, 4.3: the preference "wait"</a>
final class Freshness {
    /// The header of the token, of answers to writes and of reads.
    static final String TOKEN = "consistency-token";

    private static final String PREFER = "prefer";
    private static final String APPLIED = "preference-applied";
    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(1);

    /// The longest wait, whatever is preferred.
    static final Duration MAX_WAIT = Duration.ofSeconds(30);

    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");
    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?(?<seconds>[0-9]{1,9})\"?(?:$|[,;\\s])");

    private final EventStore store;
    private final Projections projections;

    Freshness(EventStore store, Projections projections) {
        this.store = store;
        this.projections = projections;
    }

    /// The answer to a write, with the token.
    Response token(Response answer) {
        return answer.with(TOKEN, Long.toString(store.durablePosition().value()));
    }

    /// Answers from a read model, as soon as it has what the request's token stands for, if it has one.
    ///
    /// Throws [ProblemException] with status 503 when that does not happen in time, naming the projection that is stuck.
    Response read(Request request, String readModel, Reading reading) {
        var token = request.headers().first(TOKEN);
        if (token.isEmpty()) {
            return reading.answer();
        }
        var wait = wait(request);
        var patience = wait.orElse(DEFAULT_WAIT);
        var awaited = projections.awaitAppend(List.of(readModel), position(token.get()), patience);
        return switch (awaited) {
            case Awaited.Visible() -> fresh(reading, wait);
            case Awaited.Stuck(var reasons) -> throw stuck(reasons, patience);
        };
    }

    private static Response fresh(Reading reading, Optional<Duration> wait) {
        return wait.map(it -> reading.answer().with(APPLIED, "wait=" + it.toSeconds()))
                .orElseGet(reading::answer);
    }

    /// Answers from the attached history, as soon as it has what the request's token stands for, if it has one.
    ///
    /// Throws as [#read(Request, String, Reading)] does.
    Response read(Request request, HistoryFeed history, Reading reading) {
        var token = request.headers().first(TOKEN);
        if (token.isEmpty()) {
            return reading.answer();
        }
        var wait = wait(request);
        var patience = wait.orElse(DEFAULT_WAIT);
        long wanted = position(token.get());
        if (history.awaitApplied(wanted, patience)) {
            return fresh(reading, wait);
        }
        throw stuck(
                history.status().stream()
                        .map(it ->
                                new Awaited.Reason(
                                        it.name(),
                                        it.position(),
                                        it.lastError().orElse("it has not come further in time")))
                        .toList(),
                patience);
    }

    /// Makes an answer from a read model.
    interface Reading {
        Response answer();
    }

    private static ProblemException stuck(List<Awaited.Reason> reasons, Duration patience) {
        return new ProblemException(
                Problem.of(
                                503,
                                "read-model-behind",
                                "What was written does not show yet, after %d s: %s."
                                        .formatted(
                                                patience.toSeconds(),
                                                reasons.stream()
                                                        .map(Awaited.Reason::toString)
                                                        .collect(Collectors.joining("; "))))
                        .with(
                                "projection",
                                reasons.stream()
                                        .findFirst()
                                        .map(Awaited.Reason::projection)
                                        .orElse(HistoryFeed.NAME))
                        .retryAfter(DEFAULT_WAIT));
    }

    /// What is there is not in a read model, because that is behind, or has a dead letter of it.
    static ProblemException notShown(String readModel) {
        return new ProblemException(
                Problem.of(
                                503,
                                "read-model-behind",
                                "It is there, but read model %s does not show it."
                                        .formatted(readModel))
                        .with("projection", readModel)
                        .retryAfter(DEFAULT_WAIT));
    }

    private long position(String token) {
        long end = store.durablePosition().value();
        if (!POSITION.matcher(token).matches() || Long.parseLong(token) > end) {
            throw new ProblemException(
                    Problem.of(400, "invalid-request", "This is no consistency token.")
                            .expected("the Consistency-Token of an answer, at most " + end)
                            .found("\"" + token + "\""));
        }
        return Long.parseLong(token);
    }

    /// A preference that nobody understands is none, as the RFC says.
    private static Optional<Duration> wait(Request request) {
        return request.headers()
                .first(PREFER)
                .map(WAIT::matcher)
                .filter(match -> match.find())
                .map(match -> Duration.ofSeconds(Long.parseLong(match.group("seconds"))))
                .map(wait -> wait.compareTo(MAX_WAIT) < 0 ? wait : MAX_WAIT);
    }
}
