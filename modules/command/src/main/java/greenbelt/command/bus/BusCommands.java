package greenbelt.command.bus;

import static greenbelt.command.Parameter.argument;
import static greenbelt.command.Parameter.maybe;
import static greenbelt.command.Parameter.option;
import static greenbelt.command.bus.BusPast.AT;
import static greenbelt.command.bus.BusWords.GROUP;
import static greenbelt.command.bus.BusWords.TOPIC;

import greenbelt.bus.Bus.BlockedKey;
import greenbelt.bus.Bus.Entry;
import greenbelt.bus.Bus.GroupStatus;
import greenbelt.command.Call;
import greenbelt.command.Command;
import greenbelt.command.CommandRefused;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Parameter.Presence;
import greenbelt.command.Result;
import greenbelt.event.TraceContext;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import greenbelt.view.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What is on the bus, and who listens to it.
public final class BusCommands {
    private static final int DEFAULT_LIMIT = 20;
    private static final int MOST = 10_000;

    private BusCommands() {}

    public static List<Command> all() {
        return Stream.concat(
                        Stream.of(
                                topics(), groups(), read(), pause(), resume(), replay(), remove()),
                        DeadLetterCommands.all().stream())
                .toList();
    }

    private static Command topics() {
        return new Command(
                        "bus topics",
                        "Lists the topics, with their partitions and how many messages they have",
                        List.of(AT),
                        List.of("bus topics", "bus topics --at -5m"),
                        BusCommands::topics)
                .teaching(
                        "A topic is split into partitions: order is kept within one, not across them")
                .listing();
    }

    private static Result topics(Call call) {
        if (call.arguments().has(AT.label())) {
            return BusPast.topics(call);
        }
        var table =
                Table.of(
                        Column.left("topic"),
                        Column.right("partitions"),
                        Column.right("end"),
                        Column.left("groups"));
        for (var topic : BusWords.bus(call).topics()) {
            var groups =
                    BusWords.groupsOf(call, topic.topic()).stream()
                            .map(group -> group.group().name())
                            .toList();
            table =
                    table.row(
                            topic.topic().name(),
                            topic.partitions(),
                            topic.end(),
                            String.join(", ", groups));
        }
        return Result.of(table);
    }

    private static Command groups() {
        return new Command(
                        "bus groups",
                        "Shows how far each group is, or one group by partition with its blocked keys",
                        List.of(
                                TOPIC.with(Presence.OPTIONAL),
                                maybe("GROUP", Kind.GROUP, "by partition"),
                                AT),
                        List.of(
                                "bus groups",
                                "bus groups user.commands user",
                                "bus groups --at +10s"),
                        BusCommands::groups)
                .teaching(
                        "Each group has a place of its own in a topic; the distance to the end is its lag")
                .listing();
    }

    private static Result groups(Call call) {
        if (call.arguments().has(AT.label())) {
            return BusPast.groups(call);
        }
        if (call.arguments().has(GROUP.label())) {
            return group(BusWords.group(call));
        }
        return Result.of(
                table(
                        call.arguments().has(TOPIC.label())
                                ? BusWords.groupsOf(call, BusWords.topic(call))
                                : BusWords.bus(call).groups()));
    }

    public static Table table(List<GroupStatus> groups) {
        var table =
                Table.of(
                        Column.left("topic"),
                        Column.left("group"),
                        Column.left("state"),
                        Column.right("acknowledged"),
                        Column.right("lag"),
                        Column.right("blocked keys"),
                        Column.right("dead letters"));
        for (var group : groups) {
            table =
                    table.row(
                            group.topic().name(),
                            group.group().name(),
                            state(group),
                            group.acknowledged(),
                            group.lag(),
                            group.blocked().size(),
                            group.deadLetters());
        }
        return table;
    }

    private static String state(GroupStatus group) {
        if (group.paused()) {
            return "paused";
        }
        if (group.stalledBy().isPresent()) {
            return "stalled";
        }
        return group.subscribed() ? "listens" : "gone";
    }

    private static Result group(GroupStatus group) {
        var partitions =
                Table.of(
                        Column.right("partition"),
                        Column.right("done"),
                        Column.right("end"),
                        Column.right("lag"),
                        Column.right("blocked keys"));
        for (var partition : group.partitions()) {
            long blocked =
                    group.blocked().stream()
                            .filter(key -> key.partition() == partition.partition())
                            .count();
            partitions =
                    partitions.row(
                            partition.partition(),
                            partition.done(),
                            partition.end(),
                            partition.lag(),
                            blocked);
        }
        return Result.stacked(
                group,
                Result.of(
                        "%s %s, lag %d, dead letters %d%s"
                                .formatted(
                                        BusWords.inWords(group),
                                        state(group),
                                        group.lag(),
                                        group.deadLetters(),
                                        group.stalledBy().map(BusCommands::inTheWay).orElse("")),
                        ""),
                Result.of(partitions),
                group.blocked().isEmpty()
                        ? Result.of("no key is blocked", "")
                        : Result.of(blocked(group)));
    }

    private static String inTheWay(BlockedKey key) {
        return "; key %s is in the way of all others: as many messages as may wait lie beyond its message at position %d"
                .formatted(key.key(), key.position());
    }

    private static Table blocked(GroupStatus group) {
        var table =
                Table.of(
                        Column.left("blocked key"),
                        Column.right("partition"),
                        Column.right("position"),
                        Column.left("since"),
                        Column.right("attempts"),
                        Column.left("next attempt"),
                        Column.left("error"));
        for (var key : group.blocked()) {
            table =
                    table.row(
                            key.key(),
                            key.partition(),
                            key.position(),
                            key.since(),
                            key.attempts(),
                            key.nextAttempt(),
                            key.error());
        }
        return table;
    }

