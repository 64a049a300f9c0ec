package greenbelt.user;

import greenbelt.contract.Api.UserPage;
import greenbelt.contract.Api.UserView;
import greenbelt.contract.Message.UserCommand;
import greenbelt.contract.Money;
import greenbelt.contract.Topics;
import greenbelt.contract.UserId;
import greenbelt.http.Request;
import greenbelt.outbox.Habits;
import greenbelt.testkit.LoneService;
import greenbelt.user.UserService.Parts;
import greenbelt.user.UserService.Resident;
import greenbelt.user.UserService.Settings;
import java.util.List;

/// A user service in a virtual world of its own, and a tester who talks to it.
final class House extends LoneService<UserService> {
    static final List<Resident> RESIDENTS =
            List.of(
                    new Resident("ada", "Ada Lovelace", "ada@example.org", new Money(10_000)),
                    new Resident("grace", "Grace Hopper", "grace@example.org", new Money(500)));

    House(long seed) {
        super(
                seed,
                new Kind<>(
                        UserService.NAME,
                        UserService.SCHEMA,
                        Topics.USER_COMMANDS,
                        Topics.USER_EVENTS,
                        House::start,
                        UserService::check));
    }

    private static UserService start(Stage stage) {
        var parts =
                new Parts(
                        stage.world(),
                        stage.node(),
                        stage.database(),
                        stage.network(),
                        stage.bus(),
                        stage.tracer());
        return UserService.start(parts, new Settings(RESIDENTS, 1_000, Habits.SOUND));
    }

    /// Publishes a command, and waits until all that follows from it has happened.
    void send(String messageId, UserCommand command) {
        send(messageId, command.order(), command);
    }

    /// Publishes a command; to be called by a task.
    void publish(String messageId, UserCommand command) {
        publish(messageId, command.order(), command);
    }

    UserId user(String handle) {
        return call(Request.get("/users")).json(UserPage.class).users().stream()
                .filter(user -> user.handle().equals(handle))
                .findFirst()
                .orElseThrow()
                .id();
    }

    Money balance(UserId user) {
        return call(Request.get("/users/" + user)).json(UserView.class).balanceCents();
    }
}
