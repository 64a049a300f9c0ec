package greenbelt.user;

import greenbelt.contract.Answered;
import greenbelt.contract.Message;
import greenbelt.contract.Message.CreditRefused;
import greenbelt.contract.Message.ReleaseCredit;
import greenbelt.contract.Message.ReserveCredit;
import greenbelt.contract.Message.UsersRegistered;
import greenbelt.contract.Money;
import greenbelt.database.Database;
import greenbelt.database.Session;
import greenbelt.user.OrderCredit.Refused;
import greenbelt.user.OrderCredit.Reserved;
import greenbelt.user.OrderCredit.Untouched;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Who was there at a moment, and what had been paid in: all that the log of the orders does not tell of wallets.
///
/// Names, addresses and who has left since are as of now, because nobody keeps when they changed. Credit of orders is
/// not in here: it is written as the log tells it.
public final class UserBooks {
    private final List<User> users;
    private final List<WalletEntry> income;

    private UserBooks(List<User> users, List<WalletEntry> income) {
        this.users = List.copyOf(users);
        this.income = List.copyOf(income);
    }

    static UserBooks read(Session session, Instant until) {
        var income = Wallets.income(session, until);
        var there =
                income.stream()
                        .filter(entry -> entry.movement().kind() == Movement.Kind.OPENING)
                        .map(WalletEntry::user)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        return new UserBooks(
                Users.all(session).stream().filter(user -> there.contains(user.id())).toList(),
                income);
    }

    /// Who can order.
    public UsersRegistered registered() {
        return new UsersRegistered(
                users.stream().filter(user -> !user.closed()).map(User::id).toList());
    }

    /// Writes the books into an empty database that was opened with [UserService#SCHEMA], and with them what was set
    /// aside for orders and given back. Throws [IllegalArgumentException] when no wallet could have paid for that.
    public void write(Database database, List<Answered> answers) {
        database.write(
                "write the books",
                session -> {
                    write(session, answers);
                    return true;
                });
    }

    private void write(Session session, List<Answered> answers) {
        Users.insert(session, users.stream().map(UserBooks::newcomer).toList());
        income.forEach(entry -> Wallets.move(session, entry.user(), entry.movement()));
        Answered.returnedFirst(answers, ReleaseCredit.class)
                .forEach(answer -> write(session, answer));
        users.stream().filter(User::closed).forEach(user -> Users.close(session, user.id()));
    }

    private static User newcomer(User user) {
        return new User(
                user.id(),
                user.handle(),
                user.name(),
                user.email(),
                user.password(),
                Money.ZERO,
                false,
                user.forgotten());
    }

    private static void write(Session session, Answered answered) {
        switch (answered.asked()) {
            case ReserveCredit asked
                    when answered.answer() instanceof CreditRefused(var _, var why) -> {
                if (Wallets.reservation(session, asked.order()) instanceof Untouched) {
                    Wallets.insertReservation(session, asked.order(), new Refused(why));
                }
            }
            case ReserveCredit asked -> {
                var after = CreditDesk.reserve(session, asked, answered.at());
                if (!(after instanceof Reserved)) {
                    throw new IllegalArgumentException(
                            "the log says that credit is set aside for order %s, and that cannot be: %s"
                                    .formatted(
                                            asked.order(),
                                            OrderCredit.refusal(after).orElseThrow()));
                }
            }
            case ReleaseCredit asked -> CreditDesk.release(session, asked.order(), answered.at());
            case Message _ -> {} // it concerns another service
        }
    }

    /// What is in each wallet of `database`, by the handle of its owner; who was forgotten has none, and goes by id.
    static SortedMap<String, Money> wallets(Session session) {
        var wallets = new TreeMap<String, Money>();
        Users.all(session).forEach(user -> wallets.put(name(user), user.balance()));
        return wallets;
    }

    private static String name(User user) {
        return user.forgotten() ? "(forgotten) " + user.id() : user.handle();
    }
}
