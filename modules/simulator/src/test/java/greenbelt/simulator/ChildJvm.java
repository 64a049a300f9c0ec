package greenbelt.simulator;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/// Starts the classes of this JVM in another one.
final class ChildJvm {
    private ChildJvm() {}

    /// The command that runs `main` with these arguments.
    static List<String> command(Class<?> main, String... arguments) {
        return command(List.of(), main, arguments);
    }

    /// The command that runs `main` with these flags and arguments, everything on the class path.
    static List<String> command(List<String> flags, Class<?> main, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(forClassPath());
        command.addAll(flags);
        command.add("-cp");
        command.add(classPath());
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    /// What Chronicle needs, as this JVM was given it, but for the unnamed module.
    private static List<String> forClassPath() {
        var flags = new ArrayList<String>();
        for (var flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (flag.endsWith("=chronicle.core") || flag.endsWith("=ALL-UNNAMED")) {
                flags.add(flag.replace("=chronicle.core", "=ALL-UNNAMED"));
            } else if (flag.startsWith("-Dchronicle") || flag.startsWith("--sun-misc")) {
                flags.add(flag);
            }
        }
        return flags;
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
