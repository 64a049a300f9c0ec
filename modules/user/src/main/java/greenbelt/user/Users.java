package greenbelt.user;

import greenbelt.contract.Money;
import greenbelt.contract.UserId;
import greenbelt.database.Row;
import greenbelt.database.Session;
import java.util.List;
import java.util.Optional;

/// The SQL about users.
final class Users {
    private static final String COLUMNS =
            "select id, handle, name, email, password, balance_cents, closed, forgotten from users";

    private Users() {}

    static void insert(Session session, List<User> users) {
        session.updateAll(
                "insert into users values (?, ?, ?, ?, ?, ?, ?, ?)",
                users.stream()
                        .map(user ->
                                List.<Object>of(
                                        user.id().value(),
                                        user.handle(),
                                        user.name(),
                                        user.email(),
                                        user.password(),
                                        user.balance().cents(),
                                        user.closed(),
                                        user.forgotten()))
                        .toList());
    }

    static boolean isEmpty(Session session) {
        return session.query("select id from users order by id limit 1", row -> row.uuid("id"))
                .isEmpty();
    }

    /// The user, closed or not.
    static Optional<User> find(Session session, UserId id) {
        return session.queryOne(COLUMNS + " where id = ?", Users::user, id.value());
    }

    /// The user whom this handle or e-mail address names, closed or not.
    static Optional<User> find(Session session, String handleOrEmail) {
        return session.queryOne(
                COLUMNS + " where handle = ? or email = ?",
                Users::user,
                handleOrEmail,
                handleOrEmail);
    }

    /// Everybody, closed or not, sorted by handle.
    static List<User> all(Session session) {
        return session.query(COLUMNS + " order by handle", Users::user);
    }

    /// The users who have not left, sorted by handle.
    static List<User> page(Session session, String afterHandle, int limit) {
        return session.query(
                COLUMNS + " where handle > ? and not closed order by handle limit ?",
                Users::user,
                afterHandle,
                limit);
    }

    /// Everybody who has not left.
    static List<UserId> open(Session session) {
        return session.query(
                "select id from users where not closed order by id",
                row -> new UserId(row.uuid("id")));
    }

    static void change(Session session, UserId id, String name, String email) {
        session.update(
                "update users set name = ?, email = ? where id = ?", name, email, id.value());
    }

    static void close(Session session, UserId id) {
        session.update("update users set closed = true where id = ?", id.value());
    }

    /// Closes the user, and puts stand-ins where something personal was. They are as unique as the user's id.
    static void erase(Session session, UserId id) {
        session.update(
                "update users set handle = ?, name = ?, email = ?, password = '',"
                        + " closed = true, forgotten = true where id = ?",
                id.toString().replace("-", ""),
                "(forgotten)",
                id + "@forgotten.invalid",
                id.value());
    }

    /// Everybody who was forgotten.
    static List<UserId> forgotten(Session session) {
        return session.query(
                "select id from users where forgotten order by id",
                row -> new UserId(row.uuid("id")));
    }

    private static User user(Row row) {
        return new User(
                new UserId(row.uuid("id")),
                row.text("handle"),
                row.text("name"),
                row.text("email"),
                row.text("password"),
                new Money(row.number("balance_cents")),
                row.flag("closed"),
                row.flag("forgotten"));
    }
}
