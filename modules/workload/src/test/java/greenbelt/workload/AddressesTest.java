package greenbelt.workload;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.workload.Addresses.Address;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Addresses")
class AddressesTest {
    @Test
    @DisplayName("are the same for the same person and seed, and others for others")
    void functionOfSeedAndName() {
        var adas = Addresses.of(7, "ada");

        assertThat(Addresses.of(7, "ada")).isEqualTo(adas);
        assertThat(Addresses.of(8, "ada")).isNotEqualTo(adas);
        assertThat(Addresses.of(7, "bela")).isNotEqualTo(adas);
    }

    @Test
    @DisplayName(
            "are whole: a street with a number, a postal code with its digits, a city in a country")
    void whole() {
        assertThat(IntStream.range(0, 500).mapToObj(n -> Addresses.of(7, "user-" + n)))
                .allSatisfy(address -> {
                    assertThat(address.street()).matches("\\D+ [1-9][0-9]{0,2}");
                    assertThat(address.postalCode()).matches("[-A-Z0-9 ]*[0-9][-A-Z0-9 ]*");
                })
                .extracting(Address::city)
                .contains("Porto", "Pokhara", "Nairobi");
    }
}
