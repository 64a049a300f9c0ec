package greenbelt.command.traces;

import static greenbelt.command.Parameter.argument;

import greenbelt.command.Call;
import greenbelt.command.Command;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Result;
import greenbelt.eventstore.StoredEvent;
import greenbelt.view.Timeline;
import greenbelt.view.Timeline.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Everything that befell one order, on one axis of time.
final class TimelineCommand {
    private static final int MOST_TRACES = 100;

    private TimelineCommand() {}

    static Command timeline() {
        return new Command(
                        "timeline",
                        "Shows what befell an order on one axis of time: HTTP, bus, databases, events, projections",
                        List.of(argument("ORDER", Kind.ORDER, "its number, its id, or last")),
                        List.of("timeline last", "timeline 1"),
                        TimelineCommand::timeline)
                .teaching(
                        "What a caller saw is the smaller part: see what went on after the answer")
                .watched();
    }

    private static Result timeline(Call call) {
        var order = call.directory().order(call.arguments().one("ORDER"));
        var id = order.id().toString();
        var events = call.simulator().events(id).stream().map(TimelineCommand::moment).toList();
        var timeline = Timeline.of(call.simulator().traces().ofOrder(id, MOST_TRACES), events);
        return new Result(timeline, timeline::draw, 0);
    }

    private static Moment moment(StoredEvent stored) {
        return new Moment(
                Timeline.Lane.EVENT,
                stored.event().time(),
                Optional.of(Duration.ZERO),
                "order",
                "%s, version %d".formatted(stored.event().type(), stored.version()),
                Optional.empty());
    }
}
