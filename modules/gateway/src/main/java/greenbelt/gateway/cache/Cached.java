package greenbelt.gateway.cache;

import greenbelt.gateway.policy.Decision;
import greenbelt.gateway.policy.Passage;
import greenbelt.gateway.policy.Policy;
import greenbelt.gateway.routing.CachePolicy;
import greenbelt.gateway.verdict.Refusals;
import greenbelt.gateway.verdict.Verdict;
import greenbelt.gateway.verdict.Verdict.Passed;
import greenbelt.gateway.verdict.Verdict.Refused;
import greenbelt.http.Body;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.world.Durations;
import greenbelt.world.World;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// Answers `GET` with what a service has answered before, as far as the service and the client say that they want it.
///
/// The sender has been asked who they are by then, and counted. Never answers with what is stale.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9111">RFC 9111: HTTP Caching</a>
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9211">RFC 9211: the Cache-Status header field</a>
public final class Cached implements Policy {
    private static final int NOT_MODIFIED = 304;
    private static final String STATUS_FIELD = "cache-status";
    private static final String NAME = "greenbelt";

    private final World world;
    private final ResponseStore store;
    private final CachePolicy policy;
    private final long generation;

    /// Keeps answers in this store.
    ///
    /// @param generation another one for a route that has changed: what was kept before is not used
    public Cached(World world, ResponseStore store, CachePolicy policy, long generation) {
        this.world = world;
        this.store = store;
        this.policy = policy;
        this.generation = generation;
    }

    @Override
    public Verdict<Response> apply(Passage passage, Onward onward) {
        if (!Freshness.isCacheable(passage.request())) {
            return onward.go(passage);
        }
        return new Visit(passage, onward).answer();
    }

    /// One request that may be answered with what was kept.
    private final class Visit {
        private final Passage passage;
        private final Request request;
        private final Onward onward;
        private final CacheKey key;
        private final long begun = store.now();
        private final long beganNanos = world.nanoTime();

        Visit(Passage passage, Onward onward) {
            this.passage = passage;
            this.request = passage.request();
            this.onward = onward;
            this.key =
                    new CacheKey(
                            passage.route().name(),
                            generation,
                            passage.origin().host().orElse("").toLowerCase(Locale.ROOT),
                            request.path(),
                            request.query());
        }

        Verdict<Response> answer() {
            var stored = store.find(key, request.headers());
            if (stored.isPresent() && Freshness.isUsable(stored.get(), request, beganNanos)) {
                return hit(stored.get());
            }
            if (CacheControl.of(request.headers()).has("only-if-cached")) {
                return new Refused<>(Refusals.notCached());
            }
            store.countMiss();
            return stored.filter(Stored::canBeAsked)
                    .map(this::ask)
                    .orElseGet(() -> forwarded(onward.go(passage), "miss"));
        }

        private Verdict<Response> hit(Stored stored) {
            store.countHit();
            var left = stored.left(beganNanos);
            Decision.CACHE.note(
                    "kept, %s old, holds for %s more"
                            .formatted(
                                    Durations.rounded(stored.age(beganNanos)),
                                    Durations.rounded(left)));
            return told(stored, "hit; ttl=" + left.toSeconds());
        }

        /// What was kept, to a client that may have it already.
        private Verdict<Response> told(Stored stored, String status) {
            return new Passed<>(
                    with(Conditions.answer(stored.response(world.nanoTime()), request), status));
        }

        /// Asks the service whether what was kept still holds.
        private Verdict<Response> ask(Stored stored) {
            var outcome = onward.go(passage.with(Conditions.asking(request, stored)));
            if (outcome instanceof Passed<Response>(var response)
                    && response.status() == NOT_MODIFIED) {
                response.body().close();
                var fresh = freshened(stored, response);
                store.keep(key, request.headers(), fresh, begun);
                Decision.CACHE.note("the service says that what was kept still holds");
                return told(fresh, "fwd=stale; fwd-status=304");
            }
            return forwarded(outcome, "stale");
        }

        private Stored freshened(Stored stored, Response said) {
            var headers = Conditions.freshened(stored.headers(), said.headers());
            return stored(new Response(stored.status(), headers, stored.body()));
        }

        private Stored stored(Response response) {
            long now = world.nanoTime();
            var took = Duration.ofNanos(now - beganNanos);
            var lifetime = Freshness.lifetime(response).orElse(Duration.ZERO);
            return new Stored(
                    response.status(),
                    response.headers().without("age"),
                    response.body(),
                    Freshness.varyBy(request, response),
                    policy.atMost().filter(it -> it.compareTo(lifetime) < 0).orElse(lifetime),
                    Freshness.ageAtFirst(response.headers(), took, world.now()),
                    now,
                    CacheControl.of(response.headers()).has("no-cache"));
        }

        /// Passes an answer of the service on, and keeps it if that may be.
        private Verdict<Response> forwarded(Verdict<Response> outcome, String why) {
            if (!(outcome instanceof Passed<Response>(var response))) {
                return outcome;
            }
            var objection =
                    Freshness.objection(request, response).or(() -> tooLarge(response.body()));
            if (objection.isPresent()) {
                Decision.CACHE.note("not kept: " + objection.get());
                return new Passed<>(with(response, "fwd=" + why));
            }
            return inMemory(response)
                    .map(whole -> {
                        var kept = stored(whole);
                        store.keep(key, request.headers(), kept, begun);
                        Decision.CACHE.note("kept for " + Durations.format(kept.lifetime()));
                        return (Verdict<Response>)
                                new Passed<>(with(whole, "fwd=" + why + "; stored"));
                    })
                    .orElseGet(() ->
                            new Refused<>(
                                    Refusals.badGateway(passage.route().destination().toString())));
        }

        private Optional<String> tooLarge(Body body) {
            var length = body.length();
            if (length.isEmpty()) {
                return Optional.of("its length is not known beforehand");
            }
            int largest = policy.largestBytes();
            return length.getAsLong() <= largest
                    ? Optional.empty()
                    : Optional.of("it is longer than " + largest + " bytes");
        }
    }

    /// The same answer with its content in memory; empty when that breaks off.
    private static Optional<Response> inMemory(Response response) {
        if (response.body().isInMemory()) {
            return Optional.of(response);
        }
        try {
            return Optional.of(response.withBody(Body.of(response.body().bytes())));
        } catch (IOException broken) {
            return Optional.empty();
        }
    }

    private static Response with(Response response, String status) {
        return response.withHeaders(response.headers().plus(STATUS_FIELD, NAME + "; " + status));
    }
}
