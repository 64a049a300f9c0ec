package greenbelt.order;

import greenbelt.contract.Answered;
import greenbelt.event.Envelope;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamId;
import greenbelt.json.Json;
import greenbelt.json.JsonRejected;
import greenbelt.json.JsonValue;
import greenbelt.json.JsonValue.JsonObject;
import greenbelt.order.decider.Evolve;
import greenbelt.order.decider.OrderEvent.OrderPlaced;
import greenbelt.order.decider.OrderEvents;
import greenbelt.order.decider.OrderState;
import greenbelt.order.decider.OrderState.NotPlaced;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// What happened to all orders up to a moment, in its order: a past that one can change, and begin anew with.
///
/// The log that it was taken from is never touched. An order whose events cannot be read, or cannot have happened, is left
/// out with all of them. A change that no order could have lived through is refused. Immutable.
public final class OrderLog {
    /// Most events of a log.
    public static final int MAX_EVENTS = 100_000;

    private final List<StoredEvent> events;
    private final BrokenOrders broken;

    private OrderLog(List<StoredEvent> events, BrokenOrders broken) {
        this.events = List.copyOf(events);
        this.broken = broken;
    }

    /// The log up to `position`. Throws [IllegalArgumentException] when it has no event there, or more than [#MAX_EVENTS]
    /// before.
    static OrderLog upTo(long position, EventStore store) {
        long end = store.durablePosition().value();
        if (position < 1 || position > end) {
            throw new IllegalArgumentException(
                    end == 0
                            ? "the log is empty, so there is no past to begin with"
                            : "position must be 1 to %d, was %d; see: events --all"
                                    .formatted(end, position));
        }
        var events = new ArrayList<StoredEvent>();
        for (long from = 0; from < position; from = events.getLast().position()) {
            var batch = store.readAll(from, EventStore.MAX_EVENTS_PER_READ);
            if (batch.isEmpty()) {
                break;
            }
            events.addAll(batch);
            if (events.size() > MAX_EVENTS) {
                throw new IllegalArgumentException(
                        "position must have at most %d events before it, %d has more"
                                .formatted(MAX_EVENTS, position));
            }
        }
        var ofOrders =
                events.stream()
                        .filter(event -> event.position() <= position)
                        .filter(event -> event.stream().value().startsWith(Orders.STREAM_PREFIX))
                        .toList();
        var broken = BrokenOrders.among(ofOrders);
        return new OrderLog(
                ofOrders.stream().filter(event -> !broken.have(event)).toList(), broken);
    }

    /// How many events it has.
    public int size() {
        return events.size();
    }

    /// The orders that are not in it, because what happened to them makes no sense; the first one first.
    public List<LeftOut> leftOut() {
        return broken.list();
    }

    /// When the oldest event happened, those that are left out included.
    public Instant beginning() {
        return times().min(Instant::compareTo).orElse(Instant.EPOCH);
    }

    /// When the youngest event happened, those that are left out included.
    public Instant moment() {
        return times().max(Instant::compareTo).orElse(Instant.EPOCH);
    }

    private Stream<Instant> times() {
        return Stream.concat(events.stream(), broken.events().stream())
                .map(event -> event.event().time());
    }

    /// What happened at `position`, in words. Throws [IllegalArgumentException] when it is not in this log.
    public String inWords(long position) {
        var event = at(position);
        return "event %d (%s of %s)"
                .formatted(
                        position,
                        event.event().type(),
                        numbers().getOrDefault(event.stream(), event.stream().value()));
    }

    /// The log as if the event at `position` had not happened. Throws [IllegalArgumentException] when it is not in this log,
    /// or when what came after could not have happened then.
    public OrderLog without(long position) {
        at(position);
        return possible(
                events.stream().filter(event -> event.position() != position).toList(),
                "without " + inWords(position));
    }

