package greenbelt.command.shards;

import static greenbelt.command.Parameter.option;

import greenbelt.command.Call;
import greenbelt.command.Command;
import greenbelt.command.CommandRefused;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Result;
import greenbelt.order.HistoryUnavailable;
import greenbelt.simulator.Attachment;
import greenbelt.simulator.Attachment.Standing;
import greenbelt.view.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/// The order history of the running system on the shards.
final class ShardHistoryCommands {
    private ShardHistoryCommands() {}

    static List<Command> all() {
        return List.of(attach(), detach());
    }

    private static Result with(Call call, Function<Attachment, Result> action) {
        return ShardCommands.with(
                call,
                _ -> {
                    try {
                        return action.apply(call.simulator().attachment());
                    } catch (HistoryUnavailable failure) {
                        throw CommandRefused.failed(String.valueOf(failure.getMessage()));
                    }
                });
    }

    private static Command attach() {
        return new Command(
                        "shard attach",
                        "Has the order history of the running system kept on the shards, and read from there",
                        List.of(
                                option(
                                        "--shards",
                                        Kind.NUMBER,
                                        "how many databases to make where there are none, 4 when left out")),
                        List.of("shard attach", "shard attach --shards 2"),
                        call -> with(call, attachment -> attach(call, attachment)))
                .teaching(
                        "A read model can live anywhere that follows the events, and be made anew from them");
    }

    private static Result attach(Call call, Attachment attachment) {
        var arguments = call.arguments();
        var shards =
                arguments.has("--shards")
                        ? OptionalInt.of(
                                arguments.number(
                                        "--shards",
                                        1,
                                        ShardCommands.MOST_SHARDS,
                                        Attachment.USUAL_SHARDS))
                        : OptionalInt.empty();
        var now =
                attachment.attach(
                        shards,
                        standing ->
                                call.progress()
                                        .accept(
                                                "%,d of %,d events%s"
                                                        .formatted(
                                                                standing.position(),
                                                                standing.position()
                                                                        + standing.behind(),
                                                                standing.trouble()
                                                                        .map(why -> "; " + why)
                                                                        .orElse(""))));
        var result =
                Result.of(
                        now.isWhole()
                                ? "the order history is on the shards, up to event %,d; GET /orders is answered from there"
                                        .formatted(now.position())
                                : "the order history is being built, and goes on by itself; until it is whole, GET /orders is answered by the order service",
                        json(now));
        return now.isWhole()
                ? result.and("it stays there until: shard detach")
                : result.and(words(now));
    }

    /// How the history fares, in a sentence.
    static String words(Standing standing) {
        var trouble = standing.trouble().map(why -> "; it stands still: " + why).orElse("");
        return standing.isWhole()
                ? "order history: read from these shards, up to event %,d, %s behind%s"
                        .formatted(
                                standing.position(),
                                Words.counted(standing.behind(), "event"),
                                trouble)
                : "order history: being built, at event %,d, %s to go%s"
                        .formatted(
                                standing.position(),
                                Words.counted(standing.behind(), "event"),
                                trouble);
    }

    private static Map<String, Object> json(Standing standing) {
        var json = new LinkedHashMap<String, Object>();
        json.put("whole", standing.isWhole());
        json.put("position", standing.position());
        json.put("behind", standing.behind());
        json.put("trouble", standing.trouble());
        return json;
    }

    private static Command detach() {
        return new Command(
                        "shard detach",
                        "Gives the order history back to the order service, and removes it from the shards",
                        List.of(),
                        List.of("shard detach"),
                        call ->
                                with(
                                        call,
                                        attachment -> {
                                            var detached = attachment.detach();
                                            var json = new LinkedHashMap<String, Object>();
                                            json.put("detached", detached.wasAttached());
                                            json.put("left", detached.left());
                                            return Result.of(words(detached), json);
                                        }))
                .teaching("What is derived can be thrown away: the events are the record");
    }

    private static String words(Attachment.Detached detached) {
        if (!detached.wasAttached()) {
            return "no order history is on the shards";
        }
        return detached.left()
                .map(why ->
                        "GET /orders is answered by the order service; rows are left on the shards, because they cannot be reached: "
                                + why)
                .orElse(
                        "GET /orders is answered by the order service; the history is off the shards");
    }

    /// Compares the history with the order service's own list.
    static Result check(Call call) {
        return with(
                call,
                attachment -> {
                    var compared = attachment.compare();
                    var json = new LinkedHashMap<String, Object>();
                    json.put("same", compared.differences().isEmpty());
                    json.put("orders", compared.orders());
                    json.put("differences", compared.differences());
                    return compared.differences().isEmpty()
                            ? Result.of(
                                    "the same: %s on the shards and in the order service"
                                            .formatted(Words.counted(compared.orders(), "order")),
                                    json)
                            : Result.of(
                                            "DIFFERENT: "
                                                    + String.join("; ", compared.differences()),
                                            json)
                                    .withExitCode(CommandRefused.FAILED);
                });
    }
}
