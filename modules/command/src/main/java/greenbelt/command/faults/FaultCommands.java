package greenbelt.command.faults;

import static greenbelt.command.Parameter.argument;
import static greenbelt.command.Parameter.option;

import greenbelt.command.Arguments;
import greenbelt.command.Call;
import greenbelt.command.Command;
import greenbelt.command.CommandRefused;
import greenbelt.command.Nearest;
import greenbelt.command.Parameter;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Result;
import greenbelt.command.Spoken;
import greenbelt.fault.Fault;
import greenbelt.fault.FaultKind;
import greenbelt.fault.FaultPlan;
import greenbelt.fault.FaultSchedule;
import greenbelt.fault.PlanText;
import greenbelt.json.TextFile;
import greenbelt.simulator.Simulator;
import greenbelt.simulator.Status.FaultStatus;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What is broken on purpose.
public final class FaultCommands {
    private static final int DEFAULT_FAULTS = 5;
    private static final Duration DEFAULT_WITHIN = Duration.ofSeconds(10);
    private static final long SEEDS = 1_000_000;

    private static final List<Parameter> OF_A_FAULT =
            List.of(
                    argument("KIND", Kind.FAULT, "what goes wrong; see: fault kinds"),
                    argument(
                            "TARGET",
                            Kind.TARGET,
                            "where: order->inventory, topic:NAME, group:TOPIC~GROUP, node:NAME,"
                                    + " database:NAME, projection:NAME, saga:order"),
                    option("--probability", Kind.NUMBER, "of being struck, 0 to 1 (default: 1)"),
                    option("--every", Kind.NUMBER, "strikes the n-th, the 2n-th, ... on an edge"),
                    option("--from", Kind.DURATION, "when it begins (default: now)"),
                    option("--until", Kind.DURATION, "when it ends, counted from now"),
                    option("--for", Kind.DURATION, "when it ends, counted from its beginning"),
                    option(
                            "--delay",
                            Kind.DURATION,
                            "how long: 20ms, 10ms..50ms, ~20ms (a mean), 20ms+-5ms"),
                    option("--skew", Kind.DURATION, "by how much a clock is ahead; -5m: behind"),
                    option("--status", Kind.NUMBER, "of an error reply: 408, 429, 500 to 599"),
                    option("--name", Kind.TEXT, "by which it is removed (default: from its kind)"));

    private FaultCommands() {}

    public static List<Command> all() {
        return List.of(add(), list(), remove(), clear(), load(), save(), schedule(), kinds());
    }

    public static Table table(List<FaultStatus> faults) {
        var table =
                Table.of(
                        Column.left("fault"),
                        Column.left("kind"),
                        Column.left("target"),
                        Column.left("rate"),
                        Column.left("window"),
                        Column.left("state"),
                        Column.right("hits"),
                        Column.right("of"));
        for (var fault : faults) {
            table =
                    table.row(
                            fault.name(),
                            fault.kind(),
                            fault.target(),
                            fault.rate(),
                            fault.window(),
                            Spoken.inWords(fault.state()),
                            fault.hits(),
                            fault.opportunities());
        }
        return table;
    }

    private static Command add() {
        return new Command(
                        "fault add",
                        "Breaks something on purpose, from now on",
                        OF_A_FAULT,
                        List.of(
                                "fault add latency order->inventory --delay 10ms..50ms",
                                "fault add reply-lost order->inventory --probability 0.2 --name flaky",
                                "fault add partition order<->user --for 5s",
                                "fault add crash order-1 --every 500 --delay 200ms",
                                "fault add poison inventory.commands~inventory --every 10",
                                "fault add poison projection:order-list --every 10",
                                "fault add poison saga:order --every 5"),
                        FaultCommands::add)
                .teaching(
                        "Failures are ordinary; here they come when you say so, and again from the same seed");
    }

