package greenbelt.user;

import greenbelt.contract.Money;
import greenbelt.contract.OrderId;
import greenbelt.contract.UserId;
import greenbelt.database.Row;
import greenbelt.database.Session;
import greenbelt.user.OrderCredit.Refused;
import greenbelt.user.OrderCredit.Released;
import greenbelt.user.OrderCredit.Reserved;
import greenbelt.user.OrderCredit.Untouched;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The SQL about wallets and what is set aside from them.
final class Wallets {
    private Wallets() {}

    /// What is in the wallet of a user who has not left.
    static Optional<Money> balance(Session session, UserId user) {
        return session.queryOne(
                "select balance_cents from users where id = ? and not closed",
                row -> new Money(row.number("balance_cents")),
                user.value());
    }

    /// Moves money: changes the balance and writes the entry that says why.
    static void move(Session session, UserId user, Movement movement) {
        session.update(
                "update users set balance_cents = balance_cents + ? where id = ?",
                movement.amount().cents(),
                user.value());
        session.update(
                """
                insert into wallet_entries
                    (user_id, kind, reference, amount_cents, balance_cents, at)
                select id, ?, ?, ?, balance_cents, ? from users where id = ?\
                """,
                movement.kind(),
                movement.reference(),
                movement.amount().cents(),
                movement.at(),
                user.value());
    }

    static void insert(Session session, List<WalletEntry> entries) {
        session.updateAll(
                """
                insert into wallet_entries
                    (user_id, kind, reference, amount_cents, balance_cents, at)
                values (?, ?, ?, ?, ?, ?)\
                """,
                entries.stream()
                        .map(entry ->
                                List.<Object>of(
                                        entry.user().value(),
                                        entry.movement().kind(),
                                        entry.movement().reference(),
                                        entry.movement().amount().cents(),
                                        entry.balance().cents(),
                                        entry.movement().at()))
                        .toList());
    }

    static Optional<WalletEntry> entry(Session session, Movement.Kind kind, UUID reference) {
        return session.queryOne(
                "select * from wallet_entries where reference = ? and kind = ?",
                Wallets::entry,
                reference,
                kind);
    }

    /// With what wallets began and what was paid in until a moment, oldest first.
    static List<WalletEntry> income(Session session, Instant until) {
        return session.query(
                "select * from wallet_entries where kind in ('OPENING', 'TOP_UP') and at <= ?"
                        + " order by id",
                Wallets::entry,
                until);
    }

    private static WalletEntry entry(Row row) {
        return new WalletEntry(
                new UserId(row.uuid("user_id")),
                new Movement(
                        Movement.Kind.valueOf(row.text("kind")),
                        row.uuid("reference"),
                        new Money(row.number("amount_cents")),
                        row.instant("at")),
                new Money(row.number("balance_cents")));
    }

    static OrderCredit reservation(Session session, OrderId order) {
        return session.queryOne(
                        "select * from credit_reservations where order_id = ?",
                        Wallets::reservation,
                        order.value())
                .orElseGet(Untouched::new);
    }

    private static OrderCredit reservation(Row row) {
        return switch (row.text("state")) {
            case "RESERVED" ->
                    new Reserved(
                            new UserId(row.uuid("user_id")), new Money(row.number("amount_cents")));
            case "REFUSED" -> new Refused(row.text("reason"));
            case "RELEASED" -> new Released();
            case String other -> throw new IllegalStateException("unknown state " + other);
        };
    }

    static void insertReservation(Session session, OrderId order, OrderCredit credit) {
        session.update(
                "insert into credit_reservations values (?, ?, ?, ?, ?)",
                order.value(),
                state(credit),
                credit instanceof Reserved(var user, var _)
                        ? Optional.of(user.value())
                        : Optional.empty(),
                credit instanceof Reserved(var _, var amount)
                        ? Optional.of(amount.cents())
                        : Optional.empty(),
                credit instanceof Refused(var reason) ? Optional.of(reason) : Optional.empty());
    }

    static void updateReservation(Session session, OrderId order, OrderCredit credit) {
        session.update(
                "update credit_reservations set state = ? where order_id = ?",
                state(credit),
                order.value());
    }

    private static String state(OrderCredit credit) {
        return switch (credit) {
            case Reserved(var _, var _) -> "RESERVED";
            case Refused(var _) -> "REFUSED";
            case Released() -> "RELEASED";
            case Untouched() -> throw new IllegalStateException("a decision is never taken back");
        };
    }

    /// How much is set aside for which order.
    static Map<OrderId, Money> reserved(Session session) {
        var reserved = new LinkedHashMap<OrderId, Money>();
        session.query(
                        "select order_id, amount_cents from credit_reservations where state = 'RESERVED' order by order_id",
                        row ->
                                Map.entry(
                                        new OrderId(row.uuid("order_id")),
                                        new Money(row.number("amount_cents"))))
                .forEach(row -> reserved.put(row.getKey(), row.getValue()));
        return reserved;
    }
}
