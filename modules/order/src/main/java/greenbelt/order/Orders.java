package greenbelt.order;

import greenbelt.contract.OrderId;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.eventstore.AppendResult.Appended;
import greenbelt.eventstore.AppendResult.Closed;
import greenbelt.eventstore.AppendResult.Conflict;
import greenbelt.eventstore.AppendResult.IdTaken;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Expected;
import greenbelt.eventstore.Snapshots;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamId;
import greenbelt.eventstore.StreamStates;
import greenbelt.http.Problem;
import greenbelt.http.ProblemException;
import greenbelt.order.Policy.Compensation;
import greenbelt.order.decider.Decide;
import greenbelt.order.decider.Decision;
import greenbelt.order.decider.Decision.Accepted;
import greenbelt.order.decider.Decision.Refused;
import greenbelt.order.decider.OrderCommand;
import greenbelt.order.decider.OrderEvent;
import greenbelt.order.decider.OrderEvents;
import greenbelt.order.decider.OrderFolding;
import greenbelt.order.decider.OrderState;
import greenbelt.order.decider.OrderState.Known;
import greenbelt.order.decider.OrderState.NotPlaced;
import greenbelt.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The orders in the event store: reads a stream, decides, appends. What it has appended it need not read again.
final class Orders {
    /// The prefix of every order's stream.
    static final String STREAM_PREFIX = "order-";

    /// How often a command is decided anew because somebody else appended meanwhile.
    private static final int MAX_CONFLICTS = 20;

    /// When to try again then.
    private static final Duration PAUSE_AFTER_CONFLICTS = Duration.ofSeconds(1);

    private final World world;
    private final EventStore store;
    private final StreamStates<OrderFolding.Past> states;
    private final Compensation compensation;
    private final RecentOrders recent = new RecentOrders();

    Orders(World world, EventStore store, Snapshots snapshots, Policy policy) {
        this.world = world;
        this.store = store;
        this.states = new StreamStates<>(store, snapshots, policy.snapshots(), new OrderFolding());
        this.compensation = policy.compensation();
    }

    static StreamId stream(OrderId id) {
        return new StreamId(STREAM_PREFIX + id);
    }

    /// What came of a command.
    sealed interface Handled {
        /// The order as it is now; `changed` says whether the command changed it.
        record Done(Order order, boolean changed) implements Handled {}

        /// The command is against the rules.
        record NotAllowed(String reason) implements Handled {}
    }

    Optional<Order> find(OrderId id) {
        return read(id).order(id);
    }

    /// What happened to the order last; empty when there is no such order.
    Optional<StoredEvent> lastEvent(OrderId id) {
        return store.readBackward(stream(id), EventStore.END, 1).stream().findFirst();
    }

    /// Decides a command and appends what follows. Throws [ProblemException] with status 503 when others change the order
    /// each time meanwhile.
    ///
    /// @param cause the message that asks; the same one again changes nothing
    Handled handle(OrderId id, OrderCommand command, Optional<MessageId> cause) {
        for (int attempt = 1; attempt <= MAX_CONFLICTS; attempt++) {
            var past = read(id);
            switch (decide(past.state(), command)) {
                case Refused(var reason) -> {
                    return new Handled.NotAllowed(reason);
                }
                case Accepted(var events) when events.isEmpty() -> {
                    return new Handled.Done(past.order(id).orElseThrow(), false);
                }
                case Accepted(var events) -> {
                    var appended = append(id, past, events, cause);
                    if (appended.isPresent()) {
                        return new Handled.Done(appended.get(), true);
                    }
                }
            }
        }
        throw new ProblemException(
                Problem.of(
                                503,
                                "order-contended",
                                "Others have changed the order %d times in a row."
                                        .formatted(MAX_CONFLICTS))
                        .retryAfter(PAUSE_AFTER_CONFLICTS));
    }

    private Decision decide(OrderState state, OrderCommand command) {
        var decision = Decide.decide(state, command);
        return switch (compensation) {
            case GIVES_BACK -> decision;
            case FORGOTTEN -> Decide.forgetToGiveBack(decision);
        };
    }

    private Optional<Order> append(
            OrderId id, Past past, List<OrderEvent> events, Optional<MessageId> cause) {
        var now = world.now();
        var envelopes = envelopes(id, now, events, cause);
        var expected =
                past.version() == 0
                        ? new Expected.NoStream()
                        : new Expected.Exactly(past.version());
        var change = recent.begin(id);
        return switch (store.append(stream(id), expected, envelopes)) {
            case Conflict conflict -> Optional.empty();
            case Appended(var version, var position)
                    when version == past.version() + events.size() -> {
                var after = past.plus(events, now);
                states.grown(
                        stream(id),
                        past.version(),
                        after.version(),
                        envelopes.getLast().id(),
                        after.told());
                var order = after.order(id);
                order.ifPresent(it -> recent.done(change, it));
                yield order;
            }
            case Appended repetition -> find(id);
            case IdTaken handledBefore -> find(id);
            case Closed(var stream, var state) ->
                    throw new ProblemException(
                            Problem.of(
                                    409,
                                    "order-closed",
                                    "The order is %s, nothing happens to it any more."
                                            .formatted(state.word())));
        };
    }

    private List<Envelope> envelopes(
            OrderId id, Instant now, List<OrderEvent> events, Optional<MessageId> cause) {
        var base =
                cause.map(MessageId::value)
                        .orElseGet(() -> world.random("event/" + id).nextUuid().toString());
        return IntStream.range(0, events.size())
                .mapToObj(i -> {
                    var eventId = MessageId.derivedFrom(base + "/" + i);
                    return OrderEvents.envelope(eventId, id, now, cause, events.get(i));
                })
                .toList();
    }

    private Past read(OrderId id) {
        return recent.find(id).map(Past::of).orElseGet(() -> readStream(id));
    }

    private Past readStream(OrderId id) {
        var loaded = states.load(stream(id));
        return new Past(loaded.state(), loaded.version());
    }

    /// What the stream says.
    private record Past(OrderFolding.Past told, long version) {
        static Past of(Order order) {
            return new Past(
                    new OrderFolding.Past(order.state(), order.placedAt()), order.version());
        }

        OrderState state() {
            return told.state();
        }

        Past plus(List<OrderEvent> events, Instant now) {
            var after = told;
            for (var event : events) {
                after = OrderFolding.after(after, event, now);
            }
            return new Past(after, version + events.size());
        }

        Optional<Order> order(OrderId id) {
            return switch (state()) {
                case NotPlaced none -> Optional.empty();
                case Known known -> Optional.of(new Order(id, known, version, told.placedAt()));
            };
        }
    }
}
