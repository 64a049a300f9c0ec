package greenbelt.simulator;

import greenbelt.contract.Api.Token;
import greenbelt.contract.Api.TokenRequest;
import greenbelt.http.CallFailed;
import greenbelt.http.CallFailed.Certainty;
import greenbelt.http.Network;
import greenbelt.http.Problem;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Somebody outside: talks HTTP to the gateway, as `curl` does, with the token of one user.
///
/// Fetches the token when it needs one. For tasks; safe for many.
public final class Client {
    /// The longest wait for a response to begin.
    public static final Duration TIMEOUT = Duration.ofSeconds(30);

    /// A token is renewed when it has less left than this.
    private static final Duration RENEWAL = Duration.ofMinutes(1);

    private final World world;
    private final Network network;
    private final TokenRequest credentials;
    private final AtomicReference<@Nullable Held> held = new AtomicReference<>();

    private record Held(Token token, Instant expiry) {}

    Client(World world, Network network, TokenRequest credentials) {
        this.world = world;
        this.network = network;
        this.credentials = credentials;
    }

    /// Sends a request with the user's token; the caller closes the response's body. Throws [CallFailed].
    public Response call(Request request) {
        return send(request.with("authorization", "Bearer " + token().accessToken()));
    }

    /// Sends a request as it is; the caller closes the response's body. Throws [CallFailed].
    public Response send(Request request) {
        return network.call("gateway", request, TIMEOUT);
    }

    /// Asks for a new token next time; the signing key has changed.
    void forgetToken() {
        held.set(null);
    }

    /// The user's token. Throws [CallFailed] when the system does not give one out.
    public Token token() {
        var current = held.get();
        if (current != null && world.now().plus(RENEWAL).isBefore(current.expiry())) {
            return current.token();
        }
        var response = send(Request.post("/auth/token", credentials));
        try (var _ = response.body()) {
            if (!response.isSuccess()) {
                var problem = Problem.from(response);
                throw new CallFailed(
                        Certainty.NOT_SENT,
                        "no token for "
                                + credentials.user()
                                + ": "
                                + problem.title()
                                + ": "
                                + problem.detail());
            }
            var token = response.json(Token.class);
            held.set(new Held(token, world.now().plusSeconds(token.expiresInSeconds())));
            return token;
        }
    }
}
