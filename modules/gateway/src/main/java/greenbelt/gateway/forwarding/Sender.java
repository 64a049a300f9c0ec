package greenbelt.gateway.forwarding;

import greenbelt.gateway.limit.ConcurrencyLimiter;
import greenbelt.gateway.policy.Decision;
import greenbelt.gateway.resilience.Resending;
import greenbelt.gateway.resilience.Retries;
import greenbelt.gateway.resilience.RetryAfter;
import greenbelt.gateway.resilience.RetryLedger;
import greenbelt.gateway.resilience.Trouble;
import greenbelt.gateway.upstream.Upstream;
import greenbelt.gateway.verdict.Refusals;
import greenbelt.gateway.verdict.Verdict;
import greenbelt.gateway.verdict.Verdict.Passed;
import greenbelt.gateway.verdict.Verdict.Refused;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.telemetry.Tracer;
import greenbelt.world.Durations;
import greenbelt.world.Task;
import greenbelt.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Sends the requests of one route to its upstream: within their time, again where that is safe, and never more at once than
/// the upstream is allowed. Safe for many tasks.
public final class Sender {
    /// A longer body is not kept to be sent again: 64 KiB.
    public static final int MAX_KEPT_BYTES = 1 << 16;

    private final World world;
    private final Tracer tracer;
    private final Upstream upstream;
    private final Duration timeout;
    private final Optional<Retrying> retrying;
    private final Optional<ConcurrencyLimiter> bulkhead;

    /// How requests are sent again.
    ///
    /// @param ledger of the upstream
    public record Retrying(Retries retries, RetryLedger ledger) {}

    /// Sends nothing yet.
    ///
    /// @param timeout how long all tries of a request may take together, with the pauses between
    /// @param bulkhead counts what is under way to the upstream, whatever the route
    public Sender(
            World world,
            Tracer tracer,
            Upstream upstream,
            Duration timeout,
            Optional<Retrying> retrying,
            Optional<ConcurrencyLimiter> bulkhead) {
        this.world = world;
        this.tracer = tracer;
        this.upstream = upstream;
        this.timeout = timeout;
        this.retrying = retrying;
        this.bulkhead = bulkhead;
    }

    /// Waits for an answer, whatever it says; refuses when there is none.
    public Verdict<Response> send(Request request) {
        if (retrying.isEmpty()) {
            return call(request, timeout);
        }
        return Resending.isHarmless(request, retrying.get().retries())
                ? KeptBody.of(request, MAX_KEPT_BYTES)
                        .then(kept -> new Tries(kept, retrying.get()).run())
                : new Tries(request, retrying.get()).run();
    }

    private Verdict<Response> call(Request request, Duration atMost) {
        if (bulkhead.isEmpty()) {
            return upstream.forward(request, atMost);
        }
        var limiter = bulkhead.get();
        if (!limiter.enter()) {
            return new Refused<>(Refusals.upstreamBusy(upstream.name(), limiter.bound()));
        }
        long began = world.nanoTime();
        try {
            return upstream.forward(request, atMost);
        } finally {
            limiter.leave(Duration.ofNanos(world.nanoTime() - began), false);
        }
    }

    /// One request, as often as it is sent.
    private final class Tries {
        private final Request request;
        private final Retries retries;
        private final RetryLedger ledger;
        private final long deadlineNanos = world.nanoTime() + timeout.toNanos();
        private final List<String> story = new ArrayList<>();
        private int number = 1;

        Tries(Request request, Retrying retrying) {
            this.request = request;
            this.retries = retrying.retries();
            this.ledger = retrying.ledger();
        }

        Verdict<Response> run() {
            ledger.countRequest();
            var outcome = attempt();
            while (Resending.isWorthIt(request, outcome)) {
                var objection = objection();
                var pause = objection.isEmpty() ? pause(outcome) : Duration.ZERO;
                objection = objection.or(() -> objection(pause));
                if (objection.isPresent()) {
                    story.add("not sent again: " + objection.get());
                    break;
                }
                outcome.passed().ifPresent(response -> response.body().close());
                story.add("paused " + Durations.rounded(pause));
                world.sleep(pause);
                number++;
                outcome = attempt();
            }
            if (story.size() > 1) {
                Decision.TRIES.note(String.join("; ", story));
            }
            return number > 1 && outcome instanceof Refused<Response>(var refusal)
                    ? new Refused<>(refusal.with("tries", number))
                    : outcome;
        }

        /// Why it is not sent again, if it is not.
        private Optional<String> objection() {
            if (!Resending.isHarmless(request, retries)) {
                return Optional.of("twice is not as good as once for " + request.method());
            }
            if (!request.body().isInMemory()) {
                return Optional.of("its body was not kept");
            }
            return number > retries.most()
                    ? Optional.of("that was the last of " + number + " tries")
                    : Optional.empty();
        }

        private Optional<String> objection(Duration pause) {
            if (pause.toNanos() >= deadlineNanos - world.nanoTime()) {
                return Optional.of(
                        "a pause of %s would go beyond the %s for all tries"
                                .formatted(Durations.rounded(pause), Durations.format(timeout)));
            }
            return ledger.take() ? Optional.empty() : Optional.of(ledger.usedUp(upstream.name()));
        }

        /// Drawn between nothing and the longest, so that those who failed together do not come back together; but no shorter
        /// than the service asks for.
        ///
        /// @see <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Marc Brooker:
        ///      Exponential backoff and jitter, 2015: full jitter</a>
        private Duration pause(Verdict<Response> outcome) {
            var task = Task.current().map(Task::name).orElse("outside");
            var drawn =
                    world.random("pause before a retry/" + task)
                            .between(Duration.ZERO, retries.longestPause(number));
            return outcome.passed()
                    .flatMap(response -> RetryAfter.of(response, world.now()))
                    .filter(asked -> asked.compareTo(drawn) > 0)
                    .orElse(drawn);
        }

        private Verdict<Response> attempt() {
            var left = Duration.ofNanos(deadlineNanos - world.nanoTime());
            var atMost = retries.perTry().filter(it -> it.compareTo(left) < 0).orElse(left);
            return tracer.span("try " + number)
                    .with(Decision.TRY.key(), number)
                    .call(() -> {
                        var outcome = call(request, atMost);
                        var said = said(outcome);
                        Decision.OUTCOME.note(said);
                        story.add(said);
                        return outcome;
                    });
        }

        private String said(Verdict<Response> outcome) {
            return switch (outcome) {
                case Passed<Response>(var response) -> Integer.toString(response.status());
                case Refused<Response>(var refusal) ->
                        Trouble.of(outcome)
                                .map(Trouble::sentence)
                                .orElse(refusal.problem().title());
            };
        }
    }
}
