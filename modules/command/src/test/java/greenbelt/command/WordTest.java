package greenbelt.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The words of a line")
class WordTest {
    @Test
    @DisplayName("are parted by white space, except between quotes or after a backslash")
    void arePartedByWhiteSpace() {
        assertThat(Word.split("  users  'Ada L'  \"x 'y'\" a\\ b "))
                .extracting(Word::text)
                .containsExactly("users", "Ada L", "x 'y'", "a b");
    }

    @Test
    @DisplayName("know where they begin, so that the rest of the line can be taken as it is")
    void knowWhereTheyBegin() {
        var line = "http POST /orders {\"a\": \"b c\"} ";
        var words = Word.split(line);

        assertThat(words.get(3).restOf(line)).isEqualTo("{\"a\": \"b c\"}");
    }

    @Test
    @DisplayName("lose the quotes around the whole rest of the line")
    void loseTheQuotesAroundTheRest() {
        var line = "http POST /orders '{\"a\": 1}'";

        assertThat(Word.split(line).get(3).restOf(line)).isEqualTo("{\"a\": 1}");
    }

    @Test
    @DisplayName("are refused when a quote has no end")
    void areRefusedWhenAQuoteHasNoEnd() {
        assertThatThrownBy(() -> Word.split("users 'Ada"))
                .isInstanceOf(CommandRefused.class)
                .hasMessage("the quote ' in column 7 has no end");
    }
}
