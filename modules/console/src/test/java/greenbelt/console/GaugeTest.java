package greenbelt.console;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.search.Search.Progress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The gauge of a search")
class GaugeTest {
    private final List<String> screen = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    @Test
    @DisplayName("is a bar on a terminal")
    void bar() {
        new Gauge(true, screen::add, lines::add).show(new Progress(500, 1_000, 3));

        assertThat(screen)
                .containsExactly("[███████████████···············] 500 of 1,000 seeds, 3 failing");
        assertThat(lines).isEmpty();
    }

    @Test
    @DisplayName("is a line for each tenth elsewhere")
    void plain() {
        var gauge = new Gauge(false, screen::add, lines::add);
        for (int done = 1; done <= 40; done++) {
            gauge.show(new Progress(done, 40, 0));
        }

        assertThat(lines).hasSize(10).startsWith("4 of 40 seeds, 0 failing");
        assertThat(screen).isEmpty();
    }
}
