package greenbelt.user;

import greenbelt.contract.Message.CreditRefused;
import greenbelt.contract.Message.CreditReserved;
import greenbelt.contract.Message.ReserveCredit;
import greenbelt.contract.Message.UserEvent;
import greenbelt.contract.Money;
import greenbelt.contract.OrderId;
import greenbelt.contract.UserId;
import java.util.Optional;

/// Where an order stands with its customer's credit, and the rules by which that changes.
///
/// The rules are pure: what is the case and what is asked go in, what is the case from now on comes out. A decision
/// is final, so whoever asks again gets the same answer, and a question that comes late (after its order was
/// released) can no longer take money.
sealed interface OrderCredit {
    /// Nobody has asked yet.
    record Untouched() implements OrderCredit {}

    /// The amount is out of the wallet.
    record Reserved(UserId user, Money amount) implements OrderCredit {}

    /// The amount was not there to be had.
    ///
    /// @param reason a sentence for the customer
    record Refused(String reason) implements OrderCredit {}

    /// The amount is back in the wallet, or will never leave it: the tombstone of a release that came first.
    record Released() implements OrderCredit {}

    /// Decides whether `asked` gets its credit.
    ///
    /// @param wallet of the user who pays; empty when there is no such user, or not any more
    static OrderCredit reserve(OrderCredit before, ReserveCredit asked, Optional<Money> wallet) {
        return switch (before) {
            case Untouched() -> reserve(asked, wallet);
            case Reserved reserved -> sameAs(reserved, asked);
            case Refused refused -> refused;
            case Released released -> released;
        };
    }

    private static OrderCredit reserve(ReserveCredit asked, Optional<Money> wallet) {
        if (wallet.isEmpty()) {
            return new Refused("user " + asked.user() + " is not known");
        }
        if (wallet.get().compareTo(asked.amountCents()) < 0) {
            return new Refused(
                    "the wallet holds %s, the order costs %s"
                            .formatted(wallet.get(), asked.amountCents()));
        }
        return new Reserved(asked.user(), asked.amountCents());
    }

    private static Reserved sameAs(Reserved reserved, ReserveCredit asked) {
        if (!reserved.equals(new Reserved(asked.user(), asked.amountCents()))) {
            throw new ContradictionException(
                    "order %s has %s of user %s set aside; it cannot also ask for %s of user %s"
                            .formatted(
                                    asked.order(),
                                    reserved.amount(),
                                    reserved.user(),
                                    asked.amountCents(),
                                    asked.user()));
        }
        return reserved;
    }

    /// Decides what becomes of the order's credit when it is given back.
    static OrderCredit release(OrderCredit before) {
        return switch (before) {
            case Untouched(), Reserved(var _, var _), Released() -> new Released();
            case Refused refused -> refused;
        };
    }

    /// What the wallet gains (negative: loses) when `before` becomes `after`.
    static Money movement(OrderCredit before, OrderCredit after) {
        return setAside(before).minus(setAside(after));
    }

    private static Money setAside(OrderCredit credit) {
        return credit instanceof Reserved(var _, var amount) ? amount : Money.ZERO;
    }

    /// Why the order does not have its credit; empty when it has.
    static Optional<String> refusal(OrderCredit credit) {
        return switch (credit) {
            case Reserved(var _, var _) -> Optional.empty();
            case Refused(var reason) -> Optional.of(reason);
            case Released() -> Optional.of("the order's credit was released already");
            case Untouched() -> Optional.of("nobody has asked for the order's credit");
        };
    }

    /// The reply to a [ReserveCredit] that led to `after`.
    static UserEvent reply(OrderId order, OrderCredit after) {
        return refusal(after)
                .<UserEvent>map(reason -> new CreditRefused(order, reason))
                .orElseGet(() -> new CreditReserved(order));
    }
}
