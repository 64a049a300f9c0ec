package greenbelt.command.bus;

import static greenbelt.command.Parameter.maybe;
import static greenbelt.command.Parameter.option;
import static greenbelt.command.bus.BusWords.GROUP;
import static greenbelt.command.bus.BusWords.TOPIC;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import greenbelt.bus.Bus.DeadLetter;
import greenbelt.bus.Bus.GroupStatus;
import greenbelt.bus.DeadLetterFilter;
import greenbelt.command.Arguments;
import greenbelt.command.Call;
import greenbelt.command.Command;
import greenbelt.command.CommandRefused;
import greenbelt.command.Parameter;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Parameter.Presence;
import greenbelt.command.Result;
import greenbelt.event.TraceContext;
import greenbelt.simulator.Simulator;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import greenbelt.view.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What can be done about messages that were given up.
final class DeadLetterCommands {
    private static final int DEFAULT_LIMIT = 20;

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final List<Parameter> WHICH =
            List.of(
                    option("--id", Kind.TEXT, "the one of this position or message id"),
                    option("--key", Kind.TEXT, "only those of this key"),
                    option("--type", Kind.TEXT, "only those of this type"),
                    option("--error", Kind.TEXT, "only those whose error contains this"));

    private DeadLetterCommands() {}

    static List<Command> all() {
        return List.of(dlq(), redrive());
    }

    private static Command dlq() {
        return new Command(
                        "bus dlq",
                        "Lists the dead-letter queues, or what is in one, with where it comes from and why",
                        and(
                                List.of(
                                        TOPIC.with(Presence.OPTIONAL),
                                        maybe("GROUP", Kind.GROUP, "who could not handle them"),
                                        option(
                                                "--limit",
                                                Kind.NUMBER,
                                                "how many at most (default: 20)")),
                                WHICH),
                        List.of(
                                "bus dlq",
                                "bus dlq inventory.commands inventory",
                                "bus dlq inventory.commands inventory --error poisonous",
                                "bus dlq inventory.commands inventory --id 17"),
                        DeadLetterCommands::dlq)
                .teaching(
                        "A message that can never be handled must not hold up those behind it for ever")
                .listing();
    }

