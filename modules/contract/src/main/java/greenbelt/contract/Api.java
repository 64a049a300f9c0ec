package greenbelt.contract;

import greenbelt.contract.Message.Line;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The bodies of the HTTP API, as `docs/openapi.yaml` describes them.
public final class Api {
    private Api() {}

    /// `POST /auth/token`: asks for an access token.
    ///
    /// @param user handle or e-mail address
    public record TokenRequest(String user, String password) {}

    /// An access token.
    ///
    /// @param tokenType always `Bearer`
    /// @param expiresInSeconds from now
    /// @param user whose token it is
    public record Token(String accessToken, String tokenType, long expiresInSeconds, UserId user) {}

    /// `POST /users`: registers a user.
    ///
    /// @param handle short name, 2 to 32 lower-case letters, digits and dashes, unique
    /// @param password at least 8 characters
    /// @param creditCents with which the wallet begins, 0 when left out
    public record NewUser(
            String handle,
            String name,
            String email,
            String password,
            Optional<Money> creditCents) {}

    /// `PATCH /users/{id}`: changes what is given.
    public record UserPatch(Optional<String> name, Optional<String> email) {}

    /// A user with the state of the wallet.
    public record UserView(
            UserId id, String handle, String name, String email, Money balanceCents) {}

    /// A page of users.
    ///
    /// @param next what to pass as `after` for the next page, if there is one
    public record UserPage(List<UserView> users, Optional<String> next) {}

    /// `POST /users/{id}/wallet/top-ups`: pays in.
    ///
    /// @param amountCents at least 1
    public record TopUp(Money amountCents) {}

    /// `PUT /credit-reservations/{order}`, for services only.
    public record CreditReservation(UserId user, Money amountCents) {}

    /// `PUT /stock-reservations/{order}`, for services only.
    public record StockReservation(List<Line> lines) {}

    /// Answers both.
    ///
    /// @param reason why not, a sentence for the customer
    public record ReservationAnswer(boolean reserved, Optional<String> reason) {}

    /// An item with its stock; available + reserved + shipped = received.
    public record ItemView(
            Sku sku,
            String name,
            Money priceCents,
            int available,
            int reserved,
            int shipped,
            int received) {}

    /// A page of items.
    ///
    /// @param next what to pass as `after` for the next page, if there is one
    public record ItemPage(List<ItemView> items, Optional<String> next) {}

    /// `POST /inventory/{sku}/receipts`: new stock has come in.
    ///
    /// @param quantity 1 to 1,000,000
    public record Receipt(int quantity) {}

    /// `POST /orders`: places an order.
    ///
    /// @param lines 1 to 100, no item twice
    public record NewOrder(UserId user, List<Line> lines) {}

    /// An order.
    ///
    /// @param number its short name, such as `order-3`
    /// @param version of its stream
    /// @param status see [OrderStatus]
    /// @param reason why it was rejected or cancelled
    public record OrderView(
            OrderId id,
            String number,
            long version,
            UserId user,
            OrderStatus status,
            List<OrderLineView> lines,
            Money totalCents,
            Instant placedAt,
            Optional<String> reason) {}

    /// A line of an order with the price at which it was placed.
    public record OrderLineView(Sku sku, int quantity, Money priceCents) {}

    /// A page of orders.
    ///
    /// @param next what to pass as `after` for the next page, if there is one
    public record OrderPage(List<OrderView> orders, Optional<String> next) {}
}
