package greenbelt.order;

import greenbelt.contract.OrderId;
import java.time.Instant;

/// An order that is set aside, because it cannot be handled.
///
/// @param number its short name; its id when not even that can be read
/// @param reason what is wrong with it
/// @param since when it was set aside
/// @param messages how many messages about it wait for its release
public record Quarantined(
        OrderId order, String number, String reason, Instant since, int messages) {}
