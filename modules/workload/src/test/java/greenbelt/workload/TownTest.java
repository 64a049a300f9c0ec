package greenbelt.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.workload.StartingTown.Item;
import greenbelt.workload.StartingTown.User;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A town of any size")
class TownTest {
    private static final int MANY = 20_000;

    private final Town town = new Town(7, MANY, MANY);

    @Test
    @DisplayName("begins with the starting town")
    void beginsWithTheStartingTown() {
        assertThat(town.users().limit(24)).isEqualTo(StartingTown.standard().users());
        assertThat(town.items().limit(60)).isEqualTo(StartingTown.standard().items());
    }

    @Test
    @DisplayName("is the same for the same seed, and in a larger town")
    void sameSeed() {
        var larger = new Town(7, 1_000_000, 1_000_000);
        assertThat(larger.users().limit(1_000)).isEqualTo(town.users().limit(1_000).toList());
        assertThat(larger.items().limit(1_000)).isEqualTo(town.items().limit(1_000).toList());
    }

    @Test
    @DisplayName("is another one for another seed")
    void otherSeed() {
        assertThat(new Town(8, 100, 100).user(99)).isNotEqualTo(town.user(99));
        assertThat(new Town(8, 100, 100).item(99)).isNotEqualTo(town.item(99));
    }

    @Test
    @DisplayName("knows its last user without making the others")
    void lastUser() {
        var city = new Town(7, Town.MAX_COUNT, Town.MAX_COUNT);
        assertThat(city.user(Town.MAX_COUNT - 1).handle()).endsWith("999999999");
        assertThat(city.item(Town.MAX_COUNT - 1).sku()).endsWith("-999999999");
    }

    @Test
    @DisplayName("has no two users with the same handle or address")
    void usersAreUnique() {
        assertThat(distinct(town.users().map(User::handle))).hasSize(MANY);
        assertThat(distinct(town.users().map(User::email))).hasSize(MANY);
    }

    @Test
    @DisplayName("has no two items with the same SKU")
    void itemsAreUnique() {
        assertThat(distinct(town.items().map(Item::sku))).hasSize(MANY);
    }

    private static Set<String> distinct(Stream<String> texts) {
        return texts.map(Function.identity()).collect(HashSet::new, Set::add, Set::addAll);
    }

    @Test
    @DisplayName("has handles and SKUs that can be typed, and names of many kinds")
    void typing() {
        assertThat(town.users().skip(24)).allMatch(user -> user.handle().matches("[a-z]+[0-9]+"));
        assertThat(town.items().skip(60))
                .allMatch(item -> item.sku().matches("[A-Z]+(-[A-Z]+)+-[0-9]+"));
        assertThat(distinct(town.users().map(User::name)).size()).isGreaterThan(1_700);
        assertThat(distinct(town.items().map(Item::name)).size()).isGreaterThan(700);
    }

    @Test
    @DisplayName("has users with credit, and items with stock and a price as in a shop")
    void amounts() {
        assertThat(town.users())
                .allMatch(user -> user.walletCents() >= 20_000 && user.walletCents() <= 400_000);
        assertThat(town.items()).allMatch(item -> item.stock() >= 10);
        assertThat(town.items())
                .allMatch(item -> item.priceCents() >= 90 && item.priceCents() <= 50_000);
    }

    @Test
    @DisplayName("refuses a number that nobody has")
    void noSuchNumber() {
        assertThatThrownBy(() -> town.user(MANY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("number must be 0 to 19999, was 20000");
        assertThatThrownBy(() -> town.item(-1)).hasMessage("number must be 0 to 19999, was -1");
        assertThatThrownBy(() -> new Town(1, 0, 1))
                .hasMessage("userCount must be 1 to 1000000000, was 0");
    }
}
