package greenbelt.command.gateway;

import static greenbelt.command.Parameter.argument;
import static greenbelt.command.Parameter.maybe;
import static greenbelt.command.Parameter.option;

import greenbelt.command.Call;
import greenbelt.command.Command;
import greenbelt.command.CommandRefused;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Result;
import greenbelt.contract.Api.Token;
import greenbelt.contract.Api.TokenRequest;
import greenbelt.gateway.NewKey;
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
                                maybe(
                                        "USER",
                                        Kind.USER,
                                        "by handle, id, or a name that only one has"),
                                maybe("PASSWORD", Kind.TEXT, "of the town's users when left out"),
                                option(
                                        "--scope",
                                        Kind.TEXT,
                                        "what the token is to be good for, only")),
                        List.of(
                                "login",
                                "login bela",
                                "login bela --scope 'orders:read users:read'"),
                        LoginCommands::login)
                .teaching("A token says who you are; the gateway believes its signature, not you");
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
                        })
                .teaching("Without a token there is no caller to ask about");
    }

    static Command key() {
        return new Command(
                        "key new",
                        "Makes a key for a program, and the line for the gateway's file that lets it in",
                        List.of(
                                argument(
                                        "NAME",
                                        Kind.TEXT,
                                        "whose key it is: letters, digits, dashes"),
                                option(
                                        "--scope",
                                        Kind.TEXT,
                                        "what it is good for, with spaces between")),
                        List.of(
                                "key new partner --scope 'inventory:read orders:read'",
                                "key new robot --scope orders:write"),
                        LoginCommands::key)
                .teaching("A key is kept only as a hash: who reads the file cannot use it");
    }

    private static Result key(Call call) {
        var scopes = call.arguments().maybe("--scope").map(it -> List.of(it.split(" ", -1)));
        try {
            var made =
                    NewKey.of(
                            call.simulator().world(),
                            call.arguments().one("NAME"),
                            scopes.orElse(List.of()));
            return Result.of(
                    """
                    the key, which is shown only now, to send in x-api-key:
                      %s
                    the line for the section "keys" of the file, then: route load FILE
                      %s\
                    """
                            .formatted(made.key(), made.entry()),
                    made);
        } catch (IllegalArgumentException wrong) {
            throw CommandRefused.usage(String.valueOf(wrong.getMessage()));
        }
    }

    private static Result login(Call call) {
        var client = call.simulator().client();
        call.arguments()
                .maybe("USER")
                .ifPresent(user -> {
                    var handle = call.directory().user(user).handle();
                    var password = call.arguments().maybe("PASSWORD").orElse(Client.TOWN_PASSWORD);
                    try {
                        client.login(
                                new TokenRequest(
                                        handle, password, call.arguments().maybe("--scope")));
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
                    "requests are sent with a token of %s (%s), good for %s"
                            .formatted(client.user(), token.user(), token.scope()),
                    Map.of("user", token.user()));
        } catch (CallFailed refused) {
            throw CommandRefused.failed(String.valueOf(refused.getMessage()));
        }
    }
}
