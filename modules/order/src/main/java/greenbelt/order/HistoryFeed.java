package greenbelt.order;

import greenbelt.contract.Api.OrderPage;
import greenbelt.contract.OrderId;
import greenbelt.contract.UserId;
import greenbelt.event.Envelope;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Slice;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.Subscription;
import greenbelt.http.Problem;
import greenbelt.http.ProblemException;
import greenbelt.json.Json;
import greenbelt.order.AttachedHistory.Change;
import greenbelt.order.AttachedHistory.Kept;
import greenbelt.order.AttachedHistory.Standing;
import greenbelt.order.AttachedHistory.Wanted;
import greenbelt.order.decider.OrderEvent;
import greenbelt.order.decider.OrderEvent.OrderPlaced;
import greenbelt.order.readmodel.OrderList.Filter;
import greenbelt.order.readmodel.OrderNumber;
import greenbelt.order.readmodel.OrderTurns;
import greenbelt.vault.Sealed;
import greenbelt.world.Node;
import greenbelt.world.Watermark;
import greenbelt.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// Keeps the attached history up to date from the events, and reads the list of orders from it once it is whole.
///
/// It follows the log from where the history stands, also after a crash of either; the same events may be handed over twice, and
/// change nothing the second time. Where the history does not answer, it tries again for as long as it is attached.
final class HistoryFeed {
    /// The name of the subscription.
    static final String NAME = "attached-history";

    /// How many events are handed over at a time: each batch is a commit on every shard.
    private static final int BATCH = 1_000;

    /// Of how many orders it remembers whose they are; of the others it asks the log.
    private static final int MAX_REMEMBERED = 10_000;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final World world;
    private final Node node;
    private final EventStore store;
    private final Function<Envelope, OrderEvent> codec;
    private final Deliveries deliveries;
    private final AttachedHistory history;
    private final AtomicReference<Optional<Following>> following =
            new AtomicReference<>(Optional.empty());

    HistoryFeed(
            World world,
            Node node,
            EventStore store,
            Function<Envelope, OrderEvent> codec,
            Deliveries deliveries,
            AttachedHistory history) {
        this.world = world;
        this.node = node;
        this.store = store;
        this.codec = codec;
        this.deliveries = deliveries;
        this.history = history;
    }

    /// Follows the events again, if there is a history that does.
    void start() {
        if (history.isAttached()) {
            follow();
        }
    }

    /// Begins a history with all events there are; it is read when it has them.
    void attach() {
        stop();
        history.begin(store.durablePosition().value());
        follow();
    }

    /// Reads from the own list again, and removes the history.
    void detach() {
        stop();
        history.end();
    }

    private void stop() {
        following.getAndSet(Optional.empty()).ifPresent(Following::end);
    }

    private void follow() {
        var next = new Following();
        following.set(Optional.of(next));
        node.spawn(NAME, next::run);
    }

    /// A page of orders from the history; empty when there is none that is whole.
    ///
    /// Throws [ProblemException] with status 503 when the history does not answer.
    Optional<OrderPage> page(Filter filter) {
        try {
            return attachedPage(filter);
        } catch (HistoryUnavailable failure) {
            throw new ProblemException(
                    Problem.of(
                                    503,
                                    "history-unavailable",
                                    "The order history is attached elsewhere and cannot be read: %s."
                                            .formatted(failure.getMessage()))
                            .retryAfter(RETRY_AFTER));
        }
    }

    /// The same; throws [HistoryUnavailable].
    Optional<OrderPage> attachedPage(Filter filter) {
        if (!history.isAttached()) {
            return Optional.empty();
        }
        var wanted =
                new Wanted(
                        filter.user(),
                        filter.status(),
                        filter.after().map(OrderNumber::value),
                        filter.limit() + 1); // one more tells whether there is a next page
        return history.page(wanted).map(found -> page(found, filter.limit()));
    }

    private OrderPage page(List<Kept> found, int limit) {
        var views =
                found.stream()
                        .limit(limit)
                        .map(kept ->
                                kept.order()
                                        .deliveredTo(
                                                deliveries.address(
                                                        kept.order().id(),
                                                        kept.deliverTo()
                                                                .map(text ->
                                                                        Json.read(
                                                                                text,
                                                                                Sealed.class)))))
                        .toList();
        return new OrderPage(
                views,
                found.size() > limit ? Optional.of(views.getLast().number()) : Optional.empty());
    }

    /// Whether the list of orders is read from the history, as far as is known without asking it.
    boolean serves() {
        return history.isAttached() && following.get().filter(Following::isBehind).isEmpty();
    }

    /// Waits until what was appended at `position` can be read from the history; answers whether it can, within `patience`.
    boolean awaitApplied(long position, Duration patience) {
        return following.get().filter(it -> it.awaitApplied(position, patience)).isPresent();
    }

    /// How far it has come, and what keeps it; empty when nothing is attached.
    Optional<Subscription.Status> status() {
        return following.get().map(Following::status);
    }

    /// Following the events, from being attached, or from the start, to the end.
    private final class Following {
        private final AtomicReference<Optional<Subscription>> subscription =
                new AtomicReference<>(Optional.empty());
        private final Watermark begun = world.watermark("following of " + NAME, 0);
        private final Map<UUID, Owner> owners = new LinkedHashMap<>();
        private volatile boolean ended;
        private volatile long target;
        private volatile String lastError = "";
        private long after;

