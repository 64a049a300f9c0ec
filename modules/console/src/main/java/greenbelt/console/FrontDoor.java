package greenbelt.console;

import greenbelt.command.Aliases;
import greenbelt.command.CommandRefused;
import greenbelt.command.Interpreter;
import greenbelt.command.Interpreter.Outcome;
import greenbelt.command.catalogue.Catalogue;
import greenbelt.command.line.Invocation;
import greenbelt.command.line.Settings;
import greenbelt.simulator.AdminAccess;
import greenbelt.simulator.Plan;
import greenbelt.simulator.SimulatorException;
import greenbelt.view.Page;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Opens the system, and lets a person, a script or nobody at it.
final class FrontDoor {
    private static final int DEFAULT_WIDTH = 120;
    private static final int DEFAULT_PORT = 8080;
    private static final int ANY_PORT = 0;
    private static final int INTERNAL_ERROR = 70; // EX_SOFTWARE of sysexits.h
    private static final String CLEAR_LINE = "\r\033[K";

    private static final List<String> REHEARSED =
            List.of(
                    "status",
                    "users",
                    "stock",
                    "order place --user ada --item TEA-POT --quantity 2",
                    "mode all async",
                    "order place --user ada --item TEA-POT --quantity 2",
                    "order list",
                    "traces",
                    "trace last",
                    "events last",
                    "load 20",
                    "check",
                    "help order place",
                    "http GET /orders?limit=1");

    private final Map<String, String> environment;
    private final boolean onTerminal;

    /// @param environment of the process; run.sh puts `GREENBELT_TERMINAL` there when a person sits at it
    FrontDoor(Map<String, String> environment) {
        this.environment = environment;
        this.onTerminal = environment.containsKey("GREENBELT_TERMINAL");
    }

    /// Does what was asked and returns the exit code.
    int enter(Supplier<Invocation> asked) {
        try {
            return switch (asked.get()) {
                case Invocation.Exec(var settings, var commands) -> exec(settings, commands);
                case Invocation.Shell(var settings) ->
                        onTerminal ? shell(settings) : readCommands(settings);
                case Invocation.Serve(var settings) -> serve(settings);
                case Invocation.Search search -> searchDesk().search(search);
                case Invocation.Replay replay -> searchDesk().replay(replay);
                case Invocation.DiffOfFiles diff -> diffDesk().diff(diff);
                case Invocation.DiffOfModes diff -> diffDesk().diff(diff);
                case Invocation.Rehearsal() -> rehearse();
            };
        } catch (CommandRefused refused) {
            System.err.println("greenbelt: " + refused.getMessage());
            return refused.exitCode();
        } catch (SimulatorException refused) {
            System.err.println("greenbelt: " + refused.getMessage());
            return CommandRefused.FAILED;
        } catch (RuntimeException mistake) {
            System.err.println("greenbelt: " + inWords(mistake));
            mistake.printStackTrace();
            return INTERNAL_ERROR;
        }
    }

    /// A mistake of ours, for people who can only report it.
    static String inWords(RuntimeException mistake) {
        return "this should not have happened: %s".formatted(mistake);
    }

    private SearchDesk searchDesk() {
        var failures = environment.getOrDefault("GREENBELT_FAILURES", "target/failures");
        return new SearchDesk(Path.of(failures), page(), gauge(), System.out::print);
    }

    private DiffDesk diffDesk() {
        return new DiffDesk(page(), gauge(), System.out::print);
    }

    private Gauge gauge() {
        return new Gauge(onTerminal, this::show, System.err::println);
    }

    private int exec(Settings settings, List<String> commands) {
        try (var house = OpenHouse.open(settings.plan(ANY_PORT))) {
            return carryOut(interpreter(house, settings), commands.iterator());
        }
    }

    /// Does a little of everything, in both worlds.
    private int rehearse() {
        for (var plan : List.of(Plan.virtual(1), Plan.ephemeral(ANY_PORT))) {
            try (var house = OpenHouse.open(plan)) {
                var interpreter =
                        new Interpreter(
                                Catalogue.commands(),
                                house.simulator(),
                                false,
                                this::page,
                                _ -> {});
                REHEARSED.forEach(interpreter::run);
                REHEARSED.forEach(line -> interpreter.run(line + " --json"));
            }
        }
        return 0;
    }

