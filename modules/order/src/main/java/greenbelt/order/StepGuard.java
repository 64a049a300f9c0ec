package greenbelt.order;

import greenbelt.contract.OrderId;
import java.util.Optional;

/// Stands before each step by which an order is driven on, for whoever wants to see what becomes of one that cannot be.
@FunctionalInterface
public interface StepGuard {
    /// Lets every order pass.
    StepGuard NONE = (order, number) -> Optional.empty();

    /// Why this order can go no further, if so: it is set aside with this reason then. Must not wait.
    ///
    /// @param number of the order, from 1
    Optional<String> objection(OrderId order, long number);
}
