package greenbelt.contract;

import java.util.UUID;

/// Identifies an order.
public record OrderId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