    private static Result add(Call call) {
        var arguments = call.arguments();
        var words = new ArrayList<String>();
        for (var parameter : OF_A_FAULT) {
            arguments
                    .maybe(parameter.label())
                    .ifPresent(value -> {
                        if (parameter.isOption()) {
                            words.add(parameter.label());
                        }
                        words.add(value);
                    });
        }
        var fault =
                PlanText.fault(
                        words,
                        Simulator.landscape(call.simulator().scale()),
                        call.simulator().faults().all());
        return putOn(call, new FaultPlan(List.of(fault)));
    }

    private static Result putOn(Call call, FaultPlan plan) {
        call.simulator().add(plan);
        var lines = plan.faults().stream().map(Fault::toString).toList();
        var names = plan.faults().stream().map(Fault::name).toList();
        var text =
                lines.isEmpty()
                        ? "there is no fault in it"
                        : "on from now:\n  "
                                + String.join("\n  ", lines)
                                + "\ntake off with: fault remove %s, or all with: fault clear"
                                        .formatted(names.getFirst());
        return Result.of(text, Map.of("faults", lines));
    }

    private static Command list() {
        return new Command(
                        "fault list",
                        "Shows what is broken, and whom it has struck",
                        List.of(),
                        List.of("fault list", "fault list --json"),
                        FaultCommands::list)
                .teaching("A fault that strikes nobody teaches nothing: see whom it has struck")
                .listing();
    }

    private static Result list(Call call) {
        var faults = call.simulator().faults().list().stream().map(FaultStatus::of).toList();
        return faults.isEmpty()
                ? Result.of("no faults are on; see: fault kinds", faults)
                : Result.of(table(faults)).withJson(faults);
    }

    private static Command remove() {
        return new Command(
                        "fault remove",
                        "Takes a fault off; a node that it holds down or still is brought back",
                        List.of(argument("NAME", Kind.FAULT_NAME, "its name; see: fault list")),
                        List.of("fault remove flaky", "fault remove latency-1"),
                        FaultCommands::remove)
                .teaching("Recovery is a part of the experiment");
    }

    private static Result remove(Call call) {
        var name = call.arguments().one("NAME");
        var faults = call.simulator().faults();
        if (!faults.remove(name)) {
            var names = faults.all().stream().map(Fault::name).toList();
            throw CommandRefused.failed(
                    names.isEmpty()
                            ? "there is no fault \"%s\"; none are on".formatted(name)
                            : "there is no fault \"%s\", only %s%s"
                                    .formatted(
                                            name,
                                            String.join(", ", names),
                                            Nearest.question(name, names)));
        }
        return Result.of(name + " is off", Map.of("removed", name));
    }

    private static Command clear() {
        return new Command(
                        "fault clear",
                        "Takes all faults off; nodes that they hold down or still are brought back",
                        List.of(),
                        List.of("fault clear"),
                        call -> {
                            var names =
                                    call.simulator().faults().all().stream()
                                            .map(Fault::name)
                                            .toList();
                            call.simulator().faults().clear();
                            return Result.of(
                                    names.isEmpty()
                                            ? "there were no faults"
                                            : "off: " + String.join(", ", names),
                                    Map.of("removed", names));
                        })
                .teaching("After all faults are gone, the system has to find back by itself");
    }

    private static Command load() {
        return new Command(
                        "fault load",
                        "Puts on all faults of a plan, a file with the words of fault add on each line",
                        List.of(argument("FILE", Kind.FILE, "the plan; # begins a comment")),
                        List.of("fault load flaky-inventory.plan", "fault load today.plan"),
                        call -> {
                            var text = read(call.arguments().one("FILE"));
                            return putOn(
                                    call,
                                    PlanText.parse(
                                            text, Simulator.landscape(call.simulator().scale())));
                        })
                .teaching("An experiment that is written down can be run again, and by others");
    }

    private static String read(String file) {
        try {
            return TextFile.read(Path.of(file));
        } catch (UncheckedIOException | InvalidPathException unreadable) {
            throw CommandRefused.failed(String.valueOf(unreadable.getMessage()));
        }
    }

