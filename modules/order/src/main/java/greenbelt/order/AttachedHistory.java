package greenbelt.order;

import greenbelt.contract.Api.OrderLineView;
import greenbelt.contract.Api.OrderView;
import greenbelt.contract.Money;
import greenbelt.contract.OrderId;
import greenbelt.contract.OrderStatus;
import greenbelt.contract.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A store outside the service that has the history of its orders: it is given what the events have made of them, and asked for
/// pages in place of the service's own list. Whoever builds the system brings it; the service knows nothing of what it is.
///
/// For many tasks. Where it cannot be reached, or cannot do what is asked, it throws [HistoryUnavailable].
public interface AttachedHistory {
    /// For a service that keeps its list to itself.
    AttachedHistory NONE =
            new AttachedHistory() {
                @Override
                public boolean isAttached() {
                    return false;
                }

                @Override
                public Optional<Standing> standing() {
                    return Optional.empty();
                }

                @Override
                public void begin(long target) {
                    throw new HistoryUnavailable("there is no store for it");
                }

                @Override
                public void take(
                        long after, long position, String lastEvent, List<Change> changes) {
                    throw new HistoryUnavailable("there is no store for it");
                }

                @Override
                public Optional<List<Kept>> page(Wanted wanted) {
                    return Optional.empty();
                }

                @Override
                public void end() {}
            };

    /// Whether there is one. Never fails, and does not wait.
    boolean isAttached();

    /// How far it has come; empty when it is not attached any more.
    Optional<Standing> standing();

    /// Begins it with nothing in it.
    ///
    /// @param target where the log ends now: behind that it is whole
    void begin(long target);

    /// Takes what the events behind `after`, up to `position`, have made of orders. It may be given the same again.
    ///
    /// @param lastEvent the id of the event at `position`
    void take(long after, long position, String lastEvent, List<Change> changes);

    /// Orders, newest first; empty while it is not whole.
    Optional<List<Kept>> page(Wanted wanted);

    /// Removes all that is in it; from now on it is not attached.
    void end();

    /// How far it has come.
    ///
    /// @param position of the last event that is in it
    /// @param lastEvent its id; empty when there is none
    record Standing(long position, long target, String lastEvent) {}

    /// What some events have made of one order.
    ///
    /// @param number in its short name
    /// @param version of its last event among them
    /// @param beginning how it began, if that is among them
    /// @param stand where it stands now, if that has changed
    record Change(
            long number,
            OrderId order,
            UserId user,
            long version,
            Optional<Beginning> beginning,
            Optional<Stand> stand) {}

    /// How an order began.
    ///
    /// @param deliverTo sealed, as a text
    record Beginning(
            Money total, Instant at, List<OrderLineView> lines, Optional<String> deliverTo) {
        public Beginning {
            lines = List.copyOf(lines);
        }
    }

    /// Where an order stands.
    record Stand(OrderStatus status, Optional<String> reason) {}

    /// Which orders, newest first.
    ///
    /// @param before only those with smaller numbers
    /// @param limit at most so many
    record Wanted(
            Optional<UserId> user,
            Optional<OrderStatus> status,
            Optional<Long> before,
            int limit) {}

    /// An order as it is kept.
    ///
    /// @param order without the address
    /// @param deliverTo the address, sealed
    record Kept(OrderView order, Optional<String> deliverTo) {}
}
