package greenbelt.simulator;

import greenbelt.contract.Finding;
import greenbelt.gateway.Gateway;
import greenbelt.inventory.InventoryService;
import greenbelt.order.OrderService;
import greenbelt.outbox.OutboxRelay;
import greenbelt.simulator.Status.OutboxStatus;
import greenbelt.user.UserService;
import java.util.List;
import java.util.Optional;

/// A service that is up, and what can be asked of it beside HTTP.
sealed interface Running {
    /// Its own invariants.
    List<Finding> check();

    /// How its outbox fares, if it has one.
    default Optional<OutboxStatus> outbox() {
        return Optional.empty();
    }

    private static Optional<OutboxStatus> outbox(String service, OutboxRelay.Status status) {
        return Optional.of(new OutboxStatus(service, status.waiting(), status.lastError()));
    }

    /// The gateway; it keeps nothing that has to add up.
    record GatewayUp(Gateway gateway) implements Running {
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

        @Override
        public Optional<OutboxStatus> outbox() {
            return Running.outbox("user", service.outbox());
        }
    }

    /// The inventory service.
    record InventoryUp(InventoryService service) implements Running {
        @Override
        public List<Finding> check() {
            return service.check();
        }

        @Override
        public Optional<OutboxStatus> outbox() {
            return Running.outbox("inventory", service.outbox());
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
