package greenbelt.contract;

import java.time.Instant;

/// What a service was asked for an order, and what it has answered: as the log of the orders tells it.
///
/// @param asked a command to the user service or the inventory service
/// @param answer what it said, such as [Message.CreditReserved]
/// @param at when the order service heard of it
public record Answered(OrderId order, Message asked, Message answer, Instant at) {}
