package greenbelt.inventory;

import static greenbelt.inventory.House.LAMP;
import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.contract.Message.Line;
import greenbelt.contract.Message.ReserveStock;
import greenbelt.contract.OrderId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The invariants of the inventory service see")
class InventoryInvariantTest {
    private static final OrderId ORDER = new OrderId(new UUID(0, 1));

    private final House house = new House(7);

    @BeforeEach
    void reserve() {
        house.send("m1", new ReserveStock(ORDER, List.of(new Line(LAMP, 2))));
        assertThat(house.violations()).isEmpty();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    @DisplayName("stock below zero, should the database ever let it be")
    void seesNegativeStock() {
        house.tamper("alter table items drop constraint never_oversold");
        house.tamper("update items set available = -1, reserved = 11 where sku = 'LAMP-1'");
        assertThat(house.violations())
                .contains("item LAMP-1 has -1 available, 11 reserved, 0 shipped");
    }

    @Test
    @DisplayName("a piece that is nowhere")
    void seesLostPieces() {
        house.tamper("alter table items drop constraint nothing_is_lost");
        house.tamper("update items set available = 7 where sku = 'LAMP-1'");
        assertThat(house.violations()).containsExactly("item LAMP-1: 2 + 7 + 0 is not 10");
    }

    @Test
    @DisplayName("a piece that came in without a receipt")
    void seesMissingReceipts() {
        house.tamper("update items set available = 9, received = 11 where sku = 'LAMP-1'");
        assertThat(house.violations())
                .containsExactly("item LAMP-1 was received 11 times, its receipts add up to 10");
    }

    @Test
    @DisplayName("a piece that is set aside for nobody")
    void seesForgottenReservations() {
        house.tamper("update stock_reservations set state = 'RELEASED'");
        assertThat(house.violations())
                .containsExactly(
                        "item LAMP-1: 2 reserved for orders of 0, 0 shipped for orders of 0");
    }
}
