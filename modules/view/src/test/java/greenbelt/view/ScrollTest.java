package greenbelt.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A window on lines")
class ScrollTest {
    private static final List<String> LINES =
            IntStream.range(0, 10).mapToObj(Integer::toString).toList();

    private final Scroll scroll = new Scroll();

    @Test
    @DisplayName("moves when the cursor would leave it, and not before")
    void moves() {
        assertThat(scroll.seen(LINES, 3)).containsExactly("0", "1", "2");
        scroll.press(Key.DOWN);
        assertThat(scroll.seen(LINES, 3)).containsExactly("0", "1", "2");
        scroll.press(Key.PAGE_DOWN);
        assertThat(scroll.seen(LINES, 3)).containsExactly("2", "3", "4");
        assertThat(scroll.chosen()).isEqualTo(2);
        scroll.press(Key.UP);
        assertThat(scroll.seen(LINES, 3)).containsExactly("2", "3", "4");
        assertThat(scroll.where(LINES.size())).isEqualTo("3-5 of 10");
    }

    @Test
    @DisplayName("ends where the lines end, also when they become fewer or the window larger")
    void ends() {
        scroll.press(Key.END);
        assertThat(scroll.seen(LINES, 3)).containsExactly("7", "8", "9");
        assertThat(scroll.seen(LINES, 5)).containsExactly("5", "6", "7", "8", "9");
        assertThat(scroll.seen(LINES.subList(0, 2), 5)).containsExactly("0", "1");
        assertThat(scroll.cursor()).isEqualTo(1);
        assertThat(scroll.seen(List.of(), 5)).isEmpty();
        scroll.press(Key.UP);
        assertThat(scroll.seen(LINES, 0)).containsExactly("0");
    }

    @Test
    @DisplayName("leaves other keys to others")
    void otherKeys() {
        assertThat(scroll.press(Key.of('x'))).isFalse();
    }
}
