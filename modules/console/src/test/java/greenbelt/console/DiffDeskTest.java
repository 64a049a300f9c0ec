package greenbelt.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.command.CommandRefused;
import greenbelt.command.line.Invocation.DiffOfFiles;
import greenbelt.command.line.Invocation.DiffOfModes;
import greenbelt.command.line.Invocation.InteractionStyle;
import greenbelt.view.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The desk of diff")
class DiffDeskTest {
    private static final String RUN =
            """
            seed 7
            violation something

            [workload]
            orders 3
            greedy 0
            cancels 0

            [faults]
            """;

    @TempDir private Path folder;

    private final StringBuilder printed = new StringBuilder();
    private final DiffDesk desk =
            new DiffDesk(Page.unicode(120), new Gauge(false, _ -> {}, _ -> {}), printed::append);

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static DiffOfFiles files(Path first, Path second, OptionalInt order) {
        return new DiffOfFiles(first, second, order, false);
    }

    @Test
    @DisplayName("answers 0 when there is no difference, and says so")
    void same() throws IOException {
        int exitCode =
                desk.diff(files(file("a.run", RUN), file("b.run", RUN), OptionalInt.empty()));

        assertThat(printed).endsWith("No difference in 3 orders.\n");
        assertThat(exitCode).isZero();
    }

    @Test
    @DisplayName(
            "answers 1 when one of the runs has a fault that the other has not, and says whom it struck")
    void different() throws IOException {
        var faulty = file("b.run", RUN + "latency gateway->order --delay 5ms --every 2\n");

        int exitCode = desk.diff(files(file("a.run", RUN), faulty, OptionalInt.empty()));

        assertThat(printed).contains("Struck by a fault: order-2.").contains("\norder-2: ");
        assertThat(exitCode).isEqualTo(1);
    }

    @Test
    @DisplayName("shows all spans of the one order that was asked for, and JSON when that was")
    void oneOrder() {
        int exitCode =
                desk.diff(
                        new DiffOfModes(
                                7,
                                InteractionStyle.SYNC,
                                InteractionStyle.ASYNC,
                                2,
                                OptionalInt.of(2),
                                false));
        assertThat(exitCode).isEqualTo(1);
        assertThat(printed)
                .contains("send user.commands", "process user.commands", "\norder-2: ")
                .doesNotContain("\norder-1: ", "more spans");

        printed.setLength(0);
        desk.diff(
                new DiffOfModes(
                        7,
                        InteractionStyle.SYNC,
                        InteractionStyle.ASYNC,
                        2,
                        OptionalInt.of(2),
                        true));
        assertThat(printed).startsWith("{\"first\":\"seed 7, sync\"").endsWith("}\n");
    }

    @Test
    @DisplayName("shows orders of which nobody is in charge beside others")
    void choreography() {
        int exitCode =
                desk.diff(
                        new DiffOfModes(
                                7,
                                InteractionStyle.ASYNC,
                                InteractionStyle.CHOREOGRAPHY,
                                2,
                                OptionalInt.of(1),
                                false));

        assertThat(exitCode).isEqualTo(1);
        assertThat(printed)
                .contains("seed 7, choreography", "send user.commands", "send order.events");
    }

    @Test
    @DisplayName("refuses a file that is not there, and names the nearest")
    void noFile() throws IOException {
        var run = file("no-inbox.seed7.run", RUN);
        var mistyped = folder.resolve("no-inbux.seed7.run");

        assertThatThrownBy(() -> desk.diff(files(run, mistyped, OptionalInt.empty())))
                .isInstanceOfSatisfying(
                        CommandRefused.class,
                        refused -> assertThat(refused.exitCode()).isEqualTo(2))
                .hasMessage(
                        "expected a file that a search has saved, found \"%s\", did you mean \"%s\"?",
                        mistyped, run);
    }

    @Test
    @DisplayName("refuses a file that cannot be read as a run, with the line")
    void badLine() throws IOException {
        var run = file("a.run", RUN);
        var bad = file("b.run", RUN.replace("orders 3", "ordres 3"));

        assertThatThrownBy(() -> desk.diff(files(run, bad, OptionalInt.empty())))
                .isInstanceOf(CommandRefused.class)
                .hasMessageStartingWith(bad + ": line 5: expected one of")
                .hasMessageEndingWith("found \"ordres\", did you mean \"orders\"?");
    }

    @Test
    @DisplayName("refuses an order that neither run places")
    void noSuchOrder() throws IOException {
        var run = file("a.run", RUN);

        assertThatThrownBy(() -> desk.diff(files(run, run, OptionalInt.of(4))))
                .isInstanceOf(CommandRefused.class)
                .hasMessage(
                        "--order must be one of the orders that the runs place, order-1 to order-3, found order-4");
    }
}
