package greenbelt.command.bus;

import static greenbelt.command.Parameter.option;
import static greenbelt.command.bus.BusWords.GROUP;
import static greenbelt.command.bus.BusWords.TOPIC;

import greenbelt.command.Call;
import greenbelt.command.CommandRefused;
import greenbelt.command.Moment;
import greenbelt.command.Parameter;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Result;
import greenbelt.simulator.BusThen;
import greenbelt.simulator.BusThen.GroupThen;
import greenbelt.simulator.BusThen.HowFar;
import greenbelt.simulator.BusThen.NotKnown;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import java.time.Instant;

/// How far everything on the bus was at a moment.
final class BusPast {
    /// As of which moment; now when it is left out.
    static final Parameter AT = option("--at", Kind.MOMENT, "as it was at " + Moment.TIME);

    private BusPast() {}

    private static BusThen then(Call call) {
        var text = call.arguments().one(AT.label());
        var simulator = call.simulator();
        return simulator.busAt(Moment.readTime(AT.label(), text, simulator));
    }

    static Result topics(Call call) {
        var then = then(call);
        var table = Table.of(Column.left("topic"), Column.right("messages"), Column.right("end"));
        for (var topic : then.topics()) {
            table = table.row(topic.topic().name(), topic.messages(), topic.end());
        }
        return Result.of(table).and(asOf(then.at()));
    }

    static Result groups(Call call) {
        if (call.arguments().has(GROUP.label())) {
            throw CommandRefused.usage(
                    "bus groups: how far a group was is known as a whole, not by partition;"
                            + " leave out GROUP with --at");
        }
        var topic = call.arguments().maybe(TOPIC.label()).map(_ -> BusWords.topic(call));
        var then = then(call);
        var table =
                Table.of(
                        Column.left("topic"),
                        Column.left("group"),
                        Column.right("done"),
                        Column.right("lag"),
                        Column.right("dead letters"),
                        Column.right("last handled"),
                        Column.left("at"));
        for (var group : then.groups()) {
            if (topic.map(group.topic()::equals).orElse(true)) {
                table = row(group, table);
            }
        }
        return Result.of(table).and(asOf(then.at()));
    }

    private static Table row(GroupThen group, Table table) {
        var topic = group.topic().name();
        var name = group.group().name();
        return switch (group) {
            case NotKnown(var _, var _, var since) ->
                    table.row(topic, name, "not known", "", "", "", "known from " + since);
            case HowFar then ->
                    table.row(
                            topic,
                            name,
                            then.done(),
                            then.lag(),
                            then.deadLetters(),
                            then.last().map(Object::toString).orElse(""),
                            then.lastAt().map(Object::toString).orElse(""));
        };
    }

    private static String asOf(Instant time) {
        return "as of " + time;
    }
}