    private static Command read() {
        return new Command(
                        "bus read",
                        "Shows messages of a topic, for nobody: it acknowledges nothing",
                        List.of(
                                TOPIC,
                                option("--after", Kind.NUMBER, "the position before (default: 0)"),
                                option("--key", Kind.TEXT, "only those of this key"),
                                option("--limit", Kind.NUMBER, "how many at most (default: 20)")),
                        List.of(
                                "bus read user.events",
                                "bus read user.commands --after 10 --limit 5"),
                        BusCommands::read)
                .teaching("A log can be read by anybody at any time: reading takes nothing away")
                .listing();
    }

    private static Result read(Call call) {
        var arguments = call.arguments();
        var topic = BusWords.topic(call);
        int limit = arguments.number("--limit", 1, MOST, DEFAULT_LIMIT);
        var key = arguments.maybe("--key");
        long after = BusWords.position("--after", arguments.maybe("--after").orElse("0"));
        var found = new ArrayList<Entry>();
        var entries = BusWords.bus(call).read(topic, after, MOST);
        while (found.size() < limit && !entries.isEmpty()) {
            entries.stream()
                    .filter(entry -> key.filter(wanted -> !wanted.equals(entry.key())).isEmpty())
                    .limit(limit - found.size())
                    .forEach(found::add);
            entries = BusWords.bus(call).read(topic, entries.getLast().position(), MOST);
        }
        return Result.of(table(found));
    }

    private static Table table(Iterable<Entry> entries) {
        var table =
                Table.of(
                        Column.right("position"),
                        Column.right("partition"),
                        Column.left("time"),
                        Column.left("type"),
                        Column.left("key"),
                        Column.left("trace"),
                        Column.left("data"));
        for (var entry : entries) {
            var message = entry.message();
            table =
                    table.row(
                            entry.position(),
                            entry.partition(),
                            message.time(),
                            message.type(),
                            entry.key(),
                            message.trace().map(TraceContext::traceId),
                            message.data());
        }
        return table;
    }

    private static Command pause() {
        return new Command(
                        "bus pause",
                        "Hands a group no further messages until it is resumed; those in hand are finished",
                        List.of(TOPIC, GROUP),
                        List.of("bus pause user.commands user", "bus pause order.events inventory"),
                        call -> {
                            var group = BusWords.group(call);
                            BusWords.bus(call).pause(group.topic(), group.group());
                            return said(
                                    group,
                                    "is paused; let it go on: bus resume "
                                            + BusWords.inWords(group));
                        })
                .teaching("A bus takes up what a consumer cannot take now; the lag is the price");
    }

    private static Command resume() {
        return new Command(
                        "bus resume",
                        "Lets a paused group go on where it stopped",
                        List.of(TOPIC, GROUP),
                        List.of(
                                "bus resume user.commands user",
                                "bus resume order.events inventory"),
                        call -> {
                            var group = BusWords.group(call);
                            BusWords.bus(call).resume(group.topic(), group.group());
                            return said(
                                    group,
                                    "goes on, %s behind"
                                            .formatted(Words.counted(group.lag(), "message")));
                        })
                .teaching("A consumer goes on where it stopped, because its position is kept");
    }

    private static Command replay() {
        return new Command(
                        "bus replay",
                        "Hands a topic's messages to a group's handler again, as a new group with a place of its own",
                        List.of(
                                TOPIC,
                                GROUP,
                                argument(
                                        "POSITION",
                                        Kind.NUMBER,
                                        "of the first; 1 for the beginning"),
                                option("--into", Kind.TEXT, "what the new group is called")
                                        .with(Presence.REQUIRED)),
                        List.of(
                                "bus replay user.commands user 1 --into user-again",
                                "bus replay inventory.commands inventory 1 --into stock-again"),
                        BusCommands::replay)
                .teaching(
                        "What is kept can be handled again; handlers must stand it that they see a message twice");
    }

    private static Result replay(Call call) {
        var group = BusWords.group(call);
        var into = BusWords.newGroup(call.arguments().one("--into"));
        long first = BusWords.position("POSITION", call.arguments().one("POSITION"));
        if (first == 0) {
            throw CommandRefused.usage("POSITION must be at least 1, the first message, found 0");
        }
        BusWords.ask(() -> {
            BusWords.bus(call).replay(group.topic(), group.group(), first - 1, into);
            return into;
        });
        return Result.of(
                "%s hears %s from position %d on; see: bus groups %s %s; end it: bus remove %s %s"
                        .formatted(
                                into,
                                group.topic(),
                                first,
                                group.topic(),
                                into,
                                group.topic(),
                                into),
                Map.of("group", group.topic() + "~" + into));
    }

    private static Command remove() {
        return new Command(
                        "bus remove",
                        "Ends a replay, or forgets a group that nobody listens for: its place and its dead letters",
                        List.of(TOPIC, GROUP),
                        List.of(
                                "bus remove user.commands user-again",
                                "bus remove inventory.commands stock-again"),
                        call -> {
                            var group = BusWords.group(call);
                            BusWords.ask(() -> {
                                BusWords.bus(call).remove(group.topic(), group.group());
                                return group;
                            });
                            return said(group, "is removed");
                        })
                .teaching("What a group has not handled is known by its position alone");
    }

    private static Result said(GroupStatus group, String what) {
        return Result.of(
                BusWords.inWords(group) + " " + what,
                Map.of("group", group.topic() + "~" + group.group()));
    }
}
