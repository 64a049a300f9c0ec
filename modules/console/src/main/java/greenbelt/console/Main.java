package greenbelt.console;

import greenbelt.command.line.CommandLineParser;
import java.nio.file.Path;
import java.util.List;

/// Where Greenbelt begins.
public final class Main {
    private Main() {}

    /// Starts what `arguments` ask for, and exits with its code.
    public static void main(String[] arguments) {
        var data = System.getenv().getOrDefault("GREENBELT_DATA", "data");
        var parser = new CommandLineParser(Path.of(data));
        System.exit(new FrontDoor(System.getenv()).enter(() -> parser.parse(List.of(arguments))));
    }
}
