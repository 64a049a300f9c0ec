package greenbelt.command.orders;

import static greenbelt.command.Parameter.option;

import greenbelt.command.Call;
import greenbelt.command.Moment;
import greenbelt.command.Moment.Place;
import greenbelt.command.Moment.Time;
import greenbelt.command.Parameter;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Result;
import greenbelt.order.OrderLog;
import java.util.LinkedHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/// A question to the read model, as it is now or as it was at a moment, and how the answer is shown.
///
/// @param name of the command, for traces
/// @param target what is asked: `GET target` of the order service
/// @param type what it answers
/// @param shown draws an answer
record Report<T>(
        String name,
        Function<Call, String> target,
        Class<T> type,
        BiFunction<Call, T, Result> shown) {
    /// As of which moment; now when it is left out.
    static final Parameter AT =
            option(
                    "--at",
                    Kind.MOMENT,
                    "as it was, addresses left out: a position of the log with at most "
                            + OrderLog.MAX_EVENTS
                            + " events before it, or "
                            + Moment.TIME);

    /// What is asked of whom.
    private record Asked(long position, String target) {}

    /// Asks and draws. Runs outside the world, because an answer of the past comes from another one.
    Result answer(Call call) {
        var simulator = call.simulator();
        if (!call.arguments().has(AT.label())) {
            return simulator.run(
                    name, () -> shown.apply(call, call.directory().get(target.apply(call), type)));
        }
        var asked = simulator.run(name, () -> new Asked(position(call), target.apply(call)));
        var then = simulator.askedThen(asked.position(), asked.target(), type);
        var result = shown.apply(call, then.answer());
        var json = new LinkedHashMap<String, Object>();
        json.put("position", asked.position());
        json.put("leftOut", then.leftOut());
        json.put("answer", result.json());
        for (var order : then.leftOut()) {
            result = result.and(order.toString());
        }
        return result.and("as of position %d of the log".formatted(asked.position()))
                .withJson(json);
    }

    private static long position(Call call) {
        var text = call.arguments().one(AT.label());
        var simulator = call.simulator();
        return switch (Moment.read(AT.label(), "a position of the log", text, simulator)) {
            case Place(var position) -> position;
            case Time(var time) -> simulator.positionAt(time);
        };
    }
}
