package greenbelt.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An amount of money")
class MoneyTest {
    @ParameterizedTest(name = "{0} cents: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0.00",
                "5 | 0.05",
                "-5 | -0.05",
                "99999 | 999.99",
                "-99999 | -999.99",
                "129950 | 1,299.50",
                "-100000000 | -1,000,000.00",
                "9223372036854775807 | 92,233,720,368,547,758.07",
                "-9223372036854775808 | -92,233,720,368,547,758.08"
            })
    @DisplayName("is written as a person writes it, to the cent")
    void written(long cents, String text) {
        assertThat(new Money(cents)).hasToString(text);
    }
}
