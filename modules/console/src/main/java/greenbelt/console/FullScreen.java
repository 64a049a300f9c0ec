package greenbelt.console;

import greenbelt.view.Key;
import greenbelt.view.Page;
import greenbelt.view.Scene;
import java.io.IOError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.reader.EndOfFileException;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.AttributedString;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/// Shows a scene on the whole terminal until `q`, Escape or Ctrl-C, and leaves the terminal as it was.
///
/// Only what differs is drawn again. A terminal that is resized is drawn anew; one that is too small shows the upper left
/// part.
final class FullScreen {
    private static final long ESCAPE_MILLIS = 50;

    /// A scene is never drawn more often, whatever it says.
    private static final Duration SHORTEST_PACE = Duration.ofMillis(250);

    private static final Key QUIT = Key.of('q');

    private final Terminal terminal;
    private final Supplier<Page> page;
    private final AtomicBoolean interrupted = new AtomicBoolean();

    /// What is on the screen, and how large that was.
    private List<String> drawn = List.of();

    private Extent drawnOn = new Extent(0, 0);

    private record Extent(int rows, int columns) {}

    FullScreen(Terminal terminal, Supplier<Page> page) {
        this.terminal = terminal;
        this.page = page;
    }

    /// Whether there is a terminal that can do it.
    static boolean isPossibleOn(Terminal terminal) {
        return !terminal.getType().startsWith(Terminal.TYPE_DUMB)
                && terminal.getStringCapability(Capability.cursor_address) != null;
    }

    void show(Scene scene) {
        var shower = Thread.currentThread();
        var before = terminal.enterRawMode();
        var onInterrupt =
                terminal.handle(
                        Signal.INT,
                        _ -> {
                            interrupted.set(true);
                            shower.interrupt();
                        });
        try {
            terminal.puts(Capability.enter_ca_mode);
            terminal.puts(Capability.keypad_xmit);
            terminal.puts(Capability.cursor_invisible);
            showUntilLeft(scene, new BindingReader(terminal.reader()));
        } catch (IOError | EndOfFileException closed) {
            // The terminal is gone, or Ctrl-C ended the wait for a key.
            Thread.interrupted();
        } finally {
            terminal.puts(Capability.cursor_visible);
            terminal.puts(Capability.keypad_local);
            terminal.puts(Capability.exit_ca_mode);
            terminal.handle(Signal.INT, onInterrupt);
            terminal.setAttributes(before);
            terminal.flush();
        }
    }

    private void showUntilLeft(Scene scene, BindingReader reader) {
        var keys = keys();
        while (!interrupted.get()) {
            draw(scene);
            int peeked = reader.peekCharacter(timeout(scene.pace()));
            if (peeked == NonBlockingReader.EOF) {
                return;
            }
            if (peeked == NonBlockingReader.READ_EXPIRED) {
                continue;
            }
            var key = reader.readBinding(keys);
            if (key == null || key.equals(QUIT) || key.equals(Key.ESCAPE)) {
                return;
            }
            scene.press(key);
        }
    }

    private static long timeout(Optional<Duration> pace) {
        return pace.map(it -> Math.max(it.toMillis(), SHORTEST_PACE.toMillis()))
                .orElse(SHORTEST_PACE.toMillis());
    }

    /// Not by JLine's `Display`, which draws the lines of a table with `+` and `-`.
    private void draw(Scene scene) {
        var size = terminal.getSize();
        int rows = Math.max(1, size.getRows());
        int columns = Math.max(1, size.getColumns());
        var lines = new ArrayList<String>();
        for (var line : scene.lines(page.get(), rows)) {
            if (lines.size() < rows) {
                lines.add(columns < Page.LEAST_WIDTH ? cropped(line, columns) : line);
            }
        }
        var extent = new Extent(rows, columns);
        if (!extent.equals(drawnOn)) {
            terminal.puts(Capability.clear_screen);
            drawn = List.of();
            drawnOn = extent;
        }
        for (int row = 0; row < rows; row++) {
            var line = row < lines.size() ? lines.get(row) : "";
            if (row >= drawn.size() || !drawn.get(row).equals(line)) {
                terminal.puts(Capability.cursor_address, row, 0);
                terminal.writer().write(line);
                terminal.puts(Capability.clr_eol);
            }
        }
        while (lines.size() < rows) {
            lines.add("");
        }
        drawn = lines;
        terminal.flush();
    }

    /// A page is never narrower than some columns; a terminal can be.
    private static String cropped(String line, int columns) {
        return AttributedString.fromAnsi(line).columnSubSequence(0, columns).toAnsi();
    }

    private KeyMap<Key> keys() {
        var keys = new KeyMap<Key>();
        keys.setAmbiguousTimeout(ESCAPE_MILLIS);
        keys.setUnicode(new Key("?"));
        keys.setNomatch(new Key("?"));
        for (char letter = ' '; letter <= '~'; letter++) {
            keys.bind(Key.of(letter), Character.toString(letter));
        }
        keys.bind(Key.ENTER, "\r", "\n");
        keys.bind(Key.ESCAPE, "\033");
        bind(keys, Key.UP, Capability.key_up, "\033[A", "\033OA");
        bind(keys, Key.DOWN, Capability.key_down, "\033[B", "\033OB");
        bind(keys, Key.RIGHT, Capability.key_right, "\033[C", "\033OC");
        bind(keys, Key.LEFT, Capability.key_left, "\033[D", "\033OD");
        bind(keys, Key.PAGE_UP, Capability.key_ppage, "\033[5~");
        bind(keys, Key.PAGE_DOWN, Capability.key_npage, "\033[6~");
        bind(keys, Key.HOME, Capability.key_home, "\033[H", "\033OH");
        bind(keys, Key.END, Capability.key_end, "\033[F", "\033OF");
        return keys;
    }

    private void bind(KeyMap<Key> keys, Key key, Capability capability, String... others) {
        Optional.ofNullable(KeyMap.key(terminal, capability)).ifPresent(it -> keys.bind(key, it));
        List.of(others).forEach(other -> keys.bind(key, other));
    }
}
