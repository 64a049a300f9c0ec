package greenbelt.contract;

/// Where an order stands.
public enum OrderStatus {
    /// Being worked on.
    PENDING(false),
    /// Paid and reserved; it will be shipped, or can still be cancelled.
    CONFIRMED(true),
    /// Sent out.
    SHIPPED(true),
    /// Refused, and everything reserved for it given back.
    REJECTED(true),
    /// Taken back by the customer, and everything reserved for it given back.
    CANCELLED(true);

    private final boolean settled;

    OrderStatus(boolean settled) {
        this.settled = settled;
    }

    /// Whether nothing more happens without a new request or the shipping timer.
    public boolean isSettled() {
        return settled;
    }
}
