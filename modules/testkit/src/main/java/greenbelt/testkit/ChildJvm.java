package greenbelt.simulator;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/// Starts the classes of this JVM in another one.
final class ChildJvm {
    /// What Chronicle Queue needs on the class path.
    private static final List<String> FOR_CHRONICLE =
            List.of(
                    "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
                    "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Dchronicle.analytics.disable=true",
                    "-Dchronicle.announcer.disable=true",
                    "-Dchronicle.disk.monitor.disable=true");

    private ChildJvm() {}

    /// The command that runs `main` with these arguments.
    static List<String> command(Class<?> main, String... arguments) {
        return command(List.of(), main, arguments);
    }

    /// The command that runs `main` with these flags and arguments, everything on the class path.
    static List<String> command(List<String> flags, Class<?> main, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FOR_CHRONICLE);
        command.addAll(flags);
        command.add("-cp");
        command.add(classPath());
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    private static String classPath() {
        var entries = new LinkedHashSet<String>();
        Stream.of("jdk.module.path", "java.class.path")
                .map(name -> System.getProperty(name, ""))
                .flatMap(path -> Stream.of(path.split(File.pathSeparator)))
                .filter(entry -> !entry.isEmpty())
                .forEach(entries::add);
        entries.add(new File("target/test-classes").getAbsolutePath());
        return String.join(File.pathSeparator, entries);
    }
}
