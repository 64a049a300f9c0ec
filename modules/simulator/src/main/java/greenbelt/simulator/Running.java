package greenbelt.simulator;

import greenbelt.contract.Finding;
import greenbelt.inventory.InventoryService;
import greenbelt.order.OrderService;
import greenbelt.user.UserService;
import java.util.List;

/// A service that is up, and what can be asked of it beside HTTP.
sealed interface Running {
    /// Its own invariants.
    List<Finding> check();

    /// The gateway; it keeps nothing.
    record GatewayUp() implements Running {
        @Override
        public List<Finding> check() {
            return List.of();
        }
    }

    /// The user service.
    record UserUp(UserService service) implements Running {
        @Override
        public List<Finding> check() {
            return service.check();
        }
    }

    /// The inventory service.
    record InventoryUp(InventoryService service) implements Running {
        @Override
        public List<Finding> check() {
            return service.check();
        }
    }

    /// The order service.
    record OrderUp(OrderService service) implements Running {
        @Override
        public List<Finding> check() {
            return service.check();
        }
    }
}