        void run() {
            var standing = standing();
            if (standing.isEmpty()) {
                following.updateAndGet(now -> now.filter(it -> !it.equals(this)));
                return;
            }
            target = standing.get().target();
            after = standing.get().position();
            var follower =
                    Subscription.inSlices(world, store, NAME, after, this::take)
                            .inBatchesOf(BATCH)
                            .withoutGivingUp();
            subscription.set(Optional.of(follower));
            begun.advanceTo(1);
            if (!ended) {
                follower.run();
            }
        }

        /// Where the history stands, as soon as it answers; empty when it is not attached any more.
        private Optional<Standing> standing() {
            var pause = Subscription.FIRST_PAUSE;
            while (!ended) {
                try {
                    var standing = history.standing();
                    standing.ifPresent(this::mustBeOfThisLog);
                    return standing;
                } catch (HistoryUnavailable failure) {
                    lastError = String.valueOf(failure.getMessage());
                    world.rest(pause);
                    var doubled = pause.multipliedBy(2);
                    pause =
                            doubled.compareTo(Subscription.LONGEST_PAUSE) < 0
                                    ? doubled
                                    : Subscription.LONGEST_PAUSE;
                }
            }
            return Optional.empty();
        }

        private void mustBeOfThisLog(Standing standing) {
            var last =
                    standing.position() == 0
                            ? Optional.<StoredEvent>empty()
                            : store.readAll(standing.position() - 1, 1).stream().findFirst();
            boolean isKnown =
                    last.filter(event -> event.position() == standing.position())
                            .filter(event ->
                                    event.event().id().toString().equals(standing.lastEvent()))
                            .isPresent();
            if (standing.position() > 0 && !isKnown) {
                throw new HistoryUnavailable(
                        "it has come to event %d of a log that is not this one: detach it, and attach it anew"
                                .formatted(standing.position()));
            }
        }

        void end() {
            ended = true;
            subscription.get().ifPresent(Subscription::end);
        }

        boolean awaitApplied(long position, Duration patience) {
            long end = world.nanoTime() + patience.toNanos();
            return begun.awaitBeyond(0, patience)
                    && subscription()
                            .filter(it ->
                                    it.awaitApplied(
                                            position,
                                            Duration.ofNanos(Math.max(0, end - world.nanoTime()))))
                            .isPresent();
        }

        Optional<Subscription> subscription() {
            return subscription.get();
        }

        /// Whether it is known not to be whole yet.
        boolean isBehind() {
            return subscription().filter(it -> it.position().value() < target).isPresent();
        }

        Subscription.Status status() {
            return subscription()
                    .map(Subscription::status)
                    .orElseGet(() ->
                            new Subscription.Status(
                                    NAME,
                                    Subscription.State.RETRYING,
                                    0,
                                    store.durablePosition().value(),
                                    lastError.isEmpty()
                                            ? Optional.empty()
                                            : Optional.of(lastError)));
        }

        private void take(Slice slice) {
            var turns = new OrderTurns(codec);
            slice.events().forEach(turns::take);
            var changes = new ArrayList<Change>();
            turns.orders().forEach((order, row) -> changes.add(change(order, row)));
            var lastEvent =
                    slice.events().isEmpty()
                            ? ""
                            : slice.events().getLast().event().id().toString();
            long position =
                    slice.events().isEmpty()
                            ? slice.position()
                            : slice.events().getLast().position();
            if (position > after) {
                history.take(after, position, lastEvent, changes);
                after = position;
            }
        }

        private Change change(UUID order, OrderTurns.Row row) {
            row.beginning().ifPresent(beginning -> remember(order, Owner.of(beginning.placed())));
            var known = owners.get(order);
            var owner = known == null ? ask(order) : known;
            return new Change(
                    owner.number(),
                    new OrderId(order),
                    owner.user(),
                    row.version(),
                    row.beginning().map(HistoryFeed::beginning),
                    row.stand().map(it -> new AttachedHistory.Stand(it.status(), it.reason())));
        }

        private Owner ask(UUID order) {
            var first = store.read(Orders.stream(new OrderId(order)), 0, 1).getFirst();
            var owner = Owner.of((OrderPlaced) codec.apply(first.event()));
            remember(order, owner);
            return owner;
        }

        private void remember(UUID order, Owner owner) {
            if (owners.size() >= MAX_REMEMBERED) {
                var oldest = owners.keySet().iterator();
                oldest.next();
                oldest.remove();
            }
            owners.put(order, owner);
        }
    }

    /// Whose an order is, and its number: only its first event says so.
    private record Owner(UserId user, long number) {
        static Owner of(OrderPlaced placed) {
            return new Owner(placed.user(), OrderNumber.parse(placed.number()).value());
        }
    }

    private static AttachedHistory.Beginning beginning(OrderTurns.Beginning beginning) {
        var placed = beginning.placed();
        return new AttachedHistory.Beginning(
                placed.total(),
                beginning.at(),
                placed.lines().stream().map(line -> line.view()).toList(),
                placed.deliverTo().map(Json::write));
    }
}
