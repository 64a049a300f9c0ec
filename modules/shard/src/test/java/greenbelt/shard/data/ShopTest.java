package greenbelt.shard.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.shard.data.Order.Line;
import greenbelt.shard.store.OrderKeys;
import java.math.BigDecimal;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A shop")
class ShopTest {
    private final Shop shop = new Shop(new ShopPlan(7, 20_000, 1_000, 100));

    @Test
    @DisplayName("has the same rows for the same seed, and others for another")
    void sameSeedSameRows() {
        var same = new Shop(new ShopPlan(7, 5, 1_000, 100));
        var other = new Shop(new ShopPlan(8, 5, 1_000, 100));

        assertThat(same.order(3)).isEqualTo(shop.order(3)).isNotEqualTo(other.order(3));
        assertThat(same.user(900)).isEqualTo(shop.user(900)).isNotEqualTo(other.user(900));
        assertThat(same.item(90)).isEqualTo(shop.item(90)).isNotEqualTo(other.item(90));
    }

    @Test
    @DisplayName("has orders that add up, in the order of their numbers and of time")
    void ordersAddUp() {
        long last = 0;
        for (long n = 0; n < 1_000; n++) {
            var order = shop.order(n);
            assertThat(order.orderId()).isGreaterThan(last);
            assertThat(OrderKeys.time(order.orderId())).isEqualTo(order.placedAt());
            assertThat(order.region()).isEqualTo(shop.user(order.userId()).get(2));
            assertThat(order.total())
                    .isEqualTo(
                            order.lines().stream()
                                    .map(line -> worth(line))
                                    .reduce(BigDecimal.ZERO, BigDecimal::add));
            last = order.orderId();
        }
    }

    private static BigDecimal worth(Line line) {
        return line.price().multiply(BigDecimal.valueOf(line.quantity()));
    }

    @Test
    @DisplayName("has two and a half lines to an order, and a few users with very many orders")
    void skewed() {
        var ofUser = new TreeMap<Long, Integer>();
        long lines =
                LongStream.range(0, 20_000)
                        .mapToObj(shop::order)
                        .peek(order -> ofUser.merge(order.userId(), 1, Integer::sum))
                        .mapToLong(order -> order.lines().size())
                        .sum();

        assertThat(lines).isBetween(49_000L, 51_000L);
        assertThat(ofUser.get(1L)).isGreaterThan(20 * ofUser.getOrDefault(1_000L, 1));
    }

    @Test
    @DisplayName("has a million orders by fifty thousand users unless told otherwise")
    void usualSize() {
        assertThat(ShopPlan.of(7, ShopPlan.DEFAULT_ORDERS))
                .isEqualTo(new ShopPlan(7, 1_000_000, 50_000, 1_000));
        assertThatThrownBy(() -> ShopPlan.of(7, 0))
                .hasMessage("orders must be 1 to 100000000, was 0");
    }
}
