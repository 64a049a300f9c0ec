package greenbelt.simulator;

import greenbelt.contract.Api.Token;
import greenbelt.contract.Api.TokenRequest;
import greenbelt.http.CallFailed;
import greenbelt.http.CallFailed.Certainty;
import greenbelt.http.Method;
import greenbelt.http.Network;
import greenbelt.http.Problem;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.user.UserService;
import greenbelt.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Somebody outside: talks HTTP to the gateway, as `curl` does, with the token of one user.
///
/// Fetches the token when it needs one, for the first resident of the town who is still let in. For tasks; safe for many.
public final class Client {
    /// The longest wait for a response to begin.
    public static final Duration TIMEOUT = Duration.ofSeconds(30);

    /// The password of every user of the starting town.
    public static final String TOWN_PASSWORD = UserService.TOWN_PASSWORD;

    /// How many acknowledged orders are remembered.
    static final int MAX_REMEMBERED = 100_000;

    private static final int UNAUTHORIZED = 401;

    /// A token is renewed when it has less left than this.
    private static final Duration RENEWAL = Duration.ofMinutes(1);

    private final World world;
    private final Network network;
    private final List<TokenRequest> residents;
    private final Town town;
    private final AtomicReference<@Nullable TokenRequest> chosen = new AtomicReference<>();
    private final AtomicReference<@Nullable Held> held = new AtomicReference<>();

    private final ConcurrentSkipListSet<String> acknowledged = new ConcurrentSkipListSet<>();

    private record Held(Token token, Instant expiry, String user) {}

    /// @param residents with whose credentials a token is fetched: the first that are not refused
    Client(World world, Network network, List<TokenRequest> residents) {
        this.world = world;
        this.network = network;
        this.residents = List.copyOf(residents);
        this.town = new Town(this);
    }

    /// What is known of the town.
    public Town town() {
        return town;
    }

    /// Fetches what is not here yet of token, users and items, to go on with while a node is down; answers whether all
    /// could be had.
    boolean getToKnowTheTown() {
        try {
            token();
            if (town.lastUsers().isEmpty()) {
                town.users();
            }
            if (town.lastItems().isEmpty()) {
                town.items();
            }
            return true;
        } catch (CallFailed down) {
            return false;
        }
    }

    /// Sends a request with the user's token; the caller closes the response's body. Throws [CallFailed].
    public Response call(Request request) {
        var response = send(request.with("authorization", "Bearer " + token().accessToken()));
        if (request.method() == Method.POST
                && request.path().equals("/orders")
                && response.isSuccess()) {
            response.headers().first("location").ifPresent(this::remember);
        }
        return response;
    }

    private void remember(String location) {
        acknowledged.add(location.substring(location.lastIndexOf('/') + 1));
        if (acknowledged.size() > MAX_REMEMBERED) {
            acknowledged.pollFirst();
        }
    }

    /// The ids of orders that this client was told are placed, at most [#MAX_REMEMBERED] of them, sorted.
    List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /// Sends a request as it is; the caller closes the response's body. Throws [CallFailed].
    public Response send(Request request) {
        return network.call("gateway", request, TIMEOUT);
    }

    /// From now on speaks with the token of this user. Throws [CallFailed] when the system gives none out for them; then
    /// nothing is different.
    public void login(TokenRequest credentials) {
        held.set(held(ask(credentials)));
        chosen.set(credentials);
    }

    /// Speaks with the token of the first resident again.
    public void logout() {
        chosen.set(null);
        held.set(null);
    }

    /// Whose token it is: a handle or an e-mail address.
    public String user() {
        var current = held.get();
        return current == null ? "nobody" : current.user();
    }

    /// Forgets the token, whose signing key is gone, the orders, and the town.
    void forget() {
        logout();
        acknowledged.clear();
        town.forget();
    }

    /// The user's token. Throws [CallFailed] when the system does not give one out.
    public Token token() {
        var current = held.get();
        if (current != null && world.now().plus(RENEWAL).isBefore(current.expiry())) {
            return current.token();
        }
        var asked = chosen.get();
        var renewed = asked == null ? ofResident() : held(ask(asked));
        held.set(renewed);
        return renewed.token();
    }

    /// What came of asking for a token.
    private sealed interface Reply {
        record Given(Held held) implements Reply {}

        record NotGiven(int status, String reason) implements Reply {}
    }

    /// A token of the first resident who is let in.
    private Held ofResident() {
        Reply reply = ask(residents.getFirst());
        for (var next : residents.subList(1, residents.size())) {
            // Whatever is not this resident's fault would be the next one's as well.
            if (!(reply instanceof Reply.NotGiven(var status, _)) || status != UNAUTHORIZED) {
                break;
            }
            reply = ask(next);
        }
        return held(reply);
    }

    private static Held held(Reply reply) {
        return switch (reply) {
            case Reply.Given(var held) -> held;
            case Reply.NotGiven(_, var reason) -> throw new CallFailed(Certainty.NOT_SENT, reason);
        };
    }

    private Reply ask(TokenRequest credentials) {
        var response = send(Request.post("/auth/token", credentials));
        try (var _ = response.body()) {
            if (response.isSuccess()) {
                var token = response.json(Token.class);
                var expiry = world.now().plusSeconds(token.expiresInSeconds());
                return new Reply.Given(new Held(token, expiry, credentials.user()));
            }
            var problem = Problem.from(response);
            return new Reply.NotGiven(
                    problem.status(),
                    "no token for %s: %s: %s"
                            .formatted(credentials.user(), problem.title(), problem.detail()));
        }
    }
}
