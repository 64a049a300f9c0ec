package greenbelt.simulator;

import greenbelt.contract.Finding;
import greenbelt.order.OrderService;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// A service that is up, and what can be asked of it beside HTTP.
///
/// @param check its invariants
/// @param order the service itself, if it is the order service
record Running(Supplier<List<Finding>> check, Optional<OrderService> order) {
    static Running of(Supplier<List<Finding>> check) {
        return new Running(check, Optional.empty());
    }

    static Running of(OrderService order) {
        return new Running(order::check, Optional.of(order));
    }
}
