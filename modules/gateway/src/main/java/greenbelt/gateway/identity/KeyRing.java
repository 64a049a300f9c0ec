package greenbelt.gateway.identity;

import greenbelt.gateway.upstream.Upstream;
import greenbelt.http.CallFailed;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.token.KeySet;
import greenbelt.token.TokenException;
import greenbelt.world.Watermark;
import greenbelt.world.World;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// The keys of an issuer, fetched when they are needed and remembered for a while.
///
/// One task fetches; others that cannot go on without wait for it. A token with an unknown key causes a fetch, because
/// keys are rotated, but not more than one per [#PAUSE], because anybody can invent a key id. While the issuer
/// does not answer, the keys from before are believed for [#BELIEVED]. Safe for many tasks.
public final class KeyRing {
    /// Keys older than this are fetched anew, so that a withdrawn key is not accepted for longer.
    public static final Duration FRESH = Duration.ofMinutes(5);

    /// Keys older than this are not believed any more.
    public static final Duration BELIEVED = Duration.ofHours(1);

    /// The least time between the end of one fetch and the beginning of the next.
    public static final Duration PAUSE = Duration.ofSeconds(1);

    /// How long a fetch may take.
    public static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final String KEYS_PATH = "/.well-known/jwks.json";

    private final World world;
    private final Upstream keysFrom;
    private final AtomicReference<State> state;
    private final Watermark fetchesEnded;

    /// Keys, and the tokens that were verified with them: another set of keys begins with none.
    public record Held(KeySet keys, VerifiedTokens tokens, long fetchedAtNanos) {}

    /// @param fetches how many have ended
    /// @param endedAtNanos when the last one ended
    private record State(Optional<Held> held, long fetches, long endedAtNanos, boolean isFetching) {
        State begun() {
            return new State(held, fetches, endedAtNanos, true);
        }

        State ended(Optional<Held> fetched, long nowNanos) {
            return new State(fetched.or(() -> held), fetches + 1, nowNanos, false);
        }
    }

    /// @param keysFrom who publishes the keys
    /// @param issuer whose keys they are
    KeyRing(World world, Upstream keysFrom, String issuer) {
        this.world = world;
        this.keysFrom = keysFrom;
        long longAgo = world.nanoTime() - PAUSE.toNanos();
        this.state = new AtomicReference<>(new State(Optional.empty(), 0, longAgo, false));
        this.fetchesEnded = world.watermark("fetches of the keys of " + issuer, 0);
    }

    /// The keys to verify with; empty when they cannot be had. May wait for a fetch.
    public Optional<Held> current() {
        var held = state.get().held();
        if (held.isPresent() && age(held.get()).compareTo(FRESH) < 0) {
            return held;
        }
        fetch(held.isEmpty());
        return state.get().held().filter(late -> age(late).compareTo(BELIEVED) < 0);
    }

    /// Keys that were fetched after `seen`; empty when there are none. May wait for a fetch.
    public Optional<Held> newerThan(Held seen) {
        fetch(true);
        return state.get().held().filter(held -> held.fetchedAtNanos() > seen.fetchedAtNanos());
    }

    private Duration age(Held held) {
        return Duration.ofNanos(world.nanoTime() - held.fetchedAtNanos());
    }

    private void fetch(boolean isUrgent) {
        var before = state.get();
        if (before.isFetching()) {
            if (isUrgent) {
                fetchesEnded.awaitBeyond(before.fetches(), TIMEOUT.plus(PAUSE));
            }
            return;
        }
        if (world.nanoTime() - before.endedAtNanos() < PAUSE.toNanos()) {
            return;
        }
        if (!state.compareAndSet(before, before.begun())) {
            fetch(isUrgent);
            return;
        }
        var after = before.ended(ask(), world.nanoTime());
        state.set(after);
        fetchesEnded.advanceTo(after.fetches());
    }

    private Optional<Held> ask() {
        return keysFrom.forward(Request.get(KEYS_PATH), TIMEOUT).passed().flatMap(this::read);
    }

    private Optional<Held> read(Response response) {
        try {
            var text = response.text();
            if (response.status() != 200) {
                return Optional.empty();
            }
            return Optional.of(
                    new Held(KeySet.parse(text), new VerifiedTokens(), world.nanoTime()));
        } catch (CallFailed | TokenException notToBeHad) {
            return Optional.empty();
        }
    }
}
