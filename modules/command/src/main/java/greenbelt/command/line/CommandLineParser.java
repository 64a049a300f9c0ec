package greenbelt.command.line;

import static greenbelt.command.Parameter.option;

import greenbelt.command.Arguments;
import greenbelt.command.CommandRefused;
import greenbelt.command.Nearest;
import greenbelt.command.Parameter;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Parameter.Presence;
import greenbelt.command.Sorting;
import greenbelt.command.Spoken;
import greenbelt.database.Durability;
import greenbelt.eventstore.SnapshotPolicy;
import greenbelt.projection.Batches;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Reads the arguments of the process: `[console|exec|serve|rehearse] [OPTIONS] [COMMAND…]`,
/// `search [OPTIONS]`, `replay FILE [OPTIONS]`, `diff RUN_A RUN_B [OPTIONS]`.
public final class CommandLineParser {
    static final int MAX_PORT = 65_535;
    private static final String COMMAND = "COMMAND";
    private static final String SNAPSHOTS = "--snapshots";
    private static final String NEVER = "never";
    private static final int MAX_EVENTS = 1_000_000;

    private static final List<String> COMMANDS =
            List.of("console", "exec", "serve", "search", "replay", "diff");

    private static final List<Parameter> OPTIONS =
            List.of(
                    option("--world", Kind.TEXT, "live or virtual"),
                    option(
                            "--seed",
                            Kind.NUMBER,
                            "what a virtual world is drawn from, and whom faults strike"),
                    option("--data", Kind.TEXT, "where databases and queues are kept"),
                    option("--ephemeral", Kind.FLAG, "begin empty and keep nothing"),
                    option("--durability", Kind.TEXT, "heap, process or device"),
                    option(
                            "--projection-batch",
                            Kind.NUMBER,
                            "how many events the projections take in one transaction"),
                    option(
                            SNAPSHOTS,
                            Kind.TEXT,
                            "after how many events an order gets a snapshot, or never"),
                    option("--port", Kind.NUMBER, "where the gateway listens"),
                    option(
                            FrontWords.TLS,
                            Kind.FLAG,
                            "the gateway speaks TLS, by a certificate of its own"),
                    option(
                            FrontWords.CERTIFICATE,
                            Kind.TEXT,
                            "the gateway speaks TLS, by the certificate in this file"),
                    option(FrontWords.KEY, Kind.TEXT, "the private key of that certificate"),
                    option(
                            FrontWords.ADMIN_PORT,
                            Kind.NUMBER,
                            "where those who run the gateway ask it"),
                    option(FrontWords.ADMIN_WRITE, Kind.FLAG, "they may load routes there"),
                    option("--routes", Kind.TEXT, "the file of the gateway's routes"),
                    Sorting.JSON);

    private final Path data;

    /// @param data where data is kept when no option says otherwise
    public CommandLineParser(Path data) {
        this.data = data;
    }

    /// What `arguments` ask for. Throws [CommandRefused] when they make no sense.
    public Invocation parse(List<String> arguments) {
        if (arguments.isEmpty() || arguments.getFirst().startsWith("-")) {
            return new Invocation.Shell(settings("console", arguments));
        }
        var name = arguments.getFirst();
        var rest = arguments.subList(1, arguments.size());
        return switch (name) {
            case "console" -> new Invocation.Shell(settings(name, rest));
            case "serve" -> new Invocation.Serve(settings(name, rest));
            case "rehearse" -> new Invocation.Rehearsal();
            case "exec" -> exec(rest);
            case "search" -> SearchWords.search(rest);
            case "replay" -> SearchWords.replay(rest);
            case "diff" -> DiffWords.diff(rest);
            default ->
                    throw CommandRefused.usage(
                            "expected console, exec, serve, search, replay or diff, found \"%s\"%s"
                                    .formatted(name, Nearest.question(name, COMMANDS)));
        };
    }

