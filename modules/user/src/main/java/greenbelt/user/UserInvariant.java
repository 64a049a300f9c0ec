package greenbelt.user;

import greenbelt.contract.Finding;
import greenbelt.contract.Money;
import greenbelt.database.Row;
import greenbelt.database.Session;
import java.util.List;
import java.util.function.Function;

/// What must hold after every transaction of the user service.
///
/// @param sentence what it says
/// @param violations the query for what breaks it
/// @param words how a row of that query reads
record UserInvariant(String sentence, String violations, Function<Row, String> words) {
    static final UserInvariant NO_WALLET_IS_OVERDRAWN =
            new UserInvariant(
                    "no wallet is overdrawn",
                    "select handle, balance_cents from users where balance_cents < 0 order by handle",
                    row ->
                            "the wallet of %s holds %s"
                                    .formatted(row.text("handle"), money(row, "balance_cents")));

    static final UserInvariant BALANCES_ADD_UP =
            new UserInvariant(
                    "every wallet's balance is what its entries add up to",
                    """
                    select u.handle, u.balance_cents, coalesce(sum(e.amount_cents), 0) as entries_cents
                    from users u left join wallet_entries e on e.user_id = u.id
                    group by u.id, u.handle, u.balance_cents
                    having u.balance_cents <> coalesce(sum(e.amount_cents), 0)
                    order by u.handle\
                    """,
                    row ->
                            "the wallet of %s holds %s, its entries add up to %s"
                                    .formatted(
                                            row.text("handle"),
                                            money(row, "balance_cents"),
                                            money(row, "entries_cents")));

    static final UserInvariant ENTRIES_CONTINUE =
            new UserInvariant(
                    "every entry continues from the balance of the one before",
                    """
                    select id, balance_cents, running_cents from (
                        select id, balance_cents,
                            sum(amount_cents) over (partition by user_id order by id) as running_cents
                        from wallet_entries)
                    where balance_cents <> running_cents order by id\
                    """,
                    row ->
                            "entry %d says %s, the entries up to it add up to %s"
                                    .formatted(
                                            row.number("id"),
                                            money(row, "balance_cents"),
                                            money(row, "running_cents")));

    static final UserInvariant NO_ORDER_IS_CHARGED_TWICE =
            new UserInvariant(
                    "no order is charged twice, and none whose credit is not reserved",
                    """
                    select order_id, sum(charged) as charged_cents, sum(due) as due_cents from (
                        select reference as order_id, -amount_cents as charged, 0 as due
                            from wallet_entries where kind in ('RESERVED', 'RELEASED', 'REPEATED')
                        union all
                        select order_id, 0, amount_cents
                            from credit_reservations where state = 'RESERVED')
                    group by order_id having sum(charged) <> sum(due) order by order_id\
                    """,
                    row ->
                            "order %s was charged %s instead of %s"
                                    .formatted(
                                            row.uuid("order_id"),
                                            money(row, "charged_cents"),
                                            money(row, "due_cents")));

    static final List<UserInvariant> ALL =
            List.of(
                    NO_WALLET_IS_OVERDRAWN,
                    BALANCES_ADD_UP,
                    ENTRIES_CONTINUE,
                    NO_ORDER_IS_CHARGED_TWICE);

    static List<Finding> checkAll(Session session) {
        return ALL.stream().map(invariant -> invariant.check(session)).toList();
    }

    private Finding check(Session session) {
        return new Finding(sentence, session.query(violations, words));
    }

    private static Money money(Row row, String column) {
        return new Money(row.number(column));
    }
}
