package greenbelt.command;

import static greenbelt.command.Parameter.maybe;

import greenbelt.command.Parameter.Kind;
import greenbelt.contract.Api.Token;
import greenbelt.contract.Api.TokenRequest;
import greenbelt.http.CallFailed;
import greenbelt.simulator.Client;
import java.util.List;
import java.util.Map;

/// With whose token requests are sent.
final class LoginCommands {
    private LoginCommands() {}

    static Command login() {
        return new Command(
                "login",
                "Sends requests with the token of this user from now on, or says whose it is",
                List.of(
                        maybe("USER", Kind.USER, "by handle, id, or a name that only one has"),
                        maybe("PASSWORD", Kind.TEXT, "of the town's users when left out")),
                List.of("login", "login bela", "login bela greenbelt"),
                LoginCommands::login);
    }

    static Command logout() {
        return new Command(
                "logout",
                "Sends requests with the token of the first user of the town again",
                List.of(),
                List.of("logout"),
                call -> {
                    call.simulator().client().logout();
                    return shown(call.simulator().client());
                });
    }

    private static Result login(Call call) {
        var client = call.simulator().client();
        call.arguments()
                .maybe("USER")
                .ifPresent(user -> {
                    var handle = call.directory().user(user).handle();
                    var password = call.arguments().maybe("PASSWORD").orElse(Client.TOWN_PASSWORD);
                    try {
                        client.login(new TokenRequest(handle, password));
                    } catch (CallFailed refused) {
                        throw CommandRefused.failed(String.valueOf(refused.getMessage()));
                    }
                });
        return shown(client);
    }

    private static Result shown(Client client) {
        try {
            Token token = client.token();
            return Result.of(
                    "requests are sent with a token of %s (%s)"
                            .formatted(client.user(), token.user()),
                    Map.of("user", token.user()));
        } catch (CallFailed refused) {
            throw CommandRefused.failed(String.valueOf(refused.getMessage()));
        }
    }
}