    private Invocation exec(List<String> words) {
        var parameters = new ArrayList<>(OPTIONS);
        parameters.add(
                Parameter.argument(COMMAND, Kind.TEXT, "what to do").with(Presence.REPEATED));
        var usage = "./run.sh exec [OPTIONS] 'COMMAND' ...";
        var given = Sorting.sort("exec", usage, parameters, words);
        return new Invocation.Exec(settings(given), given.all(COMMAND));
    }

    private Settings settings(String command, List<String> words) {
        var usage = "./run.sh %s [OPTIONS]; see: ./run.sh help".formatted(command);
        return settings(Sorting.sort(command, usage, OPTIONS, words));
    }

    private Settings settings(Arguments given) {
        var world = given.maybe("--world").map(CommandLineParser::world).orElse(Settings.Kind.LIVE);
        var durability = given.maybe("--durability").map(CommandLineParser::durability);
        if (world == Settings.Kind.VIRTUAL && durability.isPresent()) {
            throw CommandRefused.usage(
                    "--durability is for the live world: a virtual one has no files");
        }
        var front = FrontWords.front(given);
        if (world == Settings.Kind.VIRTUAL && front.isPresent()) {
            throw CommandRefused.usage(
                    "--tls and --admin are for the live world: a virtual one has no sockets");
        }
        return new Settings(
                world,
                given.maybe("--seed").map(CommandLineParser::seed).orElse(OptionalLong.empty()),
                given.maybe("--data").map(Path::of).orElse(data),
                given.has("--ephemeral"),
                durability,
                given.has("--projection-batch")
                        ? OptionalInt.of(given.number("--projection-batch", 1, Batches.MOST, 1))
                        : OptionalInt.empty(),
                given.maybe(SNAPSHOTS).map(CommandLineParser::snapshots),
                given.has("--port")
                        ? OptionalInt.of(given.number("--port", 0, MAX_PORT, 0))
                        : OptionalInt.empty(),
                front,
                given.maybe("--routes").map(Path::of),
                given.has(Sorting.JSON.label()));
    }

    private static Settings.Kind world(String text) {
        return switch (text) {
            case "live" -> Settings.Kind.LIVE;
            case "virtual" -> Settings.Kind.VIRTUAL;
            default ->
                    throw CommandRefused.usage(
                            "--world must be live or virtual, found \"%s\"%s"
                                    .formatted(
                                            text,
                                            Nearest.question(text, List.of("live", "virtual"))));
        };
    }

    private static SnapshotPolicy snapshots(String text) {
        if (text.equals(NEVER)) {
            return new SnapshotPolicy.Never();
        }
        if (!text.matches("[0-9]{1,7}")) {
            throw CommandRefused.usage(
                    "%s must be a number of events or %s, found \"%s\"%s"
                            .formatted(
                                    SNAPSHOTS,
                                    NEVER,
                                    text,
                                    Nearest.question(text, List.of(NEVER))));
        }
        return new SnapshotPolicy.Every(Arguments.wholeNumber(SNAPSHOTS, text, 1, MAX_EVENTS));
    }

    private static Durability durability(String text) {
        var words = Arrays.stream(Durability.values()).map(Spoken::inWords).toList();
        return Arrays.stream(Durability.values())
                .filter(position -> Spoken.inWords(position).equals(text))
                .findFirst()
                .orElseThrow(() ->
                        CommandRefused.usage(
                                "--durability must be one of %s, found \"%s\"%s"
                                        .formatted(
                                                String.join(", ", words),
                                                text,
                                                Nearest.question(text, words))));
    }

    static OptionalLong seed(String text) {
        if (!text.matches("-?[0-9]{1,18}")) {
            throw CommandRefused.usage(
                    "--seed must be a whole number of at most 18 digits, found \"%s\""
                            .formatted(text));
        }
        return OptionalLong.of(Long.parseLong(text));
    }
}
