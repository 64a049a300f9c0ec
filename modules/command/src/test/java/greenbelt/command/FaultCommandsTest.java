package greenbelt.command;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.command.Completer.Candidate;
import greenbelt.simulator.Plan;
import greenbelt.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The commands about faults")
class FaultCommandsTest extends CommandsFixture {
    @TempDir Path folder;

    FaultCommandsTest() {
        super(42, 160);
    }

    @Test
    @DisplayName("put a fault on, show whom it strikes, and take it off")
    void onAndOff() {
        assertThat(text("fault add refused order→inventory --every 2 --name no-way"))
                .startsWith("on from now:\n  refused order->inventory --every 2 --name no-way");
        text("load 4");
        assertThat(text("fault list"))
                .containsPattern("no-way +refused +order->inventory +every 2 .* on +[1-9]");
        assertThat(text("status")).containsPattern("no-way +refused");
        assertThat(text("fault remove no-way")).isEqualTo("no-way is off\n");
        assertThat(text("fault list")).startsWith("no faults are on");
        assertThat(text("status")).contains("no faults are on");
    }

    @Test
    @DisplayName("save the faults that are on as a plan, and put them on again")
    void saveAndLoad() throws IOException {
        var file = folder.resolve("today.plan");
        text("fault schedule --seed 7 --faults 4 --within 1m");
        var listed = text("fault list");
        text("fault save " + file);
        assertThat(text("fault clear")).startsWith("off: ");

        text("fault load " + file);

        assertThat(text("fault list")).isEqualTo(listed);
        assertThat(Files.readAllLines(file)).hasSize(4);
    }

    @Test
    @DisplayName("draw the same faults from the same seed, and say which it was")
    void schedule() {
        var first = text("fault schedule --seed 7");
        text("fault clear");

        assertThat(first).startsWith("drawn from seed 7\n");
        assertThat(text("fault schedule --seed 7")).isEqualTo(first);
        text("fault clear");
        assertThat(text("fault schedule --faults 1 --kinds crash,pause"))
                .startsWith("drawn from seed ")
                .containsPattern("(crash|pause) node:");
    }

    @Test
    @DisplayName("refuse a plan as a whole, with the line and the nearest valid word")
    void badPlan() throws IOException {
        var file = folder.resolve("bad.plan");
        Files.writeString(file, "disk-full order\n\ncrash ordr-1\n");

        var outcome = run("fault load " + file);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.text()).startsWith("line 3: ").contains("Did you mean \"order-1\"?");
        assertThat(text("fault list")).startsWith("no faults are on");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "fault add latncy order->user | 2 | Did you mean \"latency\"?",
                "fault add latency order->user --probability 2 | 2 | from 0 to 1, found \"2\"",
                "fault add latency | 2 | needs TARGET",
                "fault remove flaky | 1 | there is no fault \"flaky\"; none are on",
                "fault load nowhere.plan | 1 | cannot be read",
                "fault schedule --kinds crsh | 2 | did you mean \"crash\"?",
                "bus redrive user.commands order | 1 | there is no topic with such a group"
            })
    @DisplayName("say what was expected, what was found, and what to do")
    void refusals(String line, int exitCode, String message) {
        var outcome = run(line);

        assertThat(outcome.refused()).isTrue();
        assertThat(outcome.exitCode()).isEqualTo(exitCode);
        assertThat(outcome.text()).contains(message);
    }

    @Test
    @DisplayName("bring back a node that a fault holds down")
    void bringBack() {
        text("fault add crash order-1 --delay 1h");
        assertThat(run("status").text()).containsPattern("order-1 +down");

        text("fault clear");

        assertThat(text("status")).containsPattern("order-1 +up");
    }

    @Test
    @DisplayName("hand dead letters out again when the poison is gone")
    void redrive() {
        text("fault add poison inventory.commands~inventory --name bad");
        text("mode all async");
        text("order place --user ada --item tea-pot --no-wait");
        text("advance 20s");
        text("fault clear");

        assertThat(text("bus redrive inventory.commands inventory --all"))
                .startsWith("1 dead letter on the way to inventory.commands~inventory");
        text("advance 1m");
        assertThat(text("order show 1")).startsWith("order-1 is confirmed");
        assertThat(text("bus redrive inventory.commands inventory")).contains("no dead letters");
    }

    @Test
    @DisplayName(
            "poison a read model and the saga, so that dead letters and the quarantine can be seen")
    void poison() {
        text("fault add poison projection:order-list --name bad");
        text("fault add poison saga:order --every 2 --name sick");
        text("order place --user ada --item tea-pot");
        assertThat(text("order place --user ada --item tea-pot"))
                .contains("order-2 is pending", "It is not final yet; see: why order order-2");

        assertThat(text("projection dead-letters order-list"))
                .contains("FaultException: event 1 is poisonous", "an earlier event", "in full: ");
        assertThat(text("projection list")).containsPattern("order-list .* running");
        assertThat(refusal("projection rebuild order-list"))
                .contains("cannot be built: event 1 (OrderPlaced in order-")
                .contains("what is read is as it was");
        assertThat(run("projection redrive order-list").text())
                .contains("order-list has taken 0 dead letters again; left: ");
        assertThat(text("quarantine list")).contains("order-2 is poisonous to saga:order");
        assertThat(text("quarantine release 2")).contains("order-2 is set aside again");
        assertThat(text("why order 2")).contains("is set aside", "fault sick is on");
        assertThat(text("why order 1")).contains("projection redrive order-list");

        text("fault clear");
        assertThat(text("projection redrive order-list")).endsWith("left: 0\n");
        assertThat(text("quarantine release 2")).contains("order-2 is free");
        text("projection rebuild order-list --switch");
        assertThat(text("check")).doesNotContain("NO ");
    }

    @Test
    @DisplayName("can be completed: kinds, the targets of a kind, the names of faults")
    void completion() {
        assertThat(words("fault ")).contains("add", "list", "clear", "schedule");
        assertThat(words("fault add ")).contains("latency", "crash").hasSize(16);
        assertThat(words("fault add crash "))
                .containsExactly("node:gateway", "node:inventory-1", "node:order-1", "node:user-1");
        assertThat(words("fault add latency order")).contains("order->inventory", "order->user");
        text("fault add latency order->user --name slow");
        assertThat(words("fault remove ")).containsExactly("slow");
        assertThat(words("bus redrive user.events ")).containsExactly("order");
    }

    private List<String> words(String line) {
        return interpreter.completer().complete(line).stream().map(Candidate::value).toList();
    }

    @Test
    @DisplayName("give the same bytes twice, with their hits, the load and the state after it")
    void sameBytes() {
        assertThat(session()).isEqualTo(session());
    }

    private String session() {
        try (var system = Simulator.open(Plan.virtual(42))) {
            var shell = interpreter(system);
            var lines =
                    List.of(
                            "fault add reply-lost order->inventory --probability 0.2",
                            "load 200",
                            "fault list",
                            "fault clear",
                            "check",
                            "status");
            var said = new StringBuilder();
            lines.forEach(line -> said.append(shell.run(line).text()));
            assertThat(said).doesNotContain("NO ");
            return said.toString();
        }
    }
}
