package greenbelt.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What is put through a filter")
class FilterTest extends CommandsFixture {
    FilterTest() {
        super(7, 120);
    }

    @Test
    @DisplayName("keeps the titles of a table, and the rows that match")
    void grep() {
        assertThat(text("stock | grep -i TEA.POT").lines())
                .hasSize(3)
                .first()
                .asString()
                .startsWith("sku");
        assertThat(text("stock --json | grep TEA-POT"))
                .contains("TEA-POT")
                .doesNotContain("BACKPACK");
        assertThat(text("stock | grep -v TEA-POT")).doesNotContain("TEA-POT").contains("BACKPACK");
    }

    @Test
    @DisplayName("is counted by rows, not by lines that are drawn")
    void count() {
        int all = Integer.parseInt(text("stock | count").strip());

        assertThat(text("stock --json").split("\"sku\"", -1)).hasSize(all + 1);
        assertThat(text("stock | head 3 | count")).isEqualTo("3\n");
        assertThat(text("stock --limit 4 | count")).isEqualTo("4\n");
    }

    @Test
    @DisplayName("begins and ends where it was told")
    void headAndTail() {
        var first = text("stock | head 1");
        var last = text("stock | tail -1");

        assertThat(first.lines()).hasSize(3);
        assertThat(last.lines()).hasSize(3);
        assertThat(first).isNotEqualTo(last);
    }

    @Test
    @DisplayName("is taken line by line when it is no table")
    void lines() {
        assertThat(text("status | grep gateway:")).startsWith("gateway: ").hasLineCount(1);
    }

    @Test
    @DisplayName("keeps its exit code")
    void exitCode() {
        text("crash user-1");

        assertThat(run("status | grep user-1").exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "stock | gerp tea;behind | comes one of count, grep, head, tail, found \"gerp\", did you mean \"grep\"?",
                "stock |;behind | comes one of count, grep, head, tail, found nothing",
                "stock | grep;grep takes one pattern, in quotes when it has blanks, found none",
                "stock | grep a b;grep takes one pattern, in quotes when it has blanks, found a b",
                "stock | grep (;grep takes a regular expression, found \"(\": Unclosed group",
                "stock | head x;head must be a whole number from 0 to 1000000, found \"x\"",
                "stock | count 3;count takes nothing, found \"3\""
            })
    @DisplayName("is refused with what was expected, before anything is done")
    void refused(String line, String why) {
        assertThat(refusal(line)).isEqualTo(why + "\n");
    }
}
