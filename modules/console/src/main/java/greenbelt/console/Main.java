package greenbelt.console;

import greenbelt.command.CommandLineParser;
import greenbelt.command.Invocation;
import java.nio.file.Path;
import java.util.List;

/// Where Greenbelt begins.
public final class Main {
    private Main() {}

    /// Starts what `arguments` ask for, and exits with its code.
    public static void main(String[] arguments) {
        var data = System.getenv().getOrDefault("GREENBELT_DATA", "data");
        var asked = new CommandLineParser(Path.of(data)).parse(List.of(arguments));
        System.exit(run(asked));
    }

    private static int run(Invocation asked) {
        return switch (asked) {
            case Invocation.Answer(var text, int exitCode) -> {
                System.err.println(text);
                yield exitCode;
            }
            case Invocation.Shell _, Invocation.Serve _, Invocation.Exec _ -> {
                System.out.println(asked);
                yield 0;
            }
        };
    }
}
