package greenbelt.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The batches of projections")
class BatchesTest {
    @Test
    @DisplayName(
            "are as large as is set, when they follow and when they are built anew, and status says so")
    void following() {
        try (var shop = new Shop(Batches.STANDARD.withFollowing(2).withRebuilding(3))) {
            shop.appendAtOnce(7);
            assertThat(shop.read(shop.sales)).hasSize(7);
            assertThat(shop.sales.largestBatch()).isEqualTo(2);

            shop.rebuild(shop.sales);
            shop.switchOver(shop.sales);
            assertThat(shop.read(shop.sales)).hasSize(7);
            assertThat(shop.sales.largestBatch()).isEqualTo(3);

            shop.rebuild(shop.sales);
            assertThat(shop.status(shop.sales))
                    .extracting(ProjectionStatus::batch)
                    .containsExactly(OptionalInt.of(2), OptionalInt.of(3));
        }
    }

    @Test
    @DisplayName("of inline projections that are built anew are as large as is set")
    void inline() {
        try (var shop = new InlineShop(7)) {
            shop.start();
            for (int i = 1; i <= 7; i++) {
                shop.append("e" + i, "Sold");
            }
            shop.inTask(() -> shop.projections().rebuild("seen"));

            assertThat(shop.seen().largestBatch()).isEqualTo(InlineShop.BATCH);
            assertThat(shop.status())
                    .extracting(ProjectionStatus::batch)
                    .containsExactly(OptionalInt.empty(), OptionalInt.of(InlineShop.BATCH));
        }
    }

    @Test
    @DisplayName("hold 1 event at least, and no more than one read of the log gives")
    void bounds() {
        assertThatThrownBy(() -> Batches.STANDARD.withFollowing(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a batch when following is 1 to 10000 events, was 0");
        assertThatThrownBy(() -> Batches.STANDARD.withRebuilding(10_001))
                .hasMessage("a batch when rebuilding is 1 to 10000 events, was 10001");
        assertThatThrownBy(() -> Batches.STANDARD.withInline(-1))
                .hasMessage("a batch when inline is 1 to 10000 events, was -1");
    }
}
