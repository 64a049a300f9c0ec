package greenbelt.console;

import greenbelt.search.Search.Progress;
import java.util.function.Consumer;

/// Shows how far a search is: a bar that grows on a terminal, else a line now and then.
final class Gauge {
    private static final int WIDTH = 30;
    private static final int LINES = 10;

    private final boolean onTerminal;
    private final Consumer<String> screen;
    private final Consumer<String> lines;
    private long lastTenth;

    /// @param screen takes what is to replace what it took before
    /// @param lines takes whole lines
    Gauge(boolean onTerminal, Consumer<String> screen, Consumer<String> lines) {
        this.onTerminal = onTerminal;
        this.screen = screen;
        this.lines = lines;
    }

    void show(Progress progress) {
        if (onTerminal) {
            int filled = (int) (progress.done() * WIDTH / progress.of());
            screen.accept(
                    "[%s%s] %s"
                            .formatted(
                                    "█".repeat(filled),
                                    "·".repeat(WIDTH - filled),
                                    inWords(progress)));
            return;
        }
        long tenth = progress.done() * LINES / progress.of();
        if (tenth > lastTenth) {
            lastTenth = tenth;
            lines.accept(inWords(progress));
        }
    }

    private static String inWords(Progress progress) {
        return "%,d of %,d seeds, %,d failing"
                .formatted(progress.done(), progress.of(), progress.failing());
    }

    /// Says what is being done; on a terminal only.
    void say(String what) {
        if (onTerminal) {
            screen.accept(what);
        }
    }

    void done() {
        if (onTerminal) {
            screen.accept("");
        }
    }
}
