package greenbelt.house;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Starts run.sh as a person would.
final class RunScript {
    private RunScript() {}

    /// What came of it.
    ///
    /// @param text what it printed, on both streams
    record Ran(int exitCode, String text) {}

    /// Leaves the test aside where there is nothing to start.
    static void mustBeBuilt() {
        assumeTrue(
                Files.exists(House.ROOT.resolve("target/greenbelt/built")),
                "not built by run.sh; ./run.sh test builds first");
    }

    /// Leaves the test aside where this tool is missing.
    static void mustHave(String tool) throws InterruptedException {
        boolean isThere;
        try {
            isThere = new ProcessBuilder("bash", "-c", "command -v " + tool).start().waitFor() == 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        assumeTrue(isThere, tool + " is not there; ./run.sh tools install");
    }

    static Ran run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("bash", "run.sh"));
        command.addAll(List.of(arguments));
        return run(environment, new ProcessBuilder(command));
    }

    /// Runs a command in the root folder.
    static Ran run(Map<String, String> environment, ProcessBuilder builder)
            throws IOException, InterruptedException {
        builder.directory(House.ROOT.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), text);
    }
}
