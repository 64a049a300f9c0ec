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

    /// The name of the service.
    String name();

    /// Whether it is the one of its service that handles and publishes messages.
    default boolean leads() {
        return false;
    }

    /// How its outbox fares, if it has one and this instance publishes what is in it.
    default Optional<OutboxStatus> outbox() {
        return Optional.empty();
    }

    /// What is sent to it, if it can have company.
    default Optional<Traffic> traffic() {
        return Optional.empty();
    }

    private static Optional<OutboxStatus> outbox(
            String service, Optional<OutboxRelay.Status> relay) {
        return relay.map(status -> new OutboxStatus(service, status.waiting(), status.lastError()));
    }

    /// The gateway; it keeps nothing that has to add up.
    record GatewayUp(Gateway gateway) implements Running {
        @Override
        public String name() {
            return Gateway.SERVICE;
        }

        @Override
        public List<Finding> check() {
            return List.of();
        }
    }

    /// The user service.
    record UserUp(UserService service, Traffic counted) implements Running {
        @Override
        public String name() {
            return UserService.NAME;
        }

        @Override
        public List<Finding> check() {
            return service.check();
        }

        @Override
        public Optional<OutboxStatus> outbox() {
            return Running.outbox(name(), service.outbox());
        }

        @Override
        public boolean leads() {
            return service.leads();
        }

        @Override
        public Optional<Traffic> traffic() {
            return Optional.of(counted);
        }
    }

    /// The inventory service.
    record InventoryUp(InventoryService service, Traffic counted) implements Running {
        @Override
        public String name() {
            return InventoryService.NAME;
        }

        @Override
        public List<Finding> check() {
            return service.check();
        }

        @Override
        public Optional<OutboxStatus> outbox() {
            return Running.outbox(name(), service.outbox());
        }

        @Override
        public boolean leads() {
            return service.leads();
        }

        @Override
        public Optional<Traffic> traffic() {
            return Optional.of(counted);
        }
    }

    /// The order service.
    record OrderUp(OrderService service) implements Running {
        @Override
        public String name() {
            return OrderService.NAME;
        }

        @Override
        public List<Finding> check() {
            return service.check();
        }
    }
}
