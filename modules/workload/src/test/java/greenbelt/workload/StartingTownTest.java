package greenbelt.workload;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.workload.StartingTown.Item;
import greenbelt.workload.StartingTown.User;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The starting town")
class StartingTownTest {
    private final StartingTown town = StartingTown.standard();

    @Test
    @DisplayName("has at least 20 users with credit, no two with the same handle or address")
    void users() {
        assertThat(town.users()).hasSizeGreaterThanOrEqualTo(20);
        assertThat(town.users()).extracting(User::handle).doesNotHaveDuplicates();
        assertThat(town.users()).extracting(User::email).doesNotHaveDuplicates();
        assertThat(town.users()).allMatch(user -> user.walletCents() > 0);
    }

    @Test
    @DisplayName("has at least 50 items in stock, no two with the same SKU")
    void items() {
        assertThat(town.items()).hasSizeGreaterThanOrEqualTo(50);
        assertThat(town.items()).extracting(Item::sku).doesNotHaveDuplicates();
        assertThat(town.items()).allMatch(item -> item.priceCents() > 0 && item.stock() > 0);
    }
}
