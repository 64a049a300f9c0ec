package greenbelt.user;

import greenbelt.contract.Message.ReserveCredit;
import greenbelt.contract.Money;
import greenbelt.contract.OrderId;
import greenbelt.database.Session;
import greenbelt.user.OrderCredit.Reserved;
import greenbelt.user.OrderCredit.Untouched;
import java.time.Instant;

/// Sets credit aside for orders and gives it back, for whoever asks: over HTTP or over the bus.
///
/// Each method is the shell around a rule of [OrderCredit]: it reads what is the case, lets the rule decide, and
/// writes what has changed, all in the transaction of its caller.
final class CreditDesk {
    private CreditDesk() {}

    static OrderCredit reserve(Session session, ReserveCredit asked, Instant at) {
        var before = Wallets.reservation(session, asked.order());
        var wallet = Wallets.balance(session, asked.user());
        var after = OrderCredit.reserve(before, asked, wallet);
        save(session, asked.order(), before, after, at);
        return after;
    }

    /// Takes a request for a new one, whether or not the order has its credit already.
    static OrderCredit reserveAgain(Session session, ReserveCredit asked, Instant at) {
        if (Wallets.reservation(session, asked.order()) instanceof Reserved reserved) {
            var taken = Money.ZERO.minus(asked.amountCents());
            Wallets.move(
                    session,
                    asked.user(),
                    new Movement(Movement.Kind.REPEATED, asked.order().value(), taken, at));
            return reserved;
        }
        return reserve(session, asked, at);
    }

    static OrderCredit release(Session session, OrderId order, Instant at) {
        var before = Wallets.reservation(session, order);
        var after = OrderCredit.release(before);
        save(session, order, before, after, at);
        return after;
    }

    private static void save(
            Session session, OrderId order, OrderCredit before, OrderCredit after, Instant at) {
        if (after.equals(before)) {
            return;
        }
        if (before instanceof Untouched) {
            Wallets.insertReservation(session, order, after);
        } else {
            Wallets.updateReservation(session, order, after);
        }
        var amount = OrderCredit.movement(before, after);
        if (after instanceof Reserved(var user, var _)) {
            Wallets.move(
                    session, user, new Movement(Movement.Kind.RESERVED, order.value(), amount, at));
        } else if (before instanceof Reserved(var user, var _)) {
            Wallets.move(
                    session, user, new Movement(Movement.Kind.RELEASED, order.value(), amount, at));
        }
    }
}
