package greenbelt.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/// The classes of this JVM, tests included, in another one: for what must survive a kill, or be the same elsewhere.
public final class ChildJvm {
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

    private final Process process;
    private final Path log;

    private ChildJvm(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// Starts `main` with these flags and arguments; what it prints goes to the file `log`.
    public static ChildJvm start(Path log, List<String> flags, Class<?> main, String... arguments) {
        try {
            var process =
                    new ProcessBuilder(command(flags, main, arguments))
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            return new ChildJvm(process, log);
        } catch (IOException failure) {
            throw new AssertionError("cannot start " + main, failure);
        }
    }

    /// Waits for its end. Throws [AssertionError] with what it printed when that is not exit code 0.
    public void mustSucceed() throws InterruptedException {
        int exit = process.waitFor();
        if (exit != 0) {
            throw new AssertionError("exit code " + exit + ": " + printed());
        }
    }

    private String printed() {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            throw new AssertionError("cannot read " + log, failure);
        }
    }

    /// The command that runs `main` with these arguments.
    public static List<String> command(Class<?> main, String... arguments) {
        return command(List.of(), main, arguments);
    }

    /// The command that runs `main` with these flags and arguments, everything on the class path.
    public static List<String> command(List<String> flags, Class<?> main, String... arguments) {
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
                .flatMap(path -> Stream.of(path.split(File.pathSeparator, -1)))
                .filter(entry -> !entry.isEmpty())
                .forEach(entries::add);
        entries.add(Path.of("target/test-classes").toAbsolutePath().toString());
        return String.join(File.pathSeparator, entries);
    }
}
