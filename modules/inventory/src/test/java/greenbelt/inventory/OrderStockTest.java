package greenbelt.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.contract.Message.Line;
import greenbelt.contract.Message.ReserveStock;
import greenbelt.contract.Message.StockRefused;
import greenbelt.contract.Message.StockReserved;
import greenbelt.contract.OrderId;
import greenbelt.contract.Sku;
import greenbelt.inventory.OrderStock.Refused;
import greenbelt.inventory.OrderStock.Released;
import greenbelt.inventory.OrderStock.Reserved;
import greenbelt.inventory.OrderStock.Shipped;
import greenbelt.inventory.OrderStock.Untouched;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The stock of an order")
class OrderStockTest {
    private static final OrderId ORDER = new OrderId(new UUID(0, 1));
    private static final Sku LAMP = new Sku("LAMP");
    private static final Sku TENT = new Sku("TENT");
    private static final ReserveStock ASKED =
            new ReserveStock(ORDER, List.of(new Line(TENT, 1), new Line(LAMP, 2)));
    private static final Map<Sku, Integer> ENOUGH = Map.of(LAMP, 2, TENT, 1);
    private static final Reserved RESERVED = new Reserved(ASKED.lines());

    @Test
    @DisplayName("is reserved when every line is there, to the last piece, and kept sorted by item")
    void reserves() {
        assertThat(OrderStock.reserve(ASKED, new Untouched(), ENOUGH))
                .isEqualTo(new Reserved(List.of(new Line(LAMP, 2), new Line(TENT, 1))));
    }

    @Test
    @DisplayName("is refused as a whole when a piece of one line is missing")
    void refuses() {
        assertThat(OrderStock.reserve(ASKED, new Untouched(), Map.of(LAMP, 1, TENT, 9)))
                .isEqualTo(new Refused("2 of item LAMP were asked for, 1 are available"));
    }

    @Test
    @DisplayName("is refused when an item is not known")
    void refusesUnknownItems() {
        assertThat(OrderStock.reserve(ASKED, new Untouched(), Map.of(LAMP, 5)))
                .isEqualTo(new Refused("item TENT is not known"));
    }

    @Test
    @DisplayName("keeps its first answer")
    void keepsItsAnswer() {
        var refused = new Refused("sold out");
        assertThat(OrderStock.reserve(ASKED, RESERVED, Map.of())).isEqualTo(RESERVED);
        assertThat(OrderStock.reserve(ASKED, refused, ENOUGH)).isEqualTo(refused);
        assertThat(OrderStock.release(ORDER, refused)).isEqualTo(refused);
    }

    @Test
    @DisplayName("cannot be reserved any more once it was released, even if it never was reserved")
    void staysReleased() {
        var tombstone = OrderStock.release(ORDER, new Untouched());
        assertThat(OrderStock.reserve(ASKED, tombstone, ENOUGH)).isEqualTo(new Released());
    }

    @Test
    @DisplayName("is shipped once it is reserved, and stays shipped")
    void ships() {
        var shipped = OrderStock.ship(ORDER, RESERVED);
        assertThat(shipped).isEqualTo(new Shipped(ASKED.lines()));
        assertThat(OrderStock.ship(ORDER, shipped)).isEqualTo(shipped);
        assertThat(OrderStock.reserve(ASKED, shipped, Map.of())).isEqualTo(shipped);
    }

    @Test
    @DisplayName(
            "cannot be shipped unless reserved, nor released once shipped, nor change its lines")
    void refusesContradictions() {
        assertThatThrownBy(() -> OrderStock.ship(ORDER, new Released()))
                .isInstanceOf(ContradictionException.class)
                .hasMessageContaining("has no stock set aside");
        assertThatThrownBy(() -> OrderStock.release(ORDER, new Shipped(ASKED.lines())))
                .isInstanceOf(ContradictionException.class)
                .hasMessageContaining("was shipped");
        var other = new ReserveStock(ORDER, List.of(new Line(TENT, 2)));
        assertThatThrownBy(() -> OrderStock.reserve(other, RESERVED, ENOUGH))
                .isInstanceOf(ContradictionException.class);
    }

    @Test
    @DisplayName("is answered for with what is the case")
    void replies() {
        assertThat(OrderStock.reply(ORDER, RESERVED)).isEqualTo(new StockReserved(ORDER));
        assertThat(OrderStock.reply(ORDER, new Refused("sold out")))
                .isEqualTo(new StockRefused(ORDER, "sold out"));
    }
}
