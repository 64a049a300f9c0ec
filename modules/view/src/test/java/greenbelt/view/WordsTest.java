package greenbelt.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A count of orders")
class WordsTest {
    @ParameterizedTest(name = "{1}")
    @CsvSource({"0, 0 orders", "1, 1 order", "2, 2 orders"})
    @DisplayName("has one order, and several orders")
    void counted(long count, String words) {
        assertThat(Words.counted(count, "order")).isEqualTo(words);
    }
}
