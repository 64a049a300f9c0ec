package greenbelt.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.search.Workload.Bounds;
import greenbelt.search.Workload.Modes;
import greenbelt.search.Workload.Only;
import greenbelt.simulator.Scale;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A workload")
class WorkloadTest {
    @Test
    @DisplayName("is read from lines of words and values, and is as usual in what they do not say")
    void read() {
        var text =
                """
                # few, one after the other
                orders 5
                rate 10      # a second
                quantity 2..4
                modes async
                inventory 3
                only orders 2 3
                """;

        assertThat(Workload.parse(text))
                .isEqualTo(
                        new Workload(
                                5,
                                10,
                                new Bounds(1, 3),
                                new Bounds(2, 4),
                                2,
                                2,
                                Modes.ASYNC,
                                4,
                                new Only(
                                        Optional.of(new TreeSet<>(List.of(2, 3))),
                                        Optional.empty(),
                                        Optional.empty()),
                                Scale.ONE.with("inventory", 3)));
    }

    @Test
    @DisplayName("is the same after it was written and read")
    void writtenAndRead() {
        var few = Workload.parse("orders 7\nuser 2\nonly orders 1 7\nonly cancels\nonly toggles 2");

        assertThat(Workload.parse(few.text())).isEqualTo(few);
        assertThat(Workload.parse(Workload.DEFAULT.text())).isEqualTo(Workload.DEFAULT);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    oders 20          | line 1: expected one of [orders, rate, lines, quantity, greedy, cancels, modes, toggles, inventory, user, only], found "oders", did you mean "orders"?
                    orders            | line 1: expected orders and one value, found 0 values
                    orders many       | line 1: expected a whole number, found "many"
                    orders 0          | line 1: orders must be 1 to 10000, was 0
                    rate 0            | line 1: rate must be 1 to 100000, was 0
                    quantity 3        | line 1: expected LEAST..MOST, such as 1..3, found "3"
                    quantity 3..1     | line 1: expected LEAST..MOST from 1 to 20, was 3..1
                    modes asinc       | line 1: expected one of [sync, async, mixed, choreography], found "asinc", did you mean "async"?
                    only order 3      | line 1: expected only and one of [orders, cancels, toggles], found "order", did you mean "orders"?
                    only orders 21    | "only" names order 21, and there are 20 orders
                    """)
    @DisplayName("is refused with the line, what was expected, and what was found")
    void refused(String text, String message) {
        assertThatThrownBy(() -> Workload.parse(text))
                .isInstanceOf(TextRefused.class)
                .hasMessage(message);
    }

    @Test
    @DisplayName("is refused when it says a thing twice, with the line of the second")
    void twice() {
        assertThatThrownBy(() -> Workload.parse("orders 5\n\norders 6"))
                .hasMessage("line 3: expected \"orders\" once, found it again");
    }

    @Test
    @DisplayName("asks the same of the rest when some orders are left out")
    void leftOut() {
        var all = Errand.of(Workload.DEFAULT, 42);
        var few = Errand.of(Workload.parse("only orders 3 8 9"), 42);

        assertThat(few).isNotEmpty().isSubsetOf(all);
        assertThat(few.stream().filter(Errand.Place.class::isInstance)).hasSize(3);
    }
}
