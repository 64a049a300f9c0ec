package greenbelt.command.system;

import static greenbelt.command.Parameter.option;

import greenbelt.command.Call;
import greenbelt.command.Command;
import greenbelt.command.CommandRefused;
import greenbelt.command.Nearest;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Result;
import greenbelt.telemetry.LogEntry.Level;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What the system has written down about itself.
final class LogCommand {
    private static final int USUAL = 20;
    private static final int MOST = 10_000;

    private LogCommand() {}

    static Command log() {
        return new Command(
                        "log",
                        "Shows the latest log entries, the newest last",
                        List.of(
                                option("--trace", Kind.TRACE, "only those of this trace"),
                                option("--level", Kind.TEXT, "at least info, warn or error"),
                                option("--limit", Kind.NUMBER, "how many at most (default: 20)")),
                        List.of("log", "log --level warn --limit 5"),
                        LogCommand::log)
                .teaching(
                        "An entry that knows its trace leads to all the others of the same request")
                .watched();
    }

    private static Result log(Call call) {
        var given = call.arguments();
        int limit = given.number("--limit", 1, MOST, USUAL);
        var level = given.maybe("--level").map(LogCommand::level).orElse(Level.INFO);
        var ring = call.simulator().log();
        var trace = given.maybe("--trace").map(text -> call.directory().trace(text).id());
        var entries =
                trace.map(id -> ring.ofTrace(id, MOST)).orElseGet(() -> ring.recent(MOST)).stream()
                        .filter(entry -> entry.level().compareTo(level) >= 0)
                        .toList();
        var newest = entries.subList(Math.max(0, entries.size() - limit), entries.size());
        return new Result(
                newest,
                page ->
                        newest.stream()
                                .map(entry -> page.line(entry.text()) + "\n")
                                .reduce("", String::concat),
                0);
    }

    private static Level level(String text) {
        var words =
                Arrays.stream(Level.values())
                        .map(it -> it.name().toLowerCase(Locale.ROOT))
                        .toList();
        return Arrays.stream(Level.values())
                .filter(it -> it.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() ->
                        CommandRefused.usage(
                                "--level must be %s, found \"%s\"%s"
                                        .formatted(
                                                String.join(", ", words),
                                                text,
                                                Nearest.question(text, words))));
    }
}
