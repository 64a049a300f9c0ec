package greenbelt.command.events;

import static greenbelt.command.Parameter.argument;
import static greenbelt.command.Parameter.option;

import greenbelt.command.Call;
import greenbelt.command.Command;
import greenbelt.command.CommandRefused;
import greenbelt.command.Directory;
import greenbelt.command.Moment;
import greenbelt.command.Moment.Place;
import greenbelt.command.Moment.Time;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Result;
import greenbelt.command.orders.DeliveryWords;
import greenbelt.contract.Mode;
import greenbelt.order.OrderHistory;
import greenbelt.order.OrderThen;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// An order as it was.
public final class PastCommands {
    private static final String AT = "--at";
    private static final String A_VERSION = "a version";

    /// The fields that every event changes.
    private static final List<String> ALWAYS_NEW = List.of("version", "changed");

    private PastCommands() {}

    public static List<Command> all() {
        return List.of(state(), diff());
    }

    private static Command state() {
        return new Command(
                        "state",
                        "Shows an order as it was: the fold of its events up to a version or a time",
                        List.of(
                                argument("ORDER", Kind.ORDER, "its number, its id, or last"),
                                option(AT, Kind.MOMENT, "a version, or " + Moment.TIME)),
                        List.of(
                                "state 1",
                                "state 1 --at 3",
                                "state 1 --at +1h",
                                "state last --at -5m"),
                        PastCommands::state)
                .teaching("Time travel is a fold that stops early");
    }

    private static Result state(Call call) {
        var history = history(call);
        long version =
                call.arguments()
                        .maybe(AT)
                        .map(text -> version(call, history, AT, text))
                        .orElse(history.version());
        var then = history.at(version);
        var table = Table.of(Column.left("field"), Column.left("value"));
        for (var field : fields(then).entrySet()) {
            table = table.row(field.getKey(), field.getValue());
        }
        var last = history.events().get((int) version - 1).event();
        return Result.stacked(
                json(history, then),
                Result.of(
                        "%s at version %d of %d, after %s at %s"
                                .formatted(
                                        then.order().number(),
                                        version,
                                        history.version(),
                                        last.type(),
                                        last.time()),
                        then),
                Result.of(table));
    }

    private static Object json(OrderHistory history, OrderThen then) {
        var json = new LinkedHashMap<String, Object>();
        json.put("version", then.order().version());
        json.put("lastVersion", history.version());
        json.put("at", then.changed());
        json.put("fields", fields(then));
        json.put("order", then.order());
        return json;
    }

    private static Command diff() {
        return new Command(
                        "diff",
                        "Shows in what an order differs between two versions or times, and what happened"
                                + " between",
                        List.of(
                                argument("ORDER", Kind.ORDER, "its number, its id, or last"),
                                argument("FROM", Kind.MOMENT, "a version, or " + Moment.TIME),
                                argument("TO", Kind.MOMENT, "the same")),
                        List.of("diff 1 3 7", "diff last +1m -1s"),
                        PastCommands::diff)
                .teaching(
                        "Two states of one order, and the events between that made the difference");
    }

    private static Result diff(Call call) {
        var history = history(call);
        long from = version(call, history, "FROM", call.arguments().one("FROM"));
        long to = version(call, history, "TO", call.arguments().one("TO"));
        var before = fields(history.at(from));
        var after = fields(history.at(to));
        var between = history.between(Math.min(from, to), Math.max(from, to));
        var changes = new ArrayList<SequencedMap<String, Object>>();
        var table =
                Table.of(
                        Column.left("field"),
                        Column.left("version " + from),
                        Column.left("version " + to));
        for (var field : before.sequencedKeySet()) {
            var old = before.getOrDefault(field, "");
            var now = after.getOrDefault(field, "");
            if (!old.equals(now)) {
                table = table.row(field, old, now);
                var change = new LinkedHashMap<String, Object>();
                change.put("field", field);
                change.put("from", old);
                change.put("to", now);
                changes.add(change);
            }
        }
        var json = new LinkedHashMap<String, Object>();
        json.put("order", history.at(to).order().number());
        json.put("from", from);
        json.put("to", to);
        json.put("changes", changes);
        json.put("events", between.stream().map(EventRows::json).toList());
        if (from == to) {
            return Result.of("both are version %d: nothing differs".formatted(from), json);
        }
        var differs = Result.of(table);
        return Result.stacked(
                json,
                changes.stream().allMatch(change -> ALWAYS_NEW.contains(change.get("field")))
                        ? differs.and("what happened changes nothing else that is shown")
                        : differs,
                Result.of(EventRows.table(between)));
    }

    private static OrderHistory history(Call call) {
        var name = call.arguments().one("ORDER");
        return call.simulator()
                .history(
                        name.equals("last")
                                ? call.directory().order(name).number()
                                : Directory.orderKey(name));
    }

    /// The version that is meant. Throws [CommandRefused] when the order never had it, or was not there yet.
    private static long version(Call call, OrderHistory history, String label, String text) {
        return switch (Moment.read(label, A_VERSION, text, call.simulator())) {
            case Place(var number) -> {
                if (number < 1 || number > history.version()) {
                    throw CommandRefused.failed(
                            "%s: %s has the versions 1 to %d, found %d; see: events %s"
                                    .formatted(
                                            label,
                                            number(history),
                                            history.version(),
                                            number,
                                            number(history)));
                }
                yield number;
            }
            case Time(var time) -> {
                long version = history.versionAt(time);
                if (version == 0) {
                    throw CommandRefused.failed(
                            "%s: %s was not there at %s, it was placed at %s"
                                    .formatted(
                                            label,
                                            number(history),
                                            time,
                                            history.events().getFirst().event().time()));
                }
                yield version;
            }
        };
    }

    private static String number(OrderHistory history) {
        return history.number();
    }

    /// What there is to know of an order, as text; the same fields for every order.
    private static SequencedMap<String, String> fields(OrderThen then) {
        var order = then.order();
        var fields = new LinkedHashMap<String, String>();
        fields.put("version", Long.toString(order.version()));
        fields.put("status", order.status().name().toLowerCase(Locale.ROOT));
        fields.put("step", then.step());
        fields.put("reason", order.reason().orElse(""));
        fields.put("user", order.user().toString());
        fields.put(
                "items",
                order.lines().stream()
                        .map(line ->
                                "%d × %s at %s"
                                        .formatted(line.quantity(), line.sku(), line.priceCents()))
                        .collect(Collectors.joining(", ")));
        fields.put("total", order.totalCents().toString());
        fields.put("deliver to", order.deliverTo().map(DeliveryWords::write).orElse(""));
        fields.put("asks user by", inWords(then.toUser()));
        fields.put("asks inventory by", inWords(then.toInventory()));
        fields.put("credit asked back", times(then.creditReleases()));
        fields.put("goods asked back", times(then.stockReleases()));
        fields.put("shipment asked for", times(then.shipments()));
        fields.put("placed", order.placedAt().toString());
        fields.put("changed", then.changed().toString());
        return fields;
    }

    private static String inWords(Mode mode) {
        return switch (mode) {
            case SYNC -> "HTTP";
            case ASYNC -> "bus";
        };
    }

    private static String times(int count) {
        return count == 0 ? "" : count + " ×";
    }
}
