package greenbelt.console;

import greenbelt.command.Interpreter;
import greenbelt.command.Interpreter.Outcome;
import greenbelt.view.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;

/// The interactive shell: reads a line, carries it out, prints what came of it.
///
/// Ctrl-C drops the line that is being typed, or the command that is running; Ctrl-D and `quit` end the shell.
final class Shell implements AutoCloseable {
    private static final String PROMPT = "greenbelt> ";
    private static final String CANCELLED = "Cancelled.\n";
    private static final int MAX_HISTORY = 1_000;

    private final Terminal terminal;
    private final boolean unicode;
    private final boolean coloured;

    /// @param wantsColours whether nobody has said that there are to be none
    Shell(Terminal terminal, boolean wantsColours) {
        this.terminal = terminal;
        this.unicode = terminal.encoding().newEncoder().canEncode('→');
        this.coloured = wantsColours && !terminal.getType().startsWith(Terminal.TYPE_DUMB);
    }

    /// A shell on the terminal that the process was started from.
    ///
    /// @param wantsColours whether nobody has said that there are to be none
    static Shell onSystemTerminal(boolean wantsColours) {
        try {
            return new Shell(
                    TerminalBuilder.builder().name("greenbelt").system(true).build(), wantsColours);
        } catch (IOException failure) {
            throw new UncheckedIOException("opening the terminal", failure);
        }
    }

    /// What there is to draw on now; a terminal can be resized.
    Page page() {
        int width = Math.max(Page.LEAST_WIDTH, terminal.getSize().getColumns());
        var page = unicode ? Page.unicode(width) : Page.ascii(width);
        return coloured ? page.inColour() : page;
    }

    /// Shows a line until the next thing is printed.
    void show(String progress) {
        terminal.writer().print("\r\033[K" + progress + "\r");
        terminal.flush();
    }

    void print(String text) {
        terminal.writer().print("\033[K" + text);
        terminal.flush();
    }

    /// Reads and carries out lines until there are no more.
    ///
    /// @param history where lines are remembered, if anywhere
    void run(Interpreter interpreter, Optional<Path> history) {
        var reader = reader(interpreter, history);
        var line = next(reader);
        while (line.isPresent() && carryOut(interpreter, line.get())) {
            line = next(reader);
        }
    }

    private LineReader reader(Interpreter interpreter, Optional<Path> history) {
        var completer = interpreter.completer();
        var parser = new DefaultParser();
        parser.setEofOnUnclosedQuote(false);
        parser.setEscapeChars(null);
        parser.setQuoteChars(null);
        var builder =
                LineReaderBuilder.builder()
                        .terminal(terminal)
                        .appName("greenbelt")
                        .parser(parser)
                        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                        .variable(LineReader.HISTORY_SIZE, MAX_HISTORY)
                        .completer((_, line, candidates) ->
                                completer
                                        .complete(line.line().substring(0, line.cursor()))
                                        .forEach(found ->
                                                candidates.add(
                                                        new Candidate(
                                                                found.value(),
                                                                found.value(),
                                                                null,
                                                                found.says().isEmpty()
                                                                        ? null
                                                                        : found.says(),
                                                                null,
                                                                null,
                                                                true))));
        history.ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
        var reader = builder.build();
        if (FullScreen.isPossibleOn(terminal)) {
            Typing.in(reader, interpreter.reading(), coloured);
        }
        return reader;
    }

    private Optional<String> next(LineReader reader) {
        while (true) {
            try {
                return Optional.of(reader.readLine(PROMPT));
            } catch (UserInterruptException dropped) {
                if (dropped.getPartialLine().isEmpty()) {
                    print("Ctrl-D or quit ends the shell.\n");
                }
            } catch (EndOfFileException end) {
                return Optional.empty();
            }
        }
    }

    /// Carries out a line and prints what came of it. Ctrl-C ends the command, not the shell.
    ///
    /// In the live world it also wakes the command from its waits. In the virtual one a command waits for nothing, and
    /// an interrupt would leave its tasks behind; only the second Ctrl-C does that.
    private boolean carryOut(Interpreter interpreter, String line) {
        var runner = Thread.currentThread();
        var cancelled = new AtomicBoolean();
        var before =
                terminal.handle(
                        Signal.INT,
                        _ -> {
                            interpreter.cancel();
                            if (cancelled.getAndSet(true) || interpreter.isInRealTime()) {
                                runner.interrupt();
                            }
                        });
        try {
            var quits = new AtomicBoolean();
            interpreter.run(
                    line,
                    outcome -> {
                        print(outcome, cancelled.get());
                        quits.compareAndSet(false, outcome.quits());
                    });
            return !quits.get();
        } catch (RuntimeException failure) {
            print(cancelled.get() ? CANCELLED : FrontDoor.inWords(failure) + "\n");
            return true;
        } finally {
            terminal.handle(Signal.INT, before);
            Thread.interrupted(); // the interrupt was for the command
        }
    }

    private void print(Outcome outcome, boolean isCancelled) {
        if (outcome.scene().isPresent() && FullScreen.isPossibleOn(terminal)) {
            new FullScreen(terminal, this::page).show(outcome.scene().get());
            print(outcome.afterScene());
        } else {
            print(isCancelled && outcome.refused() ? CANCELLED : outcome.text());
        }
    }

    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("closing the terminal", failure);
        }
    }
}
