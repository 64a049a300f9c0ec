package greenbelt.contract;

import java.util.List;

/// What the services tell one another on the bus. Commands are imperative, events past tense.
public sealed interface Message {
    /// What the order service says to everybody.
    sealed interface OrderNews extends Message {
        OrderId order();
    }

    /// Somebody wants these things, and pays with this user's credit.
    ///
    /// @param lines 1 to [Api#MAX_LINES], no item twice
    record OrderPlaced(OrderId order, UserId user, Money amountCents, List<Line> lines)
            implements OrderNews {
        public OrderPlaced {
            ReserveCredit.checkAmount(amountCents);
            lines = List.copyOf(lines);
            Api.checkLines(lines);
        }
    }

    /// The order will not be carried out: whoever has set something aside for it takes it back.
    record OrderGivenUp(OrderId order) implements OrderNews {}

    /// What the user service is asked to do.
    sealed interface UserCommand extends Message {
        OrderId order();
    }

    /// Set `amountCents` of the user's credit aside for the order. Asking again changes nothing.
    ///
    /// @param amountCents at least 0
    record ReserveCredit(OrderId order, UserId user, Money amountCents) implements UserCommand {
        public ReserveCredit {
            checkAmount(amountCents);
        }

        static void checkAmount(Money amount) {
            if (amount.isNegative()) {
                throw new IllegalArgumentException(
                        "amountCents must be >= 0, was " + amount.cents());
            }
        }
    }

    /// Give back what was set aside for the order; if it was not yet, refuse it from now on.
    record ReleaseCredit(OrderId order) implements UserCommand {}

    /// What the user service says.
    sealed interface UserEvent extends Message {}

    /// The credit is set aside.
    record CreditReserved(OrderId order) implements UserEvent {}

    /// The credit is not set aside.
    ///
    /// @param reason a sentence for the customer
    record CreditRefused(OrderId order, String reason) implements UserEvent {}

    /// Nothing is set aside for the order (any more), and nothing will be.
    record CreditReleased(OrderId order) implements UserEvent {}

    /// These users can order from now on.
    record UsersRegistered(List<UserId> users) implements UserEvent {}

    /// This user cannot order any more.
    record UserClosed(UserId user) implements UserEvent {}

    /// Whatever anybody knows about this user's person is to be erased; the user cannot order any more.
    record UserForgotten(UserId user) implements UserEvent {}

    /// What the inventory service is asked to do.
    sealed interface InventoryCommand extends Message {
        OrderId order();
    }

    /// Set stock aside for the order, all lines or none. Asking again changes nothing.
    ///
    /// @param lines 1 to [Api#MAX_LINES], no item twice
    record ReserveStock(OrderId order, List<Line> lines) implements InventoryCommand {
        public ReserveStock {
            lines = List.copyOf(lines);
            Api.checkLines(lines);
        }
    }

    /// Put back what was set aside for the order; if it was not yet, refuse it from now on.
    record ReleaseStock(OrderId order) implements InventoryCommand {}

    /// Send out what was set aside for the order.
    record ShipStock(OrderId order) implements InventoryCommand {}

    /// What the inventory service says.
    sealed interface InventoryEvent extends Message {}

    /// The stock is set aside.
    record StockReserved(OrderId order) implements InventoryEvent {}

    /// The stock is not set aside.
    ///
    /// @param reason a sentence for the customer
    record StockRefused(OrderId order, String reason) implements InventoryEvent {}

    /// Nothing is set aside for the order (any more), and nothing will be.
    record StockReleased(OrderId order) implements InventoryEvent {}

    /// The order's stock has left the house.
    record StockShipped(OrderId order) implements InventoryEvent {}

    /// These items can be ordered, at these prices, from now on.
    record ItemsListed(List<ListedItem> items) implements InventoryEvent {}

    /// An item on offer.
    record ListedItem(Sku sku, String name, Money priceCents) {}

    /// How many of an item.
    ///
    /// @param quantity 1 to [#MAX_QUANTITY]
    record Line(Sku sku, int quantity) {
        /// The most of one item in one order.
        public static final int MAX_QUANTITY = 1_000;

        public Line {
            if (quantity < 1 || quantity > MAX_QUANTITY) {
                throw new IllegalArgumentException(
                        "quantity must be 1 to " + MAX_QUANTITY + ", was " + quantity);
            }
        }
    }
}