    /// Commands from a pipe or a file, one to a line.
    private int readCommands(Settings settings) {
        try (var house = OpenHouse.open(settings.plan(ANY_PORT));
                var in =
                        new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            return carryOut(interpreter(house, settings), in.lines().iterator());
        } catch (IOException failure) {
            throw new UncheckedIOException("reading commands", failure);
        }
    }

    private Interpreter interpreter(OpenHouse house, Settings settings) {
        return new Interpreter(
                Catalogue.commands(), house.simulator(), settings.json(), this::page, this::show);
    }

    /// Stops at the first command that is not carried out; the exit code is the highest of all.
    private int carryOut(Interpreter interpreter, Iterator<String> lines) {
        var exitCode = new AtomicInteger();
        var ended = new AtomicBoolean();
        while (lines.hasNext() && !ended.get()) {
            interpreter.run(
                    lines.next(),
                    outcome -> {
                        print(outcome);
                        exitCode.accumulateAndGet(outcome.exitCode(), Math::max);
                        ended.compareAndSet(false, outcome.refused() || outcome.quits());
                    });
        }
        return exitCode.get();
    }

    private void print(Outcome outcome) {
        show("");
        boolean isComplaint = outcome.refused() && !outcome.text().startsWith("{");
        var out = isComplaint ? System.err : System.out;
        out.print(isComplaint ? "greenbelt: " + outcome.text() : outcome.text());
        out.flush();
    }

    private void show(String progress) {
        if (onTerminal) {
            System.err.print(CLEAR_LINE + progress);
            System.err.flush();
        }
    }

    private Page page() {
        var columns = environment.getOrDefault("COLUMNS", "");
        int width = columns.matches("[0-9]{1,4}") ? Integer.parseInt(columns) : DEFAULT_WIDTH;
        return Page.unicode(Math.max(Page.LEAST_WIDTH, width));
    }

    private int shell(Settings settings) {
        try (var house = OpenHouse.open(settings.plan(DEFAULT_PORT));
                var shell = Shell.onSystemTerminal(wantsColours())) {
            var interpreter =
                    new Interpreter(
                            Catalogue.commands(
                                    own(settings, "aliases")
                                            .map(Aliases::new)
                                            .orElseGet(Aliases::new)),
                            house.simulator(),
                            settings.json(),
                            shell::page,
                            shell::show);
            var history = own(settings, "history");
            boolean isFirst = history.isPresent() && Files.notExists(history.get());
            shell.print(
                    "Greenbelt is up; %s\nTry: %sstatus, help, quit. Tab completes.\n"
                            .formatted(
                                    whereabouts(house),
                                    isFirst ? "tour (two minutes, for your first time), " : ""));
            shell.run(interpreter, history);
            return 0;
        }
    }

    /// Where the gateway is, and how to trust it where it made its own certificate.
    private static String whereabouts(OpenHouse house) {
        var url = house.simulator().gatewayUrl();
        return "gateway: "
                + url
                + house.simulator()
                        .admin()
                        .flatMap(AdminAccess::certificate)
                        .map(file ->
                                "\nTo trust it: curl --cacert %s %s/openapi.yaml"
                                        .formatted(file, url))
                        .orElse("");
    }

    /// See no-color.org.
    private boolean wantsColours() {
        return environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /// A file of the shell's own beside the data, where there are data that stay.
    private static Optional<Path> own(Settings settings, String name) {
        return settings.ephemeral() || settings.world() == Settings.Kind.VIRTUAL
                ? Optional.empty()
                : Optional.of(settings.data().resolve(name));
    }

    private int serve(Settings settings) {
        try (var house = OpenHouse.open(settings.plan(DEFAULT_PORT))) {
            System.out.println(
                    "Greenbelt is up; %s\nCtrl-C stops it.".formatted(whereabouts(house)));
            System.out.flush();
            house.awaitClose();
            return 0;
        }
    }
}
