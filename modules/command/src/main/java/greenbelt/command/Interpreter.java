package greenbelt.command;

import greenbelt.command.Parser.Parsed;
import greenbelt.command.Result.Script;
import greenbelt.command.Result.Shown;
import greenbelt.http.CallFailed;
import greenbelt.json.Json;
import greenbelt.order.UnreadableOrderException;
import greenbelt.simulator.Plan;
import greenbelt.simulator.Simulator;
import greenbelt.simulator.SimulatorException;
import greenbelt.view.Page;
import greenbelt.view.Scene;
import greenbelt.view.WatchScene;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Carries out command lines.
public final class Interpreter {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_ROWS = 1_000_000;
    private static final Duration WATCH_PACE = Duration.ofSeconds(1);

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

    /// What came of a command.
    ///
    /// @param text what is to be printed; ends with a line feed unless empty
    /// @param exitCode 0 when all is well
    /// @param refused whether the command was not carried out; then the text says why
    /// @param quits whether nothing more is to be read
    /// @param scene what is to be shown in place of the text, where there is a terminal for it
    /// @param afterScene the part of the text that is printed also when the scene was shown
    public record Outcome(
            String text,
            int exitCode,
            boolean refused,
            boolean quits,
            Optional<Scene> scene,
            String afterScene) {
        private Outcome(
                String text, int exitCode, boolean refused, boolean quits, Optional<Scene> scene) {
            this(text, exitCode, refused, quits, scene, "");
        }

        private static final Outcome NOTHING = new Outcome("", 0, false, false, Optional.empty());

        /// Whether what stands behind it is carried out.
        boolean goesOn() {
            return !refused && !quits;
        }

        private Outcome followedBy(String more) {
            return new Outcome(text + more, exitCode, refused, quits, scene, more);
        }

        private Outcome at(String place) {
            return text.startsWith("{")
                    ? this
                    : new Outcome(place + text, exitCode, refused, quits, scene);
        }

        private Outcome and(Outcome next) {
            return new Outcome(
                    text + next.text,
                    Math.max(exitCode, next.exitCode),
                    next.refused,
                    next.quits,
                    next.scene.or(() -> scene));
        }
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

    /// Carries out one line, and says what came of it all. A blank line, and one that begins with `#`, does nothing.
    public Outcome run(String line) {
        var all = new ArrayList<Outcome>();
        run(line, all::add);
        return all.stream().reduce(Outcome.NOTHING, Outcome::and);
    }

    /// Carries out the commands on one line, up to the first that is refused or ends the shell.
    ///
    /// @param told takes what came of each as soon as it is known
    public void run(String line, Consumer<Outcome> told) {
        run(line, told, 0);
    }

    /// Says whether what stands behind this line is to be carried out, too.
    private boolean run(String line, Consumer<Outcome> told, int depth) {
        if (line.strip().startsWith("#")) {
            return true;
        }
        for (var statement : Statement.on(line)) {
            var outcome = run(statement, told, depth);
            told.accept(outcome);
            if (!outcome.goesOn()) {
                return false;
            }
        }
        return true;
    }

    private Outcome run(Statement statement, Consumer<Outcome> told, int depth) {
        boolean asJson = json;
        try {
            var filters = statement.filters().stream().map(Filter::of).toList();
            var parsed = parser.parse(commands.aliases().expand(statement.command()));
            asJson |= parsed.json();
            var result = parsed.asksForHelp() ? Help.of(parsed.command()) : result(parsed);
            if (result.next().orElse(null) instanceof Script script) {
                return run(script, told, depth + 1);
            }
            for (var filter : filters) {
                result = filter.apply(result);
            }
            var quits = parsed.command().name().equals(Commands.QUIT) && !parsed.asksForHelp();
            var outcome = outcome(result, asJson, quits);
            var onTour = commands.tour().after(parsed.command().name());
            return asJson || onTour.isEmpty() ? outcome : outcome.followedBy(onTour);
        } catch (CommandRefused refused) {
            return refused(refused, asJson);
        } catch (SimulatorException | CallFailed | UnreadableOrderException failed) {
            return refused(CommandRefused.failed(String.valueOf(failed.getMessage())), asJson);
        } catch (IllegalArgumentException outOfBounds) {
            return refused(CommandRefused.usage(String.valueOf(outOfBounds.getMessage())), asJson);
        }
    }

    private Outcome run(Script script, Consumer<Outcome> told, int depth) {
        if (depth > MAX_DEPTH) {
            throw CommandRefused.failed(
                    "%s: files name each other more than %d deep"
                            .formatted(script.name(), MAX_DEPTH));
        }
        for (int i = 0; i < script.lines().size(); i++) {
            var place = "%s:%d: ".formatted(script.name(), i + 1);
            var last = new AtomicReference<>(Outcome.NOTHING);
            boolean goesOn =
                    run(
                            script.lines().get(i),
                            outcome -> {
                                last.set(outcome);
                                if (!outcome.refused()) {
                                    told.accept(outcome);
                                }
                            },
                            depth);
            if (!goesOn) {
                return last.get().refused() ? last.get().at(place) : last.get();
            }
        }
        return Outcome.NOTHING;
    }

    private Result result(Parsed parsed) {
        var call = new Call(parsed.arguments(), simulator, directory, cancellable(progress));
        var command = parsed.command();
        var result =
                command.isOutside()
                        ? command.action().run(call)
                        : simulator.run(command.name(), () -> command.action().run(call));
        var limit = parsed.arguments().maybe(Sorting.LIMIT.label());
        if (limit.isPresent() && command.parameters().contains(Sorting.LIMIT)) {
            result = result.limitedTo(Arguments.wholeNumber("--limit", limit.get(), 1, MAX_ROWS));
        }
        return parsed.arguments().has(Sorting.WATCH.label())
                ? result.shownAs(new WatchScene(command.name(), WATCH_PACE, drawAnew(parsed)))
                : result;
    }

    /// What it prints now, or why not.
    private Function<Page, String> drawAnew(Parsed parsed) {
        var once = parsed.without(Sorting.WATCH);
        return onto -> {
            try {
                return result(once).drawing().apply(onto);
            } catch (CommandRefused | SimulatorException | CallFailed failed) {
                return failed.getMessage() + "\n";
            }
        };
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

    /// How lines read while they are typed.
    public Reading reading() {
        return new Reading(commands);
    }

    private Outcome outcome(Result result, boolean asJson, boolean quits) {
        if (quits) {
            return new Outcome("", 0, false, true, Optional.empty());
        }
        var text = asJson ? Json.write(result.json()) + "\n" : result.drawing().apply(page.get());
        var scene =
                !asJson && result.next().orElse(null) instanceof Shown(var shown)
                        ? Optional.of(shown)
                        : Optional.<Scene>empty();
        return new Outcome(text, result.exitCode(), false, false, scene);
    }

    private static Outcome refused(CommandRefused refused, boolean asJson) {
        var text = String.valueOf(refused.getMessage());
        if (asJson) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("error", text);
            fields.put("exitCode", refused.exitCode());
            text = Json.write(fields);
        }
        return new Outcome(text + "\n", refused.exitCode(), true, false, Optional.empty());
    }
}