    private static List<Parameter> and(List<Parameter> some, List<Parameter> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static Result dlq(Call call) {
        if (call.arguments().has(GROUP.label())) {
            var group = BusWords.group(call);
            int limit =
                    call.arguments().number("--limit", 1, Simulator.MAX_REDRIVEN, DEFAULT_LIMIT);
            var letters = letters(call, group, limit);
            return call.arguments().has("--id") && letters.size() == 1
                    ? Result.of(page(letters.getFirst()), letters)
                    : Result.of(table(letters)).withJson(letters);
        }
        if (call.arguments().has(TOPIC.label())) {
            throw CommandRefused.usage(
                    "bus dlq takes TOPIC and GROUP, or neither; found only TOPIC");
        }
        var table =
                Table.of(Column.left("topic"), Column.left("group"), Column.right("dead letters"));
        for (var group : BusWords.bus(call).groups()) {
            table = table.row(group.topic().name(), group.group().name(), group.deadLetters());
        }
        return Result.of(table);
    }

    private static List<DeadLetter> letters(Call call, GroupStatus group, int limit) {
        return BusWords.bus(call)
                .deadLetters(group.topic(), group.group(), filter(call.arguments()), limit);
    }

    private static DeadLetterFilter filter(Arguments arguments) {
        var id = arguments.maybe("--id");
        var position = id.filter(text -> text.matches("[0-9]{1,18}")).map(Long::valueOf);
        return new DeadLetterFilter(
                position,
                position.isPresent() ? Optional.empty() : id,
                arguments.maybe("--key"),
                arguments.maybe("--type"),
                arguments.maybe("--error"));
    }

    /// One letter, with nothing cut off.
    private static String page(DeadLetter letter) {
        var message = letter.message();
        return """
        message    %s of %s, %s
        key        %s
        given up   at %s, after %d attempts
        position   %d of partition %d
        trace      %s
        error      %s
        data       %s
        """
                .formatted(
                        message.id(),
                        letter.topic(),
                        message.type(),
                        message.subject(),
                        letter.at(),
                        letter.attempts(),
                        letter.position(),
                        letter.partition(),
                        message.trace().map(TraceContext::traceId).orElse("none"),
                        letter.error(),
                        message.data());
    }

    private static Table table(List<DeadLetter> letters) {
        var table =
                Table.of(
                        Column.right("partition"),
                        Column.right("position"),
                        Column.right("attempts"),
                        Column.left("at"),
                        Column.left("type"),
                        Column.left("key"),
                        Column.left("trace"),
                        Column.left("error"));
        for (var letter : letters) {
            var message = letter.message();
            table =
                    table.row(
                            letter.partition(),
                            letter.position(),
                            letter.attempts(),
                            letter.at(),
                            message.type(),
                            message.subject(),
                            message.trace().map(TraceContext::traceId),
                            letter.error());
        }
        return table;
    }

    private static Command redrive() {
        return new Command(
                        "bus redrive",
                        "Hands dead letters to their group again; without a choice only counts what it would",
                        and(
                                List.of(
                                        TOPIC,
                                        GROUP,
                                        option(
                                                "--all",
                                                Kind.FLAG,
                                                "every dead letter of the group"),
                                        option("--dry-run", Kind.FLAG, "only count them")),
                                WHICH),
                        List.of(
                                "bus redrive inventory.commands inventory",
                                "bus redrive inventory.commands inventory --id 17",
                                "bus redrive inventory.commands inventory --error poisonous --dry-run",
                                "bus redrive inventory.commands inventory --all"),
                        DeadLetterCommands::redrive)
                .teaching(
                        "After the cause is mended, dead letters are handled in their order, and once");
    }

    private static Result redrive(Call call) {
        var arguments = call.arguments();
        var group = BusWords.group(call);
        var filter = filter(arguments);
        boolean isChosen = !filter.equals(DeadLetterFilter.ALL);
        if (isChosen && arguments.has("--all")) {
            throw CommandRefused.usage("bus redrive takes --all or a choice, found both");
        }
        boolean isDryRun = arguments.has("--dry-run") || (!isChosen && !arguments.has("--all"));
        return isDryRun ? count(call, group, isChosen) : redrive(call, group, filter);
    }

    /// What errors of a kind have in common: all but the ids of the messages they speak of.
    private static String kind(String error) {
        return ID.matcher(error).replaceAll("…");
    }

    private static Result count(Call call, GroupStatus group, boolean isChosen) {
        var letters = letters(call, group, Simulator.MAX_REDRIVEN);
        var errors =
                letters.stream()
                        .collect(
                                groupingBy(
                                        letter -> kind(letter.error()), TreeMap::new, counting()));
        var json = new LinkedHashMap<String, Object>();
        json.put("group", name(group));
        json.put("wouldBeRedriven", letters.size());
        json.put("errors", errors);
        var because =
                errors.entrySet().stream()
                        .map(entry -> "\n  %d × %s".formatted(entry.getValue(), entry.getKey()))
                        .collect(Collectors.joining());
        return Result.of(
                letters.isEmpty()
                        ? name(group) + " has no dead letters of this kind"
                        : "%s would be handed to %s again:%s\nnothing was done; do it: bus redrive %s %s"
                                .formatted(
                                        Words.counted(letters.size(), "dead letter"),
                                        name(group),
                                        because,
                                        BusWords.inWords(group),
                                        isChosen
                                                ? "with the same choice, without --dry-run"
                                                : "--all"),
                json);
    }

    private static Result redrive(Call call, GroupStatus group, DeadLetterFilter filter) {
        int letters =
                BusWords.ask(() ->
                        BusWords.bus(call)
                                .redrive(
                                        group.topic(),
                                        group.group(),
                                        filter,
                                        Simulator.MAX_REDRIVEN));
        var json = new LinkedHashMap<String, Object>();
        json.put("group", name(group));
        json.put("redriven", letters);
        return Result.of(
                letters == 0
                        ? name(group)
                                + " has no dead letters of this kind that are not on their way already"
                        : "%s on the way to %s again; see: bus groups %s"
                                .formatted(
                                        Words.counted(letters, "dead letter"),
                                        name(group),
                                        BusWords.inWords(group)),
                json);
    }

    private static String name(GroupStatus group) {
        return group.topic() + "~" + group.group();
    }
}
