package greenbelt.command.orders;

import static greenbelt.command.Parameter.argument;

import greenbelt.command.Call;
import greenbelt.command.Command;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Result;
import greenbelt.contract.UserId;
import greenbelt.http.Method;
import greenbelt.http.Request;
import greenbelt.json.JsonValue.JsonObject;
import greenbelt.simulator.Simulator;
import java.time.Duration;
import java.util.List;

/// Forgetting people.
public final class ForgetCommand {
    /// How long the other services may take to hear of it.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(15);

    private ForgetCommand() {}

    public static List<Command> all() {
        return List.of(forget());
    }

    private static Command forget() {
        return new Command(
                        "forget user",
                        "Erases what is personal about a user, and destroys the key to all that is sealed;"
                                + " cannot be undone",
                        List.of(
                                argument(
                                        "USER",
                                        Kind.USER,
                                        "the whole handle, name, e-mail address or id")),
                        List.of("forget user bela", "forget user ada"),
                        ForgetCommand::forget)
                .teaching(
                        "Events are for ever, but what is sealed with a key is gone with the key");
    }

    private static Result forget(Call call) {
        var named = call.arguments().one("USER");
        var user = call.directory().userInFull(named);
        call.directory().tell(Request.of(Method.DELETE, "/users/" + user + "/personal-data"));
        boolean everywhere = isForgottenSoon(call.simulator(), user);
        return Result.of(
                named
                        + (everywhere
                                ? " is forgotten: the account is closed and empty, the key is"
                                        + " destroyed. The events keep their bytes, which nobody can"
                                        + " read any more; the orders: history "
                                        + user
                                : " is forgotten by the user service; the order service has not"
                                        + " heard of it yet, and destroys the key when it does"),
                JsonObject.EMPTY.with("forgotten", user).with("everywhere", everywhere));
    }

    /// Waits until the order service has heard of it.
    private static boolean isForgottenSoon(Simulator simulator, UserId user) {
        long end = simulator.world().nanoTime() + PATIENCE.toNanos();
        while (true) {
            var remembered = simulator.remembered();
            if (remembered.isPresent() && !remembered.get().contains(user)) {
                return true;
            }
            if (remembered.isEmpty() || simulator.world().nanoTime() > end) {
                return false;
            }
            simulator.world().sleep(LOOK_AGAIN);
        }
    }
}
