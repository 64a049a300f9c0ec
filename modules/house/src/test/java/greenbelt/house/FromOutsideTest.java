package greenbelt.house;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.house.RunScript.Ran;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Greenbelt, started as a learner starts it,")
class FromOutsideTest {
    /// As fast as without the cache, and nothing to wait for.
    private static final Map<String, String> WITHOUT_CACHE = Map.of("GREENBELT_AOT", "off");

    private static final String[] TOUR = {
        "mode order->inventory async",
        "order place --user ada --item TEA-POT --quantity 2",
        "traces",
        "trace last"
    };

    /// And of what is there now, so that no test sees what a start says that has to build.
    @BeforeAll
    static void mustBeBuilt() throws Exception {
        RunScript.mustBeBuilt();
        assertThat(RunScript.run(WITHOUT_CACHE, "exec", "--world", "virtual", "help").exitCode())
                .isZero();
    }

    private static Ran exec(String... arguments) throws Exception {
        var all = new String[arguments.length + TOUR.length + 1];
        all[0] = "exec";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        System.arraycopy(TOUR, 0, all, arguments.length + 1, TOUR.length);
        return RunScript.run(WITHOUT_CACHE, all);
    }

    @Test
    @DisplayName("places an order over real sockets, files and queues, and shows one trace of it")
    void placesAnOrder() throws Exception {
        var ran = exec("--ephemeral");

        assertThat(ran.exitCode()).as(ran.text()).isZero();
        assertThat(ran.text())
                .contains("order-1 is confirmed")
                .contains("Answered 202; see: trace ")
                .contains("4 services")
                .contains("process inventory.commands ReserveStock")
                .doesNotContainIgnoringCase("warning");
    }

    @Test
    @DisplayName("prints the same bytes for the same seed, in two JVMs")
    void printsTheSameBytes() throws Exception {
        var once = exec("--world", "virtual", "--seed", "7");

        assertThat(once.exitCode()).as(once.text()).isZero();
        assertThat(exec("--world", "virtual", "--seed", "7")).isEqualTo(once);
        assertThat(exec("--world", "virtual", "--seed", "8")).isNotEqualTo(once);
    }

    @Test
    @DisplayName("reads the arrow in order→user whatever the locale")
    void readsTheArrow() throws Exception {
        var line = "bash run.sh exec --world virtual $'mode order\\xe2\\x86\\x92user async'";
        var ran =
                RunScript.run(
                        Map.of("GREENBELT_AOT", "off", "LC_ALL", "C"),
                        new ProcessBuilder("bash", "-c", line));

        assertThat(ran.exitCode()).as(ran.text()).isZero();
        assertThat(ran.text()).contains("order→user       async");
    }
}
