package greenbelt.command.events;

import static greenbelt.command.Parameter.maybe;
import static greenbelt.command.Parameter.option;

import greenbelt.command.Arguments;
import greenbelt.command.Call;
import greenbelt.command.Command;
import greenbelt.command.CommandRefused;
import greenbelt.command.Directory;
import greenbelt.command.Nearest;
import greenbelt.command.Parameter;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Parameter.Presence;
import greenbelt.command.Result;
import greenbelt.command.bus.BusWords;
import greenbelt.eventstore.EventFilter;
import greenbelt.eventstore.EventReader;
import greenbelt.eventstore.EventShape;
import greenbelt.eventstore.Slice;
import greenbelt.eventstore.StoredEvent;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeSet;

/// What the event store holds: the events of an order, or those of all streams in their global order.
public final class EventsCommand {
    private static final String STREAM = "STREAM";
    private static final String ALL = "--all";
    private static final String TYPE = "--type";
    private static final String PREFIX = "--stream";
    private static final String AFTER = "--after";
    private static final String BEFORE = "--before";
    private static final String BACKWARD = "--backward";
    private static final String ARCHIVED = "--archived";
    private static final String LIMIT = "--limit";
    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = EventReader.MAX_EVENTS_PER_READ - 1;

    private static final List<Parameter> FOR_ALL =
            List.of(
                    option(TYPE, Kind.TEXT, "only events of this type").with(Presence.ANY),
                    option(PREFIX, Kind.TEXT, "only streams whose name begins like this"),
                    option(AFTER, Kind.NUMBER, "only behind this position of the log"),
                    option(BEFORE, Kind.NUMBER, "only before this position of the log"),
                    option(BACKWARD, Kind.FLAG, "the newest first"),
                    option(ARCHIVED, Kind.FLAG, "those of archived streams too"),
                    option(LIMIT, Kind.NUMBER, "how many at most (default 20)"));

    private EventsCommand() {}

    public static List<Command> all() {
        return List.of(events());
    }

    private static Command events() {
        var parameters = new ArrayList<Parameter>();
        parameters.add(maybe(STREAM, Kind.ORDER, "an order's number, its id, or last"));
        parameters.add(option(ALL, Kind.FLAG, "those of all streams, in the order of the log"));
        parameters.addAll(FOR_ALL);
        return new Command(
                        "events",
                        "Shows the events of an order, or all events with their positions, oldest first",
                        parameters,
                        List.of(
                                "events 1",
                                "events last",
                                "events --all --backward --limit 5",
                                "events --all --type OrderPlaced --after 20"),
                        EventsCommand::events)
                .teaching("The log is the truth; all else is made from it")
                .listing();
    }

    private static Result events(Call call) {
        var given = call.arguments();
        if (given.has(ALL) == given.has(STREAM)) {
            throw CommandRefused.usage(
                    "events needs an order or %s, found %s"
                            .formatted(ALL, given.has(ALL) ? "both" : "neither"));
        }
        if (given.has(ALL)) {
            return ofAll(call);
        }
        for (var option : FOR_ALL) {
            if (given.has(option.label())) {
                throw CommandRefused.usage("%s is for: events %s".formatted(option.label(), ALL));
            }
        }
        return ofOrder(call, given.one(STREAM));
    }

    private static Result ofOrder(Call call, String name) {
        var order =
                name.equals("last")
                        ? call.directory().order(name).number()
                        : Directory.orderKey(name);
        var events = call.simulator().events(order);
        if (events.isEmpty()) {
            throw CommandRefused.failed(
                    "there is no order \"%s\"; see: order list".formatted(name));
        }
        return Result.of(EventRows.table(events), "in full: events %s --json".formatted(name))
                .withJson(events.stream().map(EventRows::json).toList());
    }

    private static Result ofAll(Call call) {
        var given = call.arguments();
        int limit = given.number(LIMIT, 1, MAX_LIMIT, DEFAULT_LIMIT);
        boolean isBackward = given.has(BACKWARD);
        var store = call.simulator().eventStore();
        var span =
                new Span(
                        BusWords.position(AFTER, given.maybe(AFTER).orElse("0")),
                        given.maybe(BEFORE)
                                .map(text -> BusWords.position(BEFORE, text))
                                .orElse(EventReader.END));
        var filter = filter(store, given);
        var found =
                isBackward
                        ? span.backward(store, filter, limit + 1)
                        : span.forward(store, filter, limit + 1);
        var shown = found.stream().limit(limit).toList();
        var result =
                Result.of(table(shown), "in full: with --json")
                        .withJson(shown.stream().map(EventsCommand::json).toList());
        return found.size() == shown.size()
                ? result
                : result.and(
                        "there are more; go on with: %s %d"
                                .formatted(
                                        isBackward ? BEFORE : AFTER, shown.getLast().position()));
    }

    private static EventFilter filter(EventReader store, Arguments given) {
        var known = store.shapes().stream().map(EventShape::type).distinct().toList();
        for (var type : given.all(TYPE)) {
            if (!known.contains(type)) {
                throw CommandRefused.failed(
                        "there is no event of type \"%s\"%s; there are %s"
                                .formatted(
                                        type,
                                        Nearest.question(type, known),
                                        known.isEmpty() ? "none yet" : String.join(", ", known)));
            }
        }
        return new EventFilter(
                new TreeSet<>(given.all(TYPE)),
                given.maybe(PREFIX).orElse(""),
                given.has(ARCHIVED));
    }

    /// A part of the log.
    ///
    /// @param after the position before its first
    /// @param before the position behind its last
    private record Span(long after, long before) {
        List<StoredEvent> forward(EventReader store, EventFilter filter, int most) {
            var found = new ArrayList<StoredEvent>();
            long position = after;
            while (found.size() < most && position < before) {
                Slice slice = store.readAll(position, most - found.size(), filter);
                slice.events().stream()
                        .filter(event -> event.position() < before)
                        .forEach(found::add);
                if (slice.position() == position) {
                    break;
                }
                position = slice.position();
            }
            return found;
        }

        List<StoredEvent> backward(EventReader store, EventFilter filter, int most) {
            var found = new ArrayList<StoredEvent>();
            long position = before;
            while (found.size() < most && position > after) {
                Slice slice = store.readAllBackward(position, most - found.size(), filter);
                slice.events().stream()
                        .filter(event -> event.position() > after)
                        .forEach(found::add);
                position = slice.position();
            }
            return found;
        }
    }

    private static Table table(List<StoredEvent> events) {
        var table =
                Table.of(
                        Column.right("position"),
                        Column.left("stream"),
                        Column.right("version"),
                        Column.left("at"),
                        Column.left("event"),
                        Column.left("data"));
        for (var stored : events) {
            var event = stored.event();
            table =
                    table.row(
                            stored.position(),
                            stored.stream(),
                            stored.version(),
                            event.time(),
                            event.type(),
                            event.data());
        }
        return table;
    }

    private static SequencedMap<String, Object> json(StoredEvent stored) {
        var fields = EventRows.json(stored);
        fields.putFirst("stream", stored.stream());
        return fields;
    }
}
