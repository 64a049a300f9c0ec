package greenbelt.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.contract.Message.CreditRefused;
import greenbelt.contract.Message.CreditReserved;
import greenbelt.contract.Message.ReserveCredit;
import greenbelt.contract.Money;
import greenbelt.contract.OrderId;
import greenbelt.contract.UserId;
import greenbelt.user.OrderCredit.Refused;
import greenbelt.user.OrderCredit.Released;
import greenbelt.user.OrderCredit.Reserved;
import greenbelt.user.OrderCredit.Untouched;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The credit of an order")
class OrderCreditTest {
    private static final OrderId ORDER = new OrderId(new UUID(0, 1));
    private static final UserId USER = new UserId(new UUID(0, 2));
    private static final Money PRICE = new Money(500);
    private static final ReserveCredit ASKED = new ReserveCredit(ORDER, USER, PRICE);
    private static final Optional<Money> ENOUGH = Optional.of(PRICE);
    private static final Reserved RESERVED = new Reserved(USER, PRICE);

    @Test
    @DisplayName("is reserved when the wallet holds it, to the last cent")
    void reserves() {
        assertThat(OrderCredit.reserve(new Untouched(), ASKED, ENOUGH)).isEqualTo(RESERVED);
    }

    @Test
    @DisplayName("is refused when the wallet holds a cent less")
    void refuses() {
        assertThat(OrderCredit.reserve(new Untouched(), ASKED, Optional.of(new Money(499))))
                .isEqualTo(new Refused("the wallet holds 4.99, the order costs 5.00"));
    }

    @Test
    @DisplayName("is refused when nobody is known under the user's id")
    void refusesStrangers() {
        assertThat(OrderCredit.reserve(new Untouched(), ASKED, Optional.empty()))
                .isEqualTo(new Refused("user " + USER + " is not known"));
    }

    @Test
    @DisplayName("stays reserved when asked for again, though the wallet is empty by now")
    void staysReserved() {
        assertThat(OrderCredit.reserve(RESERVED, ASKED, Optional.of(Money.ZERO)))
                .isEqualTo(RESERVED);
    }

    @Test
    @DisplayName("stays refused when asked for again, though the wallet is full by now")
    void staysRefused() {
        var refused = new Refused("too poor");
        assertThat(OrderCredit.reserve(refused, ASKED, ENOUGH)).isEqualTo(refused);
    }

    @Test
    @DisplayName("cannot be reserved any more once it was released, even if it never was reserved")
    void staysReleased() {
        var tombstone = OrderCredit.release(new Untouched());
        assertThat(OrderCredit.reserve(tombstone, ASKED, ENOUGH)).isEqualTo(new Released());
    }

    @Test
    @DisplayName("cannot change its amount")
    void refusesContradictions() {
        var more = new ReserveCredit(ORDER, USER, new Money(501));
        assertThatThrownBy(() -> OrderCredit.reserve(RESERVED, more, ENOUGH))
                .isInstanceOf(ContradictionException.class)
                .hasMessageContaining("has 5.00")
                .hasMessageContaining("ask for 5.01");
    }

    @Test
    @DisplayName("leaves the wallet when reserved, comes back when released, and once only")
    void moves() {
        assertThat(OrderCredit.movement(new Untouched(), RESERVED)).isEqualTo(new Money(-500));
        assertThat(OrderCredit.movement(RESERVED, new Released())).isEqualTo(PRICE);
        assertThat(OrderCredit.movement(RESERVED, RESERVED)).isEqualTo(Money.ZERO);
        assertThat(OrderCredit.movement(new Untouched(), new Released())).isEqualTo(Money.ZERO);
    }

    @Test
    @DisplayName("is answered for with what is the case")
    void replies() {
        assertThat(OrderCredit.reply(ORDER, RESERVED)).isEqualTo(new CreditReserved(ORDER));
        assertThat(OrderCredit.reply(ORDER, new Refused("too poor")))
                .isEqualTo(new CreditRefused(ORDER, "too poor"));
        assertThat(OrderCredit.reply(ORDER, new Released()))
                .isEqualTo(new CreditRefused(ORDER, "the order's credit was released already"));
    }
}
