package greenbelt.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Delta debugging")
class DdminTest {
    private static final List<Integer> HUNDRED = IntStream.range(0, 100).boxed().toList();

    @Test
    @DisplayName("finds the one element that matters")
    void one() {
        assertThat(Ddmin.smallest(HUNDRED, list -> list.contains(61))).containsExactly(61);
    }

    @Test
    @DisplayName("finds elements that matter together, far apart, and keeps their order")
    void together() {
        var needed = List.of(3, 50, 97);

        assertThat(Ddmin.smallest(HUNDRED, list -> list.containsAll(needed)))
                .containsExactlyElementsOf(needed);
    }

    @Test
    @DisplayName("finds nothing when nothing is needed, and all when all is")
    void extremes() {
        assertThat(Ddmin.smallest(HUNDRED, list -> true)).isEmpty();
        assertThat(Ddmin.smallest(HUNDRED, list -> list.size() == 100)).isEqualTo(HUNDRED);
    }

    @Test
    @DisplayName("asks few questions: about as many as halving would for one element")
    void few() {
        var questions = new AtomicInteger();

        Ddmin.smallest(
                HUNDRED,
                list -> {
                    questions.incrementAndGet();
                    return list.contains(61);
                });

        assertThat(questions).hasValueLessThan(20);
    }
}
