package greenbelt.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.fault.FaultPlan;
import greenbelt.world.LiveWorld;
import java.util.ArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A search")
class SearchTest {
    private static final Workload FEW = Workload.parse("orders 5");

    private static SearchReport search(int workers, java.util.List<Search.Progress> heard) {
        try (var world = new LiveWorld()) {
            var node = world.start("search");
            return world.enter(
                    node,
                    "search",
                    () ->
                            new Search(world, node, workers)
                                    .run(
                                            1,
                                            12,
                                            seed -> Trial.of(seed, FEW, FaultPlan.NONE),
                                            heard::add));
        }
    }

    @Test
    @DisplayName("tries every seed, says how far it is, and finds nothing in a healthy system")
    void healthy() {
        var heard = new ArrayList<Search.Progress>();

        var report = search(2, heard);

        assertThat(report.holds()).as(report.toString()).isTrue();
        assertThat(report.seeds()).isEqualTo(12);
        assertThat(heard).hasSize(12).last().isEqualTo(new Search.Progress(12, 12, 0));
    }

    @Test
    @DisplayName("ends with the reason when a seed cannot be tried")
    void broken() {
        try (var world = new LiveWorld()) {
            var node = world.start("search");

            assertThatThrownBy(() ->
                            world.enter(
                                    node,
                                    "search",
                                    () ->
                                            new Search(world, node, 2)
                                                    .run(1, 5, SearchTest::refuse, _ -> {})))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot be tried")
                    .hasMessageContaining("no such trial");
        }
    }

    private static Trial refuse(long seed) {
        throw new IllegalArgumentException("no such trial: " + seed);
    }
}
