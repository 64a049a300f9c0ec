package greenbelt.user;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.contract.Message.ReserveCredit;
import greenbelt.contract.Money;
import greenbelt.contract.OrderId;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The invariants of the user service see")
class UserInvariantTest {
    private static final OrderId ORDER = new OrderId(new UUID(0, 1));

    private final House house = new House(7);

    @BeforeEach
    void reserve() {
        house.send("m1", new ReserveCredit(ORDER, house.user("grace"), new Money(300)));
        assertThat(house.violations()).isEmpty();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    @DisplayName("a balance that its entries do not add up to")
    void seesWrongBalances() {
        house.tamper("update users set balance_cents = 9000 where handle = 'ada'");
        assertThat(house.violations())
                .containsExactly("the wallet of ada holds 90.00, its entries add up to 100.00");
    }

    @Test
    @DisplayName("an entry that was changed")
    void seesChangedEntries() {
        house.tamper("update wallet_entries set balance_cents = 1 where kind = 'RESERVED'");
        assertThat(house.violations())
                .containsExactly("entry 3 says 0.01, the entries up to it add up to 2.00");
    }

    @Test
    @DisplayName("an overdrawn wallet, should the database ever let one be")
    void seesOverdrawnWallets() {
        house.tamper("alter table users drop constraint wallet_is_not_overdrawn");
        house.tamper("update users set balance_cents = -1 where handle = 'ada'");
        assertThat(house.violations()).contains("the wallet of ada holds -0.01");
    }

    @Test
    @DisplayName("an order that was charged twice")
    void seesDoubleCharges() {
        house.tamper("alter table wallet_entries drop constraint one_entry_of_a_kind");
        house.tamper(
                """
                insert into wallet_entries
                    (user_id, kind, reference, amount_cents, balance_cents, at)
                select user_id, kind, reference, amount_cents, balance_cents, at
                from wallet_entries where kind = 'RESERVED'\
                """);
        assertThat(house.violations())
                .contains("order " + ORDER + " was charged 6.00 instead of 3.00");
    }

    @Test
    @DisplayName("an order that was charged although its credit is released")
    void seesKeptCharges() {
        house.tamper("update credit_reservations set state = 'RELEASED'");
        assertThat(house.violations())
                .containsExactly("order " + ORDER + " was charged 3.00 instead of 0.00");
    }
}