    private static Command save() {
        return new Command(
                        "fault save",
                        "Writes the faults that are on into a file, which fault load takes",
                        List.of(argument("FILE", Kind.FILE, "the plan; what is there is replaced")),
                        List.of("fault save today.plan", "fault save flaky-inventory.plan"),
                        call -> {
                            var plan = new FaultPlan(call.simulator().faults().all());
                            var file = call.arguments().one("FILE");
                            try {
                                Files.writeString(Path.of(file), PlanText.format(plan));
                            } catch (IOException | InvalidPathException unwritable) {
                                throw CommandRefused.failed(
                                        "the plan cannot be written: " + unwritable);
                            }
                            int faults = plan.faults().size();
                            var json = new LinkedHashMap<String, Object>();
                            json.put("file", file);
                            json.put("faults", faults);
                            return Result.of(
                                    "%d faults are in %s; put them on with: fault load %s"
                                            .formatted(faults, file, file),
                                    json);
                        })
                .teaching("What you broke by hand becomes a plan that others can run");
    }

    private static Command schedule() {
        return new Command(
                        "fault schedule",
                        "Puts on random faults; the same seed gives the same ones",
                        List.of(
                                option("--seed", Kind.NUMBER, "what they are drawn from"),
                                option("--faults", Kind.NUMBER, "how many (default: 5)"),
                                option(
                                        "--within",
                                        Kind.DURATION,
                                        "when all have ended (default: 10s)"),
                                option(
                                        "--kinds",
                                        Kind.FAULT,
                                        "of which, with commas (default: all)")),
                        List.of(
                                "fault schedule --seed 7",
                                "fault schedule --seed 7 --faults 10 --within 1m --kinds latency,crash"),
                        FaultCommands::schedule)
                .teaching("Random faults find what nobody thought of, and a seed brings them back");
    }

    private static Result schedule(Call call) {
        var arguments = call.arguments();
        long seed =
                arguments.has("--seed")
                        ? arguments.number("--seed", 0, 999_999_999, 0)
                        : call.simulator().world().random("fault schedule").nextLong(SEEDS);
        var bounds =
                new FaultSchedule(
                        seed,
                        arguments.number("--faults", 1, FaultSchedule.MAX_FAULTS, DEFAULT_FAULTS),
                        arguments.duration("--within").orElse(DEFAULT_WITHIN),
                        kinds(arguments));
        var plan = bounds.draw(Simulator.landscape(call.simulator().scale()));
        var result = putOn(call, plan);
        var json = new LinkedHashMap<String, Object>();
        json.put("seed", seed);
        json.put("faults", plan.faults().stream().map(Fault::toString).toList());
        return Result.stacked(json, Result.of("drawn from seed " + seed, ""), result);
    }

    private static List<FaultKind> kinds(Arguments arguments) {
        return arguments
                .maybe("--kinds")
                .map(text -> Arrays.stream(text.split(",", -1)).map(FaultCommands::kind).toList())
                .orElseGet(() -> List.of(FaultKind.values()));
    }

    private static FaultKind kind(String word) {
        return FaultKind.of(word)
                .orElseThrow(() ->
                        CommandRefused.usage(
                                "--kinds takes kinds of faults, found \"%s\"%s; see: fault kinds"
                                        .formatted(
                                                word, Nearest.question(word, FaultKind.words()))));
    }

    private static Command kinds() {
        return new Command(
                        "fault kinds",
                        "Lists what can go wrong, and where",
                        List.of(),
                        List.of("fault kinds", "fault kinds --json"),
                        call -> {
                            var table =
                                    Table.of(
                                            Column.left("kind"),
                                            Column.left("what happens"),
                                            Column.left("targets"));
                            for (var kind : FaultKind.values()) {
                                var targets =
                                        kind.targets().stream()
                                                .map(Spoken::inWords)
                                                .collect(Collectors.joining(", "));
                                table = table.row(kind.word(), "it " + kind.sentence(), targets);
                            }
                            return Result.of(table)
                                    .and(
                                            "Of several that strike one operation the first on its way takes effect, of several of one"
                                                    + " kind the one put on first; latencies add up.")
                                    .and(
                                            "Which targets there are: press Tab after the kind, in: fault add");
                        })
                .teaching("The ways in which networks, nodes, disks and clocks fail")
                .listing();
    }
}
