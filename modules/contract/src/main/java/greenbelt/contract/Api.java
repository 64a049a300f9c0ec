package greenbelt.contract;

import greenbelt.contract.Message.Line;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// The bodies of the HTTP API, as `docs/openapi.yaml` describes them.
///
/// Those that come from outside check their bounds and throw [IllegalArgumentException], so that a body which was read
/// is a body that makes sense. Passwords are left out of `toString`, and of what the checks say.
public final class Api {
    /// The largest amount of one payment: 1,000,000.00.
    public static final Money MAX_PAYMENT_CENTS = new Money(100_000_000);

    /// The most lines in one order.
    public static final int MAX_LINES = 100;

    /// The longest name of a user, in characters.
    public static final int MAX_NAME_LENGTH = 100;

    /// The longest e-mail address, in characters.
    public static final int MAX_EMAIL_LENGTH = 254;

    /// The longest password, in characters.
    public static final int MAX_PASSWORD_LENGTH = 200;

    private static final Pattern HANDLE = Pattern.compile("[a-z0-9][a-z0-9-]{1,31}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}]+");

    private Api() {}

    /// `POST /auth/token`: asks for an access token.
    ///
    /// @param user handle or e-mail address
    /// @param scope what the token is to be good for, of [Scopes], with spaces between; everything when left out
    public record TokenRequest(String user, String password, Optional<String> scope) {
        /// Asks for a token that is good for everything.
        public TokenRequest(String user, String password) {
            this(user, password, Optional.empty());
        }

        @Override
        public String toString() {
            return "TokenRequest[user=" + user + "]";
        }
    }

    /// An access token.
    ///
    /// @param tokenType always `Bearer`
    /// @param expiresInSeconds from now
    /// @param user whose token it is
    /// @param scope what it is good for, with spaces between
    public record Token(
            String accessToken,
            String tokenType,
            long expiresInSeconds,
            UserId user,
            String scope) {}

    /// `POST /users`: registers a user.
    ///
    /// @param handle short name, 2 to 32 lower-case letters, digits and dashes, unique
    /// @param password at least 8 characters
    /// @param name 1 to 100 characters, see [#MAX_NAME_LENGTH]
    /// @param creditCents with which the wallet begins, 0 when left out, at most [#MAX_PAYMENT_CENTS]
    public record NewUser(
            String handle,
            String name,
            String email,
            String password,
            Optional<Money> creditCents) {
        public NewUser {
            if (!HANDLE.matcher(handle).matches()) {
                throw new IllegalArgumentException(
                        "handle must be 2 to 32 lower-case letters, digits and dashes, was "
                                + Words.quoted(handle));
            }
            checkName(name);
            checkEmail(email);
            if (password.length() < 8 || password.length() > MAX_PASSWORD_LENGTH) {
                throw new IllegalArgumentException(
                        "password must have 8 to "
                                + MAX_PASSWORD_LENGTH
                                + " characters, was "
                                + password.length());
            }
            creditCents.ifPresent(credit -> checkPayment("creditCents", 0, credit));
        }

        @Override
        public String toString() {
            return "NewUser[handle=" + handle + ", name=" + name + ", email=" + email + "]";
        }
    }

    /// `PATCH /users/{id}`: changes what is given.
    public record UserPatch(Optional<String> name, Optional<String> email) {
        public UserPatch {
            name.ifPresent(Api::checkName);
            email.ifPresent(Api::checkEmail);
        }
    }

