package greenbelt.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Reads the arguments of the process: `[console|exec|serve|rehearse] [OPTIONS] [COMMAND…]`.
public final class CommandLineParser {
    /// The exit code for arguments that make no sense.
    public static final int USAGE = 2;

    private static final int MAX_PORT = 65_535;

    private final Path data;

    /// @param data where data is kept when no option says otherwise
    public CommandLineParser(Path data) {
        this.data = data;
    }

    /// What `arguments` ask for. Arguments that make no sense give an [Invocation.Answer] that says why.
    public Invocation parse(List<String> arguments) {
        var shell = CommandSpec.create().name("greenbelt");
        options(shell);
        shell.addSubcommand("console", options(CommandSpec.create()));
        shell.addSubcommand("serve", options(CommandSpec.create()));
        shell.addSubcommand("rehearse", CommandSpec.create());
        shell.addSubcommand("exec", options(CommandSpec.create()).addPositional(commands()));
        try {
            var parsed = new CommandLine(shell).parseArgs(arguments.toArray(String[]::new));
            return invocation(parsed);
        } catch (ParameterException refused) {
            return new Invocation.Answer(refused.getMessage() + "\nTry: ./run.sh help", USAGE);
        }
    }

    private Invocation invocation(ParseResult parsed) {
        if (!parsed.hasSubcommand()) {
            return new Invocation.Shell(settings(parsed));
        }
        var chosen = parsed.subcommand();
        if (chosen.commandSpec().name().equals("rehearse")) {
            return new Invocation.Rehearsal();
        }
        var settings = settings(chosen);
        return switch (chosen.commandSpec().name()) {
            case "exec" ->
                    new Invocation.Exec(
                            settings, List.of(chosen.matchedPositionalValue(0, new String[0])));
            case "serve" -> new Invocation.Serve(settings);
            default -> new Invocation.Shell(settings);
        };
    }

    private Settings settings(ParseResult parsed) {
        int port = parsed.matchedOptionValue("--port", -1);
        if (parsed.hasMatchedOption("--port") && (port < 0 || port > MAX_PORT)) {
            throw new ParameterException(
                    parsed.commandSpec().commandLine(),
                    "--port must be 0 to %d, was %d".formatted(MAX_PORT, port));
        }
        var world = parsed.matchedOptionValue("--world", "live");
        return new Settings(
                switch (world.toLowerCase(Locale.ROOT)) {
                    case "live" -> Settings.Kind.LIVE;
                    case "virtual" -> Settings.Kind.VIRTUAL;
                    default ->
                            throw new ParameterException(
                                    parsed.commandSpec().commandLine(),
                                    "--world must be live or virtual, was " + world);
                },
                parsed.hasMatchedOption("--seed")
                        ? OptionalLong.of(parsed.<Long>matchedOptionValue("--seed", 0L))
                        : OptionalLong.empty(),
                parsed.matchedOptionValue("--data", data),
                parsed.hasMatchedOption("--ephemeral"),
                port < 0 ? OptionalInt.empty() : OptionalInt.of(port),
                parsed.hasMatchedOption("--json"));
    }

    private static CommandSpec options(CommandSpec spec) {
        return spec.addOption(OptionSpec.builder("--world").type(String.class).build())
                .addOption(OptionSpec.builder("--seed").type(long.class).build())
                .addOption(OptionSpec.builder("--data").type(Path.class).build())
                .addOption(OptionSpec.builder("--port").type(int.class).build())
                .addOption(OptionSpec.builder("--ephemeral").type(boolean.class).build())
                .addOption(OptionSpec.builder("--json").type(boolean.class).build());
    }

    private static PositionalParamSpec commands() {
        return PositionalParamSpec.builder()
                .type(String[].class)
                .arity("1..*")
                .required(true)
                .paramLabel("COMMAND")
                .build();
    }
}
