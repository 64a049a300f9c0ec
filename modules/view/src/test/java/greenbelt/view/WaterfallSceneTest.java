package greenbelt.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A trace to walk about in")
class WaterfallSceneTest {
    private final WaterfallScene scene = new WaterfallScene(Traces.ORDER, _ -> Optional.empty());

    private List<String> seen() {
        return scene.lines(Page.unicode(100), 24);
    }

    private String chosen() {
        return seen().stream().filter(line -> line.startsWith(">")).findFirst().orElseThrow();
    }

    private void press(Key... keys) {
        Stream.of(keys).forEach(scene::press);
        seen();
    }

    @Test
    @DisplayName("fills the screen and no more, however small that is")
    void fillsTheScreen() {
        assertThat(seen()).hasSize(24);
        assertThat(scene.lines(Page.unicode(40), 5)).hasSizeLessThanOrEqualTo(5);
        assertThat(scene.lines(Page.ascii(40), 1)).isNotEmpty();
    }

    @Test
    @DisplayName("shows what is known of the span under the cursor")
    void details() {
        assertThat(chosen()).contains("POST /orders");
        press(Key.DOWN, Key.DOWN, Key.DOWN);
        assertThat(chosen()).contains("append events");
        assertThat(String.join("\n", seen())).contains("order on order-1, client: append events");
    }

    @Test
    @DisplayName("folds what is below a span, says how much, and unfolds it")
    void folds() {
        press(Key.DOWN, Key.DOWN, Key.DOWN, Key.ENTER);
        assertThat(chosen()).contains("[+2] append events");
        assertThat(String.join("\n", seen())).doesNotContain("update read model");
        press(Key.RIGHT);
        assertThat(String.join("\n", seen())).contains("update read model");
    }

    @Test
    @DisplayName("goes up to the parent, and along the critical path")
    void parentAndCriticalPath() {
        press(Key.END, Key.of('p'));
        assertThat(chosen()).contains("└ POST /orders").contains("order");
        press(Key.of('c'));
        assertThat(String.join("\n", seen())).contains("on the critical path");
    }

    @Test
    @DisplayName("follows a link to another trace, where it is known")
    void link() {
        var linked = new WaterfallScene(Traces.ORDER, _ -> Optional.of(Traces.ORDER));

        linked.press(Key.of('l'));

        assertThat(linked.lines(Page.unicode(100), 24).getFirst()).contains(Traces.ORDER.id());
    }
}
