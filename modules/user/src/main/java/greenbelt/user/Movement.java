package greenbelt.user;

import greenbelt.contract.Money;
import java.time.Instant;
import java.util.UUID;

/// Money on its way into a wallet, or out of it.
///
/// @param reference what it is for: an order, or a top-up; at most one movement of a kind for each
/// @param amount what the wallet gains, negative when it loses
record Movement(Kind kind, UUID reference, Money amount, Instant at) {
    /// Why money moves.
    enum Kind {
        /// With which the wallet begins.
        OPENING,
        /// Paid in.
        TOP_UP,
        /// Set aside for an order.
        RESERVED,
        /// Given back by an order.
        RELEASED,
        /// Taken for an order that had its credit already: only where repeated requests are not recognised.
        REPEATED
    }
}
