package greenbelt.command;

import greenbelt.http.CallFailed;
import greenbelt.json.Json;
import greenbelt.order.UnreadableOrderException;
import greenbelt.simulator.Plan;
import greenbelt.simulator.Simulator;
import greenbelt.simulator.SimulatorException;
import greenbelt.view.Page;
import java.util.LinkedHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Carries out command lines.
public final class Interpreter {
    private final Commands commands;
    private final Parser parser;
    private final Simulator simulator;
    private final Directory directory;
    private final boolean json;
    private final Supplier<Page> page;
    private final Consumer<String> progress;

    /// Whether the command that runs, or ran last, is to stop.
    private final AtomicReference<AtomicBoolean> cancelled =
            new AtomicReference<>(new AtomicBoolean());

    /// What came of a line.
    ///
    /// @param text what is to be printed; ends with a line feed unless empty
    /// @param exitCode 0 when all is well
    /// @param refused whether the command was not carried out; then the text says why
    /// @param quits whether nothing more is to be read
    public record Outcome(String text, int exitCode, boolean refused, boolean quits) {
        private static final Outcome NOTHING = new Outcome("", 0, false, false);
    }

    /// @param json whether every result is printed as JSON
    /// @param page what there is to draw on now
    /// @param progress takes a line that may be shown until the next one
    public Interpreter(
            Commands commands,
            Simulator simulator,
            boolean json,
            Supplier<Page> page,
            Consumer<String> progress) {
        this.commands = commands;
        this.parser = new Parser(commands);
        this.simulator = simulator;
        this.directory = new Directory(simulator);
        this.json = json;
        this.page = page;
        this.progress = progress;
    }

    /// Carries out one line. A blank line, and one that begins with `#`, does nothing.
    public Outcome run(String line) {
        var text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return Outcome.NOTHING;
        }
        boolean asJson = json;
        try {
            var parsed = parser.parse(text);
            asJson |= parsed.json();
            if (parsed.asksForHelp()) {
                return outcome(Help.of(parsed.command()), asJson, false);
            }
            var call = new Call(parsed.arguments(), simulator, directory, cancellable(progress));
            var command = parsed.command();
            var result =
                    command.isOutside()
                            ? command.action().run(call)
                            : simulator.run(command.name(), () -> command.action().run(call));
            return outcome(result, asJson, command.name().equals(Commands.QUIT));
        } catch (CommandRefused refused) {
            return refused(refused, asJson);
        } catch (SimulatorException | CallFailed | UnreadableOrderException failed) {
            return refused(CommandRefused.failed(String.valueOf(failed.getMessage())), asJson);
        } catch (IllegalArgumentException outOfBounds) {
            return refused(CommandRefused.usage(String.valueOf(outOfBounds.getMessage())), asJson);
        }
    }

    /// Lets the running command stop at its next sign of progress. May be called by any thread.
    public void cancel() {
        cancelled.get().set(true);
    }

    /// Whether waits take real time here.
    public boolean isInRealTime() {
        return simulator.plan().world() instanceof Plan.Live;
    }

    private Consumer<String> cancellable(Consumer<String> shown) {
        var mine = new AtomicBoolean();
        cancelled.set(mine);
        return line -> {
            if (mine.get()) {
                throw CommandRefused.failed("cancelled");
            }
            shown.accept(line);
        };
    }

    /// What may come next on a line.
    public Completer completer() {
        return new Completer(commands, simulator, directory);
    }

    private Outcome outcome(Result result, boolean asJson, boolean quits) {
        if (quits) {
            return new Outcome("", 0, false, true);
        }
        var text = asJson ? Json.write(result.json()) + "\n" : result.drawing().apply(page.get());
        return new Outcome(text, result.exitCode(), false, false);
    }

    private static Outcome refused(CommandRefused refused, boolean asJson) {
        var text = String.valueOf(refused.getMessage());
        if (asJson) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("error", text);
            fields.put("exitCode", refused.exitCode());
            text = Json.write(fields);
        }
        return new Outcome(text + "\n", refused.exitCode(), true, false);
    }
}
