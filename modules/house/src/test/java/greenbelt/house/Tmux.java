package greenbelt.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A real terminal: keys are sent to it, and its screen is looked at. Its server is its own and ends with it.
final class Tmux implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path socket;

    /// @param command what runs in it
    Tmux(Path folder, int columns, int rows, String command) {
        this.socket = folder.resolve("tmux");
        tmux(
                "-f",
                "/dev/null",
                "new-session",
                "-d",
                "-x",
                Integer.toString(columns),
                "-y",
                Integer.toString(rows),
                command);
    }

    /// Types this text as it is.
    Tmux type(String text) {
        tmux("send-keys", "-l", text);
        return this;
    }

    /// Presses keys by their names for tmux, such as `Enter`, `C-c`, `Down`.
    Tmux press(String... keys) {
        var words = new ArrayList<>(List.of("send-keys"));
        words.addAll(List.of(keys));
        tmux(words.toArray(String[]::new));
        return this;
    }

    Tmux resize(int columns, int rows) {
        tmux("resize-window", "-x", Integer.toString(columns), "-y", Integer.toString(rows));
        return this;
    }

    String screen() {
        return tmux("capture-pane", "-p");
    }

    /// Waits until the screen shows all of this.
    Tmux until(String... texts) {
        return until(
                screen -> List.of(texts).stream().allMatch(screen::contains),
                List.of(texts).toString());
    }

    /// Waits until the screen does not show this any more.
    Tmux untilGone(String text) {
        return until(screen -> !screen.contains(text), "no " + text);
    }

    private Tmux until(Predicate<String> condition, String what) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var screen = screen();
        while (!condition.test(screen)) {
            assertThat(System.nanoTime() - end)
                    .as("waited for %s on\n%s", what, screen)
                    .isNegative();
            tmux("run-shell", "sleep 0.05");
            screen = screen();
        }
        return this;
    }

    private String tmux(String... words) {
        var command = new ArrayList<>(List.of("tmux", "-S", socket.toString()));
        command.addAll(List.of(words));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as("%s: %s", command, out).isZero();
            return out;
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    @Override
    public void close() {
        tmux("kill-server");
    }
}
