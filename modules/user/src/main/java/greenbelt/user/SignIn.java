package greenbelt.user;

import greenbelt.contract.Api.Token;
import greenbelt.contract.Api.TokenRequest;
import greenbelt.contract.Scopes;
import greenbelt.http.Method;
import greenbelt.http.Problem;
import greenbelt.http.ProblemException;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.http.Router;
import greenbelt.json.Words;
import greenbelt.telemetry.Log;
import greenbelt.token.TokenIssuer;
import java.util.List;

/// Trades a password for an access token, and publishes the key with which tokens are verified.
///
/// Whoever guesses learns nothing about who is registered: an unknown user costs the same work and gets the same
/// answer as a wrong password.
final class SignIn {
    private final Registry registry;
    private final PasswordDesk passwords;
    private final TokenIssuer issuer;
    private final Log log;

    SignIn(Registry registry, PasswordDesk passwords, TokenIssuer issuer, Log log) {
        this.registry = registry;
        this.passwords = passwords;
        this.issuer = issuer;
        this.log = log;
    }

    void addTo(Router router) {
        router.on(Method.POST, "/auth/token", this::token)
                .on(Method.GET, "/.well-known/jwks.json", this::keys);
    }

    private Response token(Request request) {
        var asked = request.json(TokenRequest.class);
        var user = registry.find(asked.user());
        var hash = user.map(User::password).orElseGet(passwords::decoy);
        if (!passwords.matches(asked.password(), hash) || user.isEmpty()) {
            user.ifPresent(known -> log.warn("wrong password", Log.field("user", known.id())));
            return Problem.of(401, "wrong-credentials", "User or password is wrong.")
                    .expected("the handle or e-mail address of a user, with the user's password")
                    .found("something else")
                    .toResponse()
                    .with("www-authenticate", "Bearer realm=\"greenbelt\"");
        }
        var id = user.get().id();
        var scopes = scopes(asked);
        var token = issuer.issue(id.toString(), scopes);
        var answer =
                new Token(
                        token.text(),
                        "Bearer",
                        token.lifetime().toSeconds(),
                        id,
                        String.join(" ", scopes));
        return Response.json(200, answer).with("cache-control", "no-store");
    }

    /// What was asked for: a token need not be good for more than its bearer is about to do.
    private static List<String> scopes(TokenRequest asked) {
        var wanted = asked.scope().map(it -> List.of(it.split(" ", -1))).orElse(Scopes.ALL);
        for (var scope : wanted) {
            if (!Scopes.ALL.contains(scope)) {
                throw new ProblemException(
                        Problem.of(400, "invalid-scope", "There is no scope of that name.")
                                .expected("of " + String.join(" ", Scopes.ALL))
                                .found(Words.quoted(scope)));
            }
        }
        return wanted;
    }

    private Response keys(Request request) {
        return Response.text(200, issuer.publicKeys())
                .with("content-type", "application/jwk-set+json");
    }
}
