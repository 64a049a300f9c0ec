package greenbelt.command.events;

import static greenbelt.command.Parameter.argument;
import static greenbelt.command.Parameter.option;

import greenbelt.command.Arguments;
import greenbelt.command.Call;
import greenbelt.command.Command;
import greenbelt.command.CommandRefused;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Parameter.Presence;
import greenbelt.command.Result;
import greenbelt.fault.Fault;
import greenbelt.fault.PlanText;
import greenbelt.json.Json;
import greenbelt.json.JsonRejected;
import greenbelt.json.JsonValue;
import greenbelt.json.JsonValue.JsonText;
import greenbelt.order.OrderLog;
import greenbelt.simulator.Fork;
import greenbelt.simulator.Fork.Change;
import greenbelt.simulator.Fork.Change.ChangeEvent;
import greenbelt.simulator.Fork.Change.DropEvent;
import greenbelt.simulator.Fork.Change.DropFault;
import greenbelt.simulator.Fork.Change.PutFault;
import greenbelt.simulator.ForkReport;
import greenbelt.simulator.ForkReport.Outcome;
import greenbelt.simulator.Simulator;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// What would have become of everything, had one thing been otherwise.
public final class ForkCommand {
    private static final String POSITION = "POSITION";
    private static final String DROP = "--drop";
    private static final String CHANGE = "--change";
    private static final String SET = "--set";
    private static final String DROP_FAULT = "--drop-fault";
    private static final String ADD_FAULT = "--add-fault";
    private static final String SEED = "--seed";
    private static final String FOR = "--for";
    private static final List<String> CHANGES = List.of(DROP, CHANGE, DROP_FAULT, ADD_FAULT);
    private static final int MAX_NUMBER = 999_999_999;
    private static final int MAX_SHOWN = 50;

    private ForkCommand() {}

    public static List<Command> all() {
        return List.of(fork());
    }

    private static Command fork() {
        return new Command(
                        "fork",
                        "Takes the past up to a position of the log, changes one thing in it, lets it"
                                + " go on with and without that in scratch worlds, and shows what"
                                + " differs",
                        List.of(
                                argument(
                                        POSITION,
                                        Kind.NUMBER,
                                        "up to which event, as in: events --all; at most "
                                                + OrderLog.MAX_EVENTS
                                                + " before it"),
                                option(DROP, Kind.NUMBER, "leave out the event at this position"),
                                option(CHANGE, Kind.NUMBER, "let the event at this position say"),
                                option(SET, Kind.TEXT, "FIELD=VALUE; may be given several times")
                                        .with(Presence.ANY),
                                option(DROP_FAULT, Kind.FAULT_NAME, "take off a fault that was on"),
                                option(
                                        ADD_FAULT,
                                        Kind.TEXT,
                                        "put on a fault, in the words of fault add; replaces one of"
                                                + " its name"),
                                option(SEED, Kind.NUMBER, "what the scratch worlds are drawn from"),
                                option(
                                        FOR,
                                        Kind.DURATION,
                                        "how long both go on at most (default 2d)")),
                        List.of(
                                "fork 6 --drop 3",
                                "fork 4 --change 2 --set amountCents=100",
                                "fork 2 --add-fault \"reply-lost order->inventory\"",
                                "fork 2 --drop-fault reply-lost-1"),
                        ForkCommand::fork)
                .teaching("The past up to a point, another decision, another future")
                .outside();
    }

    private static Result fork(Call call) {
        var arguments = call.arguments();
        long position = position(POSITION, arguments.one(POSITION));
        var change = change(arguments, position, call.simulator());
        long seed =
                arguments
                        .maybe(SEED)
                        .map(text -> (long) Arguments.wholeNumber(SEED, text, 0, MAX_NUMBER))
                        .orElse(call.simulator().plan().faultSeed());
        var fork = new Fork(position, change, seed, atMost(arguments));
        return result(call.simulator().fork(fork, call.progress()));
    }

