package greenbelt.command;

import static greenbelt.command.Parameter.argument;

import greenbelt.command.Parameter.Kind;
import greenbelt.contract.UserId;
import greenbelt.http.Method;
import greenbelt.http.Request;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/// Forgetting people.
final class ForgetCommand {
    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private ForgetCommand() {}

    static List<Command> all() {
        return List.of(forget());
    }

    private static Command forget() {
        return new Command(
                "forget user",
                "Erases what is personal about a user, and destroys the key to all that is sealed;"
                        + " cannot be undone",
                List.of(argument("USER", Kind.USER, "handle, name, e-mail address or id")),
                List.of("forget user bela"),
                ForgetCommand::forget);
    }

    private static Result forget(Call call) {
        var named = call.arguments().one("USER");
        var user = user(call.directory(), named);
        call.directory().tell(Request.of(Method.DELETE, "/users/" + user + "/personal-data"));
        return Result.of(
                named
                        + " is forgotten: the account is closed and empty, the keys are destroyed."
                        + " The events keep their bytes, which nobody can read any more",
                Map.of("forgotten", user));
    }

    /// By its id also a user who is no longer listed.
    private static UserId user(Directory directory, String named) {
        return ID.matcher(named).matches()
                ? new UserId(UUID.fromString(named))
                : directory.user(named).id();
    }
}
