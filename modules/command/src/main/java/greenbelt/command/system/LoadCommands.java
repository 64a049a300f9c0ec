package greenbelt.command.system;

import static greenbelt.command.Parameter.argument;
import static greenbelt.command.Parameter.option;

import greenbelt.command.Arguments;
import greenbelt.command.Call;
import greenbelt.command.Command;
import greenbelt.command.CommandRefused;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Result;
import greenbelt.command.Spoken;
import greenbelt.simulator.LoadPlan;
import greenbelt.simulator.LoadReport;
import greenbelt.simulator.Plan;
import greenbelt.simulator.Simulator;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import greenbelt.world.Durations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A load on the system, the time it takes, whether all is well after it, and a new beginning.
public final class LoadCommands {
    private static final int MAX_VIOLATIONS = 10;
    private static final int MAX_NAMED = 10;
    private static final String UNTIL_IDLE = "until-idle";
    private static final Duration LIVE_PATIENCE = Duration.ofSeconds(30);
    private static final Duration VIRTUAL_PATIENCE = Duration.ofDays(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private LoadCommands() {}

    public static List<Command> all() {
        return List.of(load(), advance(), check(), reset());
    }

    private static Command load() {
        return new Command(
                        "load",
                        "Places orders of many users, and measures",
                        List.of(
                                argument("N", Kind.NUMBER, "how many orders"),
                                option(
                                        "--rate",
                                        Kind.NUMBER,
                                        "how many begin in a second (default: all that go)")),
                        List.of("load 1000", "load 500 --rate 100"),
                        LoadCommands::load)
                .teaching(
                        "Throughput and latency under load, and what they do when an edge is switched");
    }

    private static Result load(Call call) {
        var arguments = call.arguments();
        int orders = Arguments.wholeNumber("N", arguments.one("N"), 1, LoadPlan.MAX_ORDERS);
        var plan =
                arguments
                        .maybe("--rate")
                        .map(text ->
                                Arguments.wholeNumber(
                                        "--rate", text, 1, LoadPlan.MAX_RATE_PER_SECOND))
                        .map(rate -> LoadPlan.of(orders).withRate(rate))
                        .orElseGet(() -> LoadPlan.of(orders));
        var report =
                call.simulator()
                        .load(
                                plan,
                                answered ->
                                        call.progress()
                                                .accept(answered + " of " + orders + " orders"));
        return result(report);
    }

    private static Result result(LoadReport report) {
        var outcomes = Table.of(Column.left("outcome"), Column.right("orders"));
        for (var entry : report.byStatus().entrySet()) {
            outcomes = outcomes.row(Spoken.inWords(entry.getKey()), entry.getValue());
        }
        for (var entry : report.problems().entrySet()) {
            outcomes = outcomes.row(entry.getKey(), entry.getValue());
        }
        var head =
                "%d orders in %s: %d/s; p50 %s, p99 %s"
                        .formatted(
                                report.placed(),
                                Durations.rounded(report.duration()),
                                Math.round(report.throughputPerSecond()),
                                Durations.rounded(report.p50()),
                                Durations.rounded(report.p99()));
        return Result.stacked(report, Result.of(head, report), Result.of(outcomes));
    }

    private static Command advance() {
        return new Command(
                        "advance",
                        "Lets time pass: at once in the virtual world, really in the live one",
                        List.of(
                                argument(
                                        "DURATION",
                                        Kind.DURATION,
                                        "such as 500ms, 30s, 5m, 2h, 1d, or until-idle")),
                        List.of("advance 30s", "advance until-idle"),
                        LoadCommands::advance)
                .teaching("In virtual time an hour of timeouts takes no time at all");
    }

    private static Result advance(Call call) {
        var text = call.arguments().one("DURATION");
        var world = call.simulator().world();
        boolean untilIdle = text.equals(UNTIL_IDLE);
        if (untilIdle) {
            awaitIdle(call.simulator());
        } else {
            world.sleep(call.arguments().duration("DURATION").orElseThrow());
        }
        var pending = call.simulator().pending();
        boolean idle = pending.isEmpty() && call.simulator().status().isCaughtUp();
        var json = new LinkedHashMap<String, Object>();
        json.put("now", world.now());
        json.put("idle", idle);
        json.put("pending", pending);
        return Result.of("it is " + world.now() + inWords(idle, pending), json)
                .withExitCode(idle || !untilIdle ? 0 : CommandRefused.FAILED);
    }

    private static String inWords(boolean idle, List<String> pending) {
        if (idle) {
            return ", and all is quiet";
        }
        var named = pending.stream().limit(MAX_NAMED).collect(Collectors.joining(", "));
        int more = Math.max(0, pending.size() - MAX_NAMED);
        return pending.isEmpty()
                ? ", and messages are waiting; see: status"
                : ", and these are not settled: "
                        + named
                        + (more > 0 ? " and %d more".formatted(more) : "");
    }

    /// Looks at first often, then more and more seldom: an order may wait for a timer of a minute or more.
    private static void awaitIdle(Simulator simulator) {
        var world = simulator.world();
        var patience =
                simulator.plan().world() instanceof Plan.Virtual ? VIRTUAL_PATIENCE : LIVE_PATIENCE;
        long end = world.nanoTime() + patience.toNanos();
        var pause = LOOK_AGAIN;
        while (!isIdle(simulator) && world.nanoTime() - end < 0) {
            world.sleep(pause);
            var doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        }
    }

    /// Whether every message and every event has been dealt with, and every order is settled.
    private static boolean isIdle(Simulator simulator) {
        return simulator.status().isCaughtUp() && simulator.pending().isEmpty();
    }

    private static Command check() {
        return new Command(
                        "check",
                        "Checks every invariant; exit code 1 when one is broken",
                        List.of(),
                        List.of("check", "check --json"),
                        LoadCommands::check)
                .teaching("What must hold whatever happened: no oversold item, no lost cent")
                .watched();
    }

    private static Result check(Call call) {
        var findings = call.simulator().check();
        var table = Table.of(Column.left("holds"), Column.left("invariant"));
        for (var finding : findings) {
            table = table.row(finding.holds() ? "yes" : "NO", finding.invariant());
        }
        var all = findings.stream().flatMap(finding -> finding.violations().stream()).toList();
        var violations =
                all.stream()
                                .limit(MAX_VIOLATIONS)
                                .map(violation -> "  " + violation)
                                .collect(Collectors.joining("\n"))
                        + (all.size() > MAX_VIOLATIONS
                                ? "\n  and %d more".formatted(all.size() - MAX_VIOLATIONS)
                                : "");
        boolean allHold = violations.isEmpty();
        return Result.stacked(findings, Result.of(table), Result.of(violations, ""))
                .withExitCode(allHold ? 0 : CommandRefused.FAILED);
    }

    private static Command reset() {
        return new Command(
                        "reset",
                        "Begins anew: empty databases, no traces, and the town as it was",
                        List.of(),
                        List.of("reset"),
                        call -> {
                            call.simulator().reset();
                            call.directory().forget();
                            return Result.of(
                                    "all is as it was in the beginning", Map.of("reset", true));
                        })
                .teaching("An experiment begins from a known state");
    }
}
