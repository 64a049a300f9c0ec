package greenbelt.user;

import greenbelt.contract.Api.NewUser;
import greenbelt.contract.Api.UserPatch;
import greenbelt.contract.Message.UserClosed;
import greenbelt.contract.Message.UserForgotten;
import greenbelt.contract.Message.UsersRegistered;
import greenbelt.contract.Money;
import greenbelt.contract.UserId;
import greenbelt.database.Database;
import greenbelt.database.Session;
import greenbelt.http.Problem;
import greenbelt.http.ProblemException;
import greenbelt.telemetry.Log;
import greenbelt.world.World;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Who the users are: registers them, changes them, closes them, and announces to the others who can order.
///
/// Handles and e-mail addresses are unique, those of closed users included: a name never comes to mean somebody else,
/// unless that user is forgotten, and the name with all the rest.
/// Throws [ProblemException] for what is the caller's doing; nothing is written then.
final class Registry {
    private final World world;
    private final Database database;
    private final PasswordDesk passwords;
    private final UserEvents events;
    private final Log log;

    Registry(World world, Database database, PasswordDesk passwords, UserEvents events, Log log) {
        this.world = world;
        this.database = database;
        this.passwords = passwords;
        this.events = events;
        this.log = log;
    }

    User register(NewUser wish) {
        var salt = world.secret("salt/" + wish.handle(), Passwords.SALT_BYTES);
        var user =
                new User(
                        new UserId(world.random("user/" + wish.handle()).nextUuid()),
                        wish.handle(),
                        wish.name(),
                        normal(wish.email()),
                        passwords.hash(wish.password(), salt),
                        wish.creditCents().orElse(Money.ZERO),
                        false,
                        false);
        var opening = Town.opening(user, world.now());
        database.write(
                "register user",
                session -> {
                    checkFree(session, "handle", user.handle());
                    checkFree(session, "email", user.email());
                    Users.insert(session, List.of(user));
                    Wallets.insert(session, List.of(opening));
                    events.announce(
                            session,
                            "register " + user.id(),
                            new UsersRegistered(List.of(user.id())));
                    return user;
                });
        log.info("user registered", Log.field("user", user.id()));
        return user;
    }

    private static void checkFree(Session session, String field, String value) {
        if (Users.find(session, value).isPresent()) {
            throw new ProblemException(
                    Problem.of(409, field + "-taken", "Somebody has this " + field + " already.")
                            .expected("a " + field + " that nobody has or had")
                            .found("\"" + value + "\""));
        }
    }

    User find(UserId id) {
        return database.read("find user", session -> open(session, id));
    }

    User change(UserId id, UserPatch patch) {
        return database.write(
                "change user",
                session -> {
                    var user = open(session, id);
                    var email = patch.email().map(Registry::normal);
                    email.filter(it -> !it.equals(user.email()))
                            .ifPresent(it -> checkFree(session, "email", it));
                    Users.change(
                            session,
                            id,
                            patch.name().orElse(user.name()),
                            email.orElse(user.email()));
                    return open(session, id);
                });
    }

    /// Closes the user. The wallet's entries stay; credit set aside for open orders stays with them, and is put back
    /// into the closed wallet when they give it back.
    void close(UserId id) {
        database.write(
                "close user",
                session -> {
                    open(session, id);
                    Users.close(session, id);
                    events.announce(session, "close " + id, new UserClosed(id));
                    return id;
                });
        log.info("user closed", Log.field("user", id));
    }

    /// Closes the user, erases what is personal, and tells the others to do so. Again has no further effect.
    ///
    /// The id and the wallet's entries stay: they are accounts, and say nothing about the person.
    void forget(UserId id) {
        boolean first =
                database.write(
                        "forget user",
                        session -> {
                            var user = Users.find(session, id).orElseThrow(() -> unknown(id));
                            if (!user.forgotten()) {
                                Users.erase(session, id);
                                session.afterCommit(this::leaveNoTraces);
                                events.announce(session, "forget " + id, new UserForgotten(id));
                            }
                            return !user.forgotten();
                        });
        if (first) {
            log.info("user forgotten", Log.field("user", id));
        }
    }

    /// What was erased leaves the file, too, when the database is stopped.
    private void leaveNoTraces() {
        database.rewriteWhenStopped(session -> {});
    }

    /// The user whom this handle or e-mail address names, unless closed.
    Optional<User> find(String handleOrEmail) {
        return database.read(
                "find user by name",
                session ->
                        Users.find(session, normal(handleOrEmail)).filter(user -> !user.closed()));
    }

    private static User open(Session session, UserId id) {
        return Users.find(session, id)
                .filter(user -> !user.closed())
                .orElseThrow(() -> unknown(id));
    }

    static ProblemException unknown(UserId id) {
        return new ProblemException(
                Problem.of(404, "unknown-user", "There is no user " + id + ".")
                        .expected("the id of a user who has not been closed")
                        .found(id.toString()));
    }

    private static String normal(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