    private static void checkName(String name) {
        if (name.isBlank()
                || name.length() > MAX_NAME_LENGTH
                || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "name must be 1 to %d characters, not all blank, was %s"
                            .formatted(MAX_NAME_LENGTH, Words.quoted(name)));
        }
    }

    private static void checkEmail(String email) {
        if (email.length() > MAX_EMAIL_LENGTH || !EMAIL.matcher(email).matches()) {
            throw new IllegalArgumentException(
                    "email must be NAME@HOST, at most %d characters, was %s"
                            .formatted(MAX_EMAIL_LENGTH, Words.quoted(email)));
        }
    }

    private static void checkPayment(String what, long leastCents, Money amount) {
        if (amount.cents() < leastCents || amount.compareTo(MAX_PAYMENT_CENTS) > 0) {
            throw new IllegalArgumentException(
                    "%s must be %d to %d, was %d"
                            .formatted(
                                    what, leastCents, MAX_PAYMENT_CENTS.cents(), amount.cents()));
        }
    }

    /// Checks what every list of lines must be: 1 to [#MAX_LINES], no item twice.
    static void checkLines(List<Line> lines) {
        if (lines.isEmpty() || lines.size() > MAX_LINES) {
            throw new IllegalArgumentException(
                    "lines must be 1 to " + MAX_LINES + ", was " + lines.size());
        }
        long items = lines.stream().map(Line::sku).distinct().count();
        if (items < lines.size()) {
            throw new IllegalArgumentException(
                    "lines must name each item once, was "
                            + lines.stream().map(Line::sku).toList());
        }
    }

    /// A user with the state of the wallet.
    public record UserView(
            UserId id, String handle, String name, String email, Money balanceCents) {}

    /// A page of users.
    ///
    /// @param next what to pass as `after` for the next page, if there is one
    public record UserPage(List<UserView> users, Optional<String> next) {}

    /// `POST /users/{id}/wallet/top-ups`: pays in.
    ///
    /// @param amountCents 1 to [#MAX_PAYMENT_CENTS]
    public record TopUp(Money amountCents) {
        public TopUp {
            checkPayment("amountCents", 1, amountCents);
        }
    }

    /// What a top-up has done.
    ///
    /// @param balanceCents of the wallet after it
    public record TopUpView(
            UUID id, UserId user, Money amountCents, Money balanceCents, Instant at) {}

    /// `PUT /credit-reservations/{order}`, for services only.
    ///
    /// @param amountCents at least 0
    public record CreditReservation(UserId user, Money amountCents) {
        public CreditReservation {
            Message.ReserveCredit.checkAmount(amountCents);
        }
    }

    /// `PUT /stock-reservations/{order}`, for services only.
    ///
    /// @param lines 1 to [#MAX_LINES], no item twice
    public record StockReservation(List<Line> lines) {
        public StockReservation {
            lines = List.copyOf(lines);
            checkLines(lines);
        }
    }

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
    /// @param quantity 1 to [#MAX_QUANTITY]
    public record Receipt(int quantity) {
        /// The most that can come in at once.
        public static final int MAX_QUANTITY = 1_000_000;

        public Receipt {
            if (quantity < 1 || quantity > MAX_QUANTITY) {
                throw new IllegalArgumentException(
                        "quantity must be 1 to " + MAX_QUANTITY + ", was " + quantity);
            }
        }
    }

    /// What a receipt has done.
    ///
    /// @param received how many of the item ever came in, this receipt included
    public record ReceiptView(UUID id, Sku sku, int quantity, int received, Instant at) {}

    /// `POST /orders`: places an order.
    ///
    /// @param lines 1 to [#MAX_LINES], no item twice
    public record NewOrder(UserId user, List<Line> lines, Optional<DeliveryAddress> deliverTo) {
        public NewOrder {
            lines = List.copyOf(lines);
            checkLines(lines);
        }

        /// An order without an address.
        public NewOrder(UserId user, List<Line> lines) {
            this(user, lines, Optional.empty());
        }
    }

    /// An order.
    ///
    /// @param number its short name, such as `order-3`
    /// @param version of its stream
    /// @param status see [OrderStatus]
    /// @param deliverTo [DeliveryAddress#FORGOTTEN] when its user was forgotten
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
            Optional<DeliveryAddress> deliverTo,
            Optional<String> reason) {
        /// The same order with this address.
        public OrderView deliveredTo(Optional<DeliveryAddress> address) {
            return new OrderView(
                    id,
                    number,
                    version,
                    user,
                    status,
                    lines,
                    totalCents,
                    placedAt,
                    address,
                    reason);
        }
    }

    /// A line of an order, with the name and the price that the item had when it was placed.
    public record OrderLineView(Sku sku, String name, int quantity, Money priceCents) {}

    /// A page of orders.
    ///
    /// @param next what to pass as `after` for the next page, if there is one
    public record OrderPage(List<OrderView> orders, Optional<String> next) {}
}
