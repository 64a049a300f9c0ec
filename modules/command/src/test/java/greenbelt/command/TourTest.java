package greenbelt.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The tour")
class TourTest extends CommandsFixture {
    private static final Pattern LINE = Pattern.compile("\\[\\d of 5](?s:.*)\\n    (\\w.*)\\n$");

    TourTest() {
        super(7, 100);
    }

    @Test
    @DisplayName("goes through five screens by what it says to type, and ends")
    void fiveScreens() {
        var said = text("tour");
        for (int screen = 1; screen <= 5; screen++) {
            assertThat(said).contains("[%d of 5]".formatted(screen));
            var line = LINE.matcher(said);
            assertThat(line.find()).as(said).isTrue();
            said = text(line.group(1));
        }

        assertThat(said).contains("user-1").endsWith("What must always hold: check.\n");
        assertThat(text("mode")).doesNotContain("of 5]");
    }

    @Test
    @DisplayName("waits for what it asked for, and can be left")
    void waits() {
        text("tour");

        assertThat(text("mode")).doesNotContain("of 5]");
        assertThat(text("tour")).startsWith("[1 of 5]");
        text("tour leave");
        assertThat(text("order place --user ada --item tea-pot")).doesNotContain("of 5]");
        assertThat(refusal("tour on")).isEqualTo("tour takes leave or nothing, found \"on\"\n");
    }
}