    private static Change change(Arguments arguments, long position, Simulator simulator) {
        var given = CHANGES.stream().filter(arguments::has).toList();
        if (given.size() != 1) {
            throw CommandRefused.usage(
                    "fork: say what is otherwise with one of %s, found %s"
                            .formatted(
                                    String.join(", ", CHANGES),
                                    given.isEmpty() ? "none" : String.join(" and ", given)));
        }
        if (arguments.has(SET) != arguments.has(CHANGE)) {
            throw CommandRefused.usage(
                    "fork: %s and %s belong together, as in: fork 4 --change 2 --set amountCents=100"
                            .formatted(CHANGE, SET));
        }
        return switch (given.getFirst()) {
            case DROP -> new DropEvent(position(DROP, arguments.one(DROP)));
            case CHANGE ->
                    new ChangeEvent(
                            position(CHANGE, arguments.one(CHANGE)), fields(arguments.all(SET)));
            case DROP_FAULT -> new DropFault(arguments.one(DROP_FAULT));
            default -> new PutFault(fault(arguments.one(ADD_FAULT), position, simulator));
        };
    }

    /// A fault without a name gets one that was free then.
    private static Fault fault(String text, long position, Simulator simulator) {
        var words = Arrays.stream(text.strip().split("\\s+", -1)).toList();
        var before = simulator.run("look at faults", () -> simulator.faultsAt(position));
        return PlanText.fault(words, Simulator.landscape(simulator.scale()), before);
    }

    private static Duration atMost(Arguments arguments) {
        var atMost = arguments.duration(FOR).orElse(Fork.USUAL);
        if (atMost.isZero() || atMost.compareTo(Fork.LONGEST) > 0) {
            throw CommandRefused.usage(
                    "%s must be more than 0s and at most %dd, found \"%s\""
                            .formatted(FOR, Fork.LONGEST.toDays(), arguments.one(FOR)));
        }
        return atMost;
    }

    private static long position(String label, String text) {
        return Arguments.wholeNumber(label, text, 1, MAX_NUMBER);
    }

    private static SequencedMap<String, JsonValue> fields(List<String> set) {
        var fields = new LinkedHashMap<String, JsonValue>();
        for (var text : set) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw CommandRefused.usage(
                        "%s must be FIELD=VALUE, found \"%s\"".formatted(SET, text));
            }
            fields.put(text.substring(0, equals), value(text.substring(equals + 1)));
        }
        return fields;
    }

    /// What is no JSON is a text.
    private static JsonValue value(String text) {
        try {
            return Json.parse(text);
        } catch (JsonRejected notJson) {
            return new JsonText(text);
        }
    }

    private static Result result(ForkReport report) {
        var head =
                "the past up to position %d (%s, events: %d)%s; in the other: %s"
                        .formatted(
                                report.position(),
                                report.moment(),
                                report.events(),
                                report.faults().isEmpty()
                                        ? ""
                                        : " with " + String.join(", ", report.faults()),
                                report.change());
        var past = Result.of(head, report);
        for (var order : report.leftOut()) {
            past = past.and(order.toString());
        }
        var ends =
                Table.of(Column.left(""), Column.left(unchanged(report)), Column.left("changed"))
                        .row("went on until", report.asItWas().until(), report.changed().until())
                        .row("orders", counts(report.asItWas()), counts(report.changed()))
                        .row(
                                "broken invariants",
                                report.asItWas().violated().size(),
                                report.changed().violated().size());
        return Result.stacked(report, past, missing(report), Result.of(ends), differences(report));
    }

    private static String unchanged(ForkReport report) {
        return report.missing().isEmpty() ? "as it was" : "without change";
    }

    private static Result missing(ForkReport report) {
        return Result.of(
                report.missing().isEmpty()
                        ? ""
                        : "without change it does not go on as it did:\n  "
                                + String.join("\n  ", report.missing()),
                report);
    }

    private static Result differences(ForkReport report) {
        var differences = report.differences();
        if (differences.isEmpty()) {
            return Result.of("nothing differs in the end", report);
        }
        var table =
                Table.of(
                        Column.left("differs"),
                        Column.left("field"),
                        Column.left(unchanged(report)),
                        Column.left("changed"));
        for (var difference : differences.stream().limit(MAX_SHOWN).toList()) {
            table =
                    table.row(
                            difference.what(),
                            difference.field(),
                            difference.asItWas(),
                            difference.changed());
        }
        var shown = Result.of(table);
        return differences.size() <= MAX_SHOWN
                ? shown
                : shown.and(
                        "and %d more; all of them: --json"
                                .formatted(differences.size() - MAX_SHOWN));
    }

    private static String counts(Outcome outcome) {
        return outcome.orders().entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }
}