    /// The log as if the event at `position` had said something else.
    ///
    /// Throws [IllegalArgumentException] when it is not in this log, has no such field, cannot have such a value, or when
    /// what came after could not have happened then.
    ///
    /// @param fields the new values of some of its fields, by name
    public OrderLog with(long position, SequencedMap<String, JsonValue> fields) {
        var before = at(position);
        var event = before.event();
        var data = OrderEvents.TYPES.read(event);
        for (var field : fields.entrySet()) {
            if (data.field(field.getKey()).isEmpty()) {
                throw new IllegalArgumentException(
                        "%s has no field \"%s\"; it has: %s"
                                .formatted(
                                        inWords(position),
                                        field.getKey(),
                                        String.join(", ", data.fields().keySet())));
            }
            data = data.with(field.getKey(), field.getValue());
        }
        var after = current(event, data);
        try {
            OrderEvents.open(after);
        } catch (JsonRejected | IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "%s cannot say that: %s".formatted(inWords(position), wrong.getMessage()),
                    wrong);
        }
        UnaryOperator<StoredEvent> change =
                stored ->
                        stored.position() == position
                                ? new StoredEvent(
                                        position, stored.stream(), stored.version(), after)
                                : stored;
        return possible(events.stream().map(change).toList(), "with another " + inWords(position));
    }

    private static Envelope current(Envelope event, JsonObject data) {
        return new Envelope(
                event.id(),
                event.source(),
                event.type(),
                OrderEvents.TYPES.currentVersion(event.type()),
                event.subject(),
                event.time(),
                event.trace(),
                event.cause(),
                Json.write(data));
    }

    private StoredEvent at(long position) {
        broken.at(position)
                .ifPresent(order -> {
                    throw new IllegalArgumentException(
                            "the event at position %d cannot be changed or left out alone: %s"
                                    .formatted(position, order));
                });
        return events.stream()
                .filter(event -> event.position() == position)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "there is no event at position %d in the log up to position %d"
                                        .formatted(
                                                position,
                                                events.isEmpty()
                                                        ? 0
                                                        : events.getLast().position())));
    }

    private OrderLog possible(List<StoredEvent> changed, String how) {
        var log = new OrderLog(changed, broken);
        var numbers = new TreeSet<String>();
        for (var stream : log.streams().entrySet()) {
            OrderState state = new NotPlaced();
            for (var stored : stream.getValue()) {
                var event = OrderEvents.open(stored.event());
                try {
                    state = Evolve.evolve(state, event);
                } catch (IllegalStateException impossible) {
                    throw new IllegalArgumentException(
                            "%s the log up to here could not be: at position %d, %s"
                                    .formatted(how, stored.position(), impossible.getMessage()),
                            impossible);
                }
                if (event instanceof OrderPlaced placed && !numbers.add(placed.number())) {
                    throw new IllegalArgumentException(
                            "%s the log up to here could not be: there are two orders %s"
                                    .formatted(how, placed.number()));
                }
            }
        }
        return log;
    }

    private SequencedMap<StreamId, List<StoredEvent>> streams() {
        var streams = new LinkedHashMap<StreamId, List<StoredEvent>>();
        events.forEach(event ->
                streams.computeIfAbsent(event.stream(), _ -> new ArrayList<>()).add(event));
        return streams;
    }

    private Map<StreamId, String> numbers() {
        var numbers = new LinkedHashMap<StreamId, String>();
        for (var stored : events) {
            if (OrderEvents.open(stored.event()) instanceof OrderPlaced placed) {
                numbers.put(stored.stream(), placed.number());
            }
        }
        return numbers;
    }

    /// What the other services have answered, as this log tells it, oldest first.
    public List<Answered> answers() {
        return new Questions().answers(events);
    }

    /// Writes the log into an empty store; positions and versions are counted anew. For tasks.
    ///
    /// The events have no traces there, because their spans are elsewhere.
    public void copyTo(EventStore store) {
        var copy = new LogCopy(store);
        events.forEach(copy::add);
        copy.flush();
    }

    /// How many events come before the first one of an order that still waits for an answer.
    long settledEvents() {
        var waiting = new TreeSet<String>();
        for (var stream : streams().entrySet()) {
            var state =
                    Evolve.fold(
                            stream.getValue().stream()
                                    .map(stored -> OrderEvents.open(stored.event()))
                                    .toList());
            if (!(state instanceof OrderState.Ended || state instanceof OrderState.Confirmed)) {
                waiting.add(stream.getKey().value());
            }
        }
        return events.stream()
                .takeWhile(event -> !waiting.contains(event.stream().value()))
                .count();
    }
}
