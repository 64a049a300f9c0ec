package greenbelt.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A map of calls")
class TopologyTest {
    private static Topology around(Duration beforeStart) {
        var from = Traces.ORDER.start().plus(beforeStart);
        return Topology.of(List.of(Traces.ORDER), from, from.plusSeconds(10));
    }

    @Test
    @DisplayName("counts each call once, with what it took and whether it failed")
    void counts() {
        var topology = around(Duration.ZERO);

        assertThat(topology.flows())
                .filteredOn(flow -> flow.from().equals("gateway"))
                .containsExactly(
                        new Topology.Flow(
                                "gateway",
                                "order",
                                Topology.Way.HTTP,
                                1,
                                0,
                                Duration.ofMillis(39),
                                Duration.ofMillis(39)));
        assertThat(topology.rate(topology.flows().getFirst())).isEqualTo(0.1);
    }

    @Test
    @DisplayName(
            "shows who calls whom, in colour where there is colour, in ASCII where there is no more")
    void drawn() {
        assertThat(around(Duration.ZERO).draw(Page.unicode(80)))
                .startsWith("gateway\n└─http─▶ order        0.1/s  p50 39.0 ms  p99 39.0 ms\n");
        assertThat(around(Duration.ZERO).draw(Page.ascii(80)))
                .startsWith("gateway\n`--http-> order        0.1/s");
        assertThat(around(Duration.ZERO).draw(Page.unicode(80).inColour()))
                .contains("\033[36m─http─▶ \033[0m");
    }

    @Test
    @DisplayName("leaves out what was before its time")
    void before() {
        assertThat(around(Duration.ofMinutes(1)).draw(Page.unicode(80)))
                .isEqualTo("nobody has called anybody in the last 10.0 s\n");
    }
}
