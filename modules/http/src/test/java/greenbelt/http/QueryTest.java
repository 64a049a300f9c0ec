package greenbelt.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A query")
class QueryTest {
    private static Query query(String text) {
        return Query.of(Request.get("/orders?" + text), "after", "limit");
    }

    @Test
    @DisplayName("gives decoded values, and nothing for what is absent or empty")
    void reads() {
        assertThat(query("after=a%20b%C3%A9&limit=").first("after")).contains("a bé");
        assertThat(query("after=a%20b&limit=").first("limit")).isEmpty();
        assertThat(query("").first("after")).isEmpty();
        assertThat(query("limit=20").wholeNumber("limit", 1, 100, 50)).isEqualTo(20);
        assertThat(query("").wholeNumber("limit", 1, 100, 50)).isEqualTo(50);
    }

    @ParameterizedTest
    @DisplayName("refuses what it does not know or understand")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    before=1        | Expected one of the query parameters after, limit, found "before".
                    after=1&after=2 | Expected "after" once, found it twice.
                    after=%2        | Expected percent-encoded UTF-8, found "%2".
                    limit=0         | Expected limit to be a whole number from 1 to 100, found "0".
                    limit=ten       | Expected limit to be a whole number from 1 to 100, found "ten".
                    limit=99999999999 | Expected limit to be a whole number from 1 to 100, found "99999999999".
                    """)
    void refuses(String text, String detail) {
        assertThatThrownBy(() -> query(text).wholeNumber("limit", 1, 100, 50))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> {
                            assertThat(refused.problem().status()).isEqualTo(400);
                            assertThat(refused.problem().detail()).isEqualTo(detail);
                        });
    }
}
