package greenbelt.command.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.command.CommandRefused;
import greenbelt.command.line.Settings.Kind;
import greenbelt.database.Durability;
import greenbelt.eventstore.SnapshotPolicy;
import greenbelt.projection.Batches;
import greenbelt.simulator.Front;
import greenbelt.simulator.Front.Identity;
import greenbelt.simulator.Plan.Live;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The arguments of the process")
class CommandLineParserTest {
    private static final Path DATA = Path.of("usual");

    private final CommandLineParser parser = new CommandLineParser(DATA);

    private static Settings usual() {
        return new Settings(
                Kind.LIVE,
                OptionalLong.empty(),
                DATA,
                false,
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    @Test
    @DisplayName("ask for the shell when there are none")
    void askForTheShell() {
        assertThat(parser.parse(List.of())).isEqualTo(new Invocation.Shell(usual()));
    }

    @Test
    @DisplayName("ask for commands, with options before and behind")
    void askForCommands() {
        var asked =
                parser.parse(
                        List.of(
                                "exec",
                                "--world",
                                "virtual",
                                "--seed",
                                "7",
                                "status",
                                "order list",
                                "--json"));

        assertThat(asked)
                .isEqualTo(
                        new Invocation.Exec(
                                new Settings(
                                        Kind.VIRTUAL,
                                        OptionalLong.of(7),
                                        DATA,
                                        false,
                                        Optional.empty(),
                                        OptionalInt.empty(),
                                        Optional.empty(),
                                        OptionalInt.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        true),
                                List.of("status", "order list")));
    }

    @Test
    @DisplayName("ask for the system alone, somewhere")
    void askForTheSystemAlone() {
        var asked = parser.parse(List.of("serve", "--port", "9000", "--data", "there"));

        assertThat(asked)
                .isEqualTo(
                        new Invocation.Serve(
                                new Settings(
                                        Kind.LIVE,
                                        OptionalLong.empty(),
                                        Path.of("there"),
                                        false,
                                        Optional.empty(),
                                        OptionalInt.empty(),
                                        Optional.empty(),
                                        OptionalInt.of(9000),
                                        Optional.empty(),
                                        Optional.empty(),
                                        false)));
    }

    @Test
    @DisplayName("say how the gateway is reached")
    void sayFront() {
        assertThat(front("--tls", "--admin-port", "9001"))
                .isEqualTo(new Front(new Identity.Development(), 9001, false));
        assertThat(front("--tls-cert", "a.pem", "--tls-key", "b.pem", "--admin-write"))
                .isEqualTo(
                        new Front(new Identity.Given(Path.of("a.pem"), Path.of("b.pem")), 0, true));
        assertThat(front()).isEqualTo(Front.OPEN);
    }

    private Front front(String... options) {
        var words = Stream.concat(Stream.of("serve"), Stream.of(options)).toList();
        var settings = ((Invocation.Serve) parser.parse(words)).settings();
        return ((Live) settings.plan(0).world()).front();
    }

    @Test
    @DisplayName("say what a commit survives")
    void sayWhatCommitSurvives() {
        var asked = parser.parse(List.of("serve", "--durability", "device"));

        assertThat(((Invocation.Serve) asked).settings().durability()).contains(Durability.DEVICE);
        assertThat(((Invocation.Serve) asked).settings().plan(0).world())
                .isInstanceOfSatisfying(
                        Live.class,
                        live -> assertThat(live.durability()).isEqualTo(Durability.DEVICE));
        assertThat(usual().plan(0).world())
                .isInstanceOfSatisfying(
                        Live.class,
                        live -> assertThat(live.durability()).isEqualTo(Durability.PROCESS));
    }

    @Test
    @DisplayName("say how many events projections take at a time")
    void sayBatch() {
        var asked = parser.parse(List.of("--world", "virtual", "--projection-batch", "7"));

        assertThat(((Invocation.Shell) asked).settings().plan(0).batches())
                .isEqualTo(Batches.STANDARD.withFollowing(7));
        assertThat(usual().plan(0).batches()).isEqualTo(Batches.STANDARD);
    }

    @Test
    @DisplayName("say after how many events an order gets a snapshot, or that none does")
    void saySnapshots() {
        assertThat(snapshots("3")).isEqualTo(new SnapshotPolicy.Every(3));
        assertThat(snapshots("never")).isEqualTo(new SnapshotPolicy.Never());
        assertThat(usual().plan(0).snapshots()).isEqualTo(new SnapshotPolicy.Every(20));
    }

    private SnapshotPolicy snapshots(String word) {
        var asked = parser.parse(List.of("--world", "virtual", "--snapshots", word));
        return ((Invocation.Shell) asked).settings().plan(0).snapshots();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "--projection-batch 0 ; --projection-batch must be a whole number from 1 to 10000, found \"0\"",
                "--snapshots 0 ; --snapshots must be a whole number from 1 to 1000000, found \"0\"",
                "--snapshots nevr ; --snapshots must be a number of events or never, found \"nevr\", did you mean",
                "serve --port 70000 ; --port must be a whole number from 0 to 65535, found \"70000\"",
                "serve --tls-cert a.pem ; --tls-cert and --tls-key belong together",
                "--world virtual --tls ; --tls and --admin are for the live world",
                "serve --admin-port x ; --admin-port must be a whole number",
                "serve --port x ; --port must be a whole number",
                "--world virtul ; --world must be live or virtual, found \"virtul\", did you mean",
                "--durability disk ; --durability must be one of heap, process, device, found \"disk\"",
                "--world virtual --durability device ; --durability is for the live world",
                "--seed abc ; --seed must be a whole number",
                "--sede 7 ; console has no option \"--sede\", did you mean \"--seed\"?",
                "--seed ; console: --seed needs NUMBER",
                "--seed 1 --seed 2 ; console takes --seed once",
                "--json=yes ; console: --json takes no value",
                "serve now ; serve does not expect \"now\"",
                "exec ; exec needs COMMAND",
                "sing ; expected console, exec, serve, search, replay or diff, found \"sing\"",
            })
    @DisplayName("that make no sense are refused with what does")
    void thatMakeNoSense(String line, String answer) {
        assertThatThrownBy(() -> parser.parse(List.of(line.split(" ", -1))))
                .isInstanceOfSatisfying(
                        CommandRefused.class,
                        refused -> assertThat(refused.exitCode()).isEqualTo(2))
                .hasMessageStartingWith(answer);
    }
}
