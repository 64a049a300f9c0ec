package greenbelt.eventstore;

import greenbelt.disk.DiskFull;
import greenbelt.world.FailureText;
import greenbelt.world.Watermark;
import greenbelt.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Hands the events of a store to a handler, in the global order: first those that are there, then each new one.
///
/// Runs as a task, such as `node.spawn("projection", subscription::run)`. When the handler throws, the events are
/// handed to it again, one by one, after a pause that doubles; after [#MAX_ATTEMPTS] the subscription stops, which
/// [#status] tells and [World#failures] too; one that is made by [#untilDone] never does. The same holds when the store
/// cannot be read. A full disk is nobody's fault and never stops it. An event is never skipped. The methods other than [#run] are for all.
public final class Subscription {
    /// How often an event is handed to a handler that keeps failing.
    public static final int MAX_ATTEMPTS = 6;

    /// The pause after the first failure.
    public static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    /// The longest pause.
    public static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /// Most events that are read, and handed over, at a time, unless [#inBatchesOf] says otherwise.
    public static final int MAX_BATCH = 200;

    /// By how many positions a subscription that is live must be behind to count as catching up again.
    public static final long FELL_BEHIND = 1_000;

    /// After how many positions without an event for it a handler of slices is told where the subscription stands.
    public static final long TELL_EVERY = 1_000;

    private final World world;
    private final EventStore store;
    private final String name;
    private final EventFilter filter;
    private final Handing handing;
    private final int batch;
    private final int maxAttempts;
    private final Consumer<Slice> handler;
    private final Watermark position;
    private volatile State state = State.CATCHING_UP;
    private boolean caughtUp;
    private long told;
    private volatile String lastError = "";
    private volatile boolean noRoom;
    private volatile boolean ended;

    /// What a subscription is doing.
    public enum State {
        /// Handling events that were there before it; or that it has fallen behind, by more than [#FELL_BEHIND].
        CATCHING_UP,
        /// Up to date, but for what came a moment ago.
        LIVE,
        /// Waiting to hand an event over again.
        RETRYING,
        /// Given up, because an event could not be handled; or ended with its node.
        STOPPED;

        /// Whether it handles events, or waits for new ones.
        public boolean isWell() {
            return this == CATCHING_UP || this == LIVE;
        }
    }

    /// In what portions events are handed over.
    private enum Handing {
        ONE_BY_ONE,
        BATCHES,
        SLICES
    }

    /// How a subscription fares.
    ///
    /// @param position of the last event that was handled
    /// @param lag how many positions are behind it
    /// @param lastError what the handler threw last, about which event
    public record Status(
            String name, State state, long position, long lag, Optional<String> lastError) {}

    private Subscription(
            World world,
            EventStore store,
            String name,
            long start,
            EventFilter filter,
            Handing handing,
            int batch,
            int maxAttempts,
            Consumer<Slice> handler) {
        this.world = world;
        this.store = store;
        this.name = name;
        this.filter = filter;
        this.handing = handing;
        this.batch = batch;
        this.maxAttempts = maxAttempts;
        this.handler = handler;
        this.position = world.watermark("position of " + name, start);
        this.told = start;
    }

    /// A subscription that hands over one event at a time.
    ///
    /// @param start the position after which it begins, 0 for the first event
    public static Subscription of(
            World world,
            EventStore store,
            String name,
            long start,
            Interceptor interceptor,
            Consumer<StoredEvent> handler) {
        return new Subscription(
                world,
                store,
                name,
                start,
                EventFilter.ALL,
                Handing.ONE_BY_ONE,
                MAX_BATCH,
                MAX_ATTEMPTS,
                slice -> {
                    var event = slice.events().getFirst();
                    interceptor.intercept(name, event, () -> handler.accept(event));
                });
    }

    /// A subscription that hands over up to [#MAX_BATCH] events at a time, for a handler that does all or none.
    ///
    /// @param start the position after which it begins, 0 for the first event
    public static Subscription inBatches(
            World world,
            EventStore store,
            String name,
            long start,
            Consumer<List<StoredEvent>> handler) {
        return new Subscription(
                world,
                store,
                name,
                start,
                EventFilter.ALL,
                Handing.BATCHES,
                MAX_BATCH,
                MAX_ATTEMPTS,
                slice -> handler.accept(slice.events()));
    }

    /// Like [#inBatches], with the position that the handler can keep as its checkpoint: beyond the last event when
    /// those behind it were filtered out. A slice without events comes when [#TELL_EVERY] positions had none.
    ///
    /// @param start the position after which it begins, 0 for the first event
    public static Subscription inSlices(
            World world, EventStore store, String name, long start, Consumer<Slice> handler) {
        return new Subscription(
                world,
                store,
                name,
                start,
                EventFilter.ALL,
                Handing.SLICES,
                MAX_BATCH,
                MAX_ATTEMPTS,
                handler);
    }

    /// Like [#inBatches], but tries until the handler has done it, for as long as the node is up.
    ///
    /// For a relay: when a bus does not take an event, that is no fault of the event, and passes.
    ///
    /// @param start the position after which it begins, 0 for the first event
    public static Subscription untilDone(
            World world,
            EventStore store,
            String name,
            long start,
            Consumer<List<StoredEvent>> handler) {
        return inBatches(world, store, name, start, handler).withoutGivingUp();
    }

    /// The same subscription to events only that `filter` admits. To be called before it runs.
    public Subscription only(EventFilter newFilter) {
        return new Subscription(
                world,
                store,
                name,
                position.value(),
                newFilter,
                handing,
                batch,
                maxAttempts,
                handler);
    }

    /// The same subscription, which reads, and hands over, at most so many events at a time: 1 to
    /// [EventStore#MAX_EVENTS_PER_READ]. To be called before it runs.
    public Subscription inBatchesOf(int newBatch) {
        if (newBatch < 1 || newBatch > EventStore.MAX_EVENTS_PER_READ) {
            throw new IllegalArgumentException(
                    "a batch is 1 to %d events, was %d"
                            .formatted(EventStore.MAX_EVENTS_PER_READ, newBatch));
        }
        return new Subscription(
                world,
                store,
                name,
                position.value(),
                filter,
                handing,
                newBatch,
                maxAttempts,
                handler);
    }

    /// The same subscription, which tries for as long as the node is up. To be called before it runs.
    public Subscription withoutGivingUp() {
        return new Subscription(
                world,
                store,
                name,
                position.value(),
                filter,
                handing,
                batch,
                Integer.MAX_VALUE,
                handler);
    }

    /// Hands over nothing more, but for what it is at; its task ends with the next event.
    public void end() {
        ended = true;
    }

    /// Handles events until the node is down, or it is ended. Throws [EventStoreException] when it has given up.
    public void run() {
        var durable = store.durablePosition();
        try {
            noteLag(durable.value());
            while (true) {
                durable.restUntilBeyond(position.value());
                if (ended) {
                    return;
                }
                long end = durable.value();
                noteLag(end);
                handle(read(position.value()));
                noteLag(end);
            }
        } finally {
            state = State.STOPPED;
        }
    }

    /// Says whether it has come to `end`, which was the end of the log a moment ago, or has fallen behind it.
    private void noteLag(long end) {
        long lag = end - position.value();
        caughtUp = lag <= 0 || (caughtUp && lag <= FELL_BEHIND);
        state = caughtUp ? State.LIVE : State.CATCHING_UP;
    }

    private Slice read(long after) {
        var found = new ArrayList<Slice>(1);
        untilItWorks(() -> worked("read", () -> found.add(store.readAll(after, batch, filter))));
        return found.isEmpty() ? new Slice(List.of(), after) : found.getFirst();
    }

    private void handle(Slice slice) {
        if (ended) {
            return;
        }
        var events = slice.events();
        if (events.isEmpty()) {
            if (handing == Handing.SLICES && slice.position() - told >= TELL_EVERY) {
                handleAgainAndAgain(slice);
            }
        } else if (events.size() == 1) {
            handleAgainAndAgain(slice);
        } else if (handing == Handing.ONE_BY_ONE || !handedOver(slice)) {
            for (var event : events) {
                handleAgainAndAgain(new Slice(List.of(event), event.position()));
            }
        }
        if (!ended) {
            position.advanceTo(slice.position());
        }
    }

    private void handleAgainAndAgain(Slice slice) {
        untilItWorks(() -> handedOver(slice));
        if (ended) {
            return;
        }
        position.advanceTo(slice.position());
    }

    private void untilItWorks(BooleanSupplier attempt) {
        var pause = FIRST_PAUSE;
        for (int attempts = 1; attempts <= maxAttempts || noRoom; attempts++) {
            if (ended || attempt.getAsBoolean()) {
                state = caughtUp ? State.LIVE : State.CATCHING_UP;
                return;
            }
            if (attempts < maxAttempts || noRoom) {
                state = State.RETRYING;
                world.rest(pause);
                var doubled = pause.multipliedBy(2);
                pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
            }
        }
        throw new EventStoreException(
                "%s has stopped after %d attempts: %s".formatted(name, maxAttempts, lastError));
    }

    private boolean handedOver(Slice slice) {
        var first = slice.events().stream().map(StoredEvent::position).findFirst();
        boolean done =
                worked("event " + first.orElse(slice.position()), () -> handler.accept(slice));
        if (done) {
            told = slice.position();
        }
        return done;
    }

    private boolean worked(String what, Runnable work) {
        try {
            work.run();
            noRoom = false;
            return true;
        } catch (RuntimeException failure) {
            noRoom = DiskFull.behind(failure).isPresent();
            lastError = what + ": " + FailureText.of(failure);
            return false;
        }
    }

    /// Stands at the last event that was handled. Wait at it for your own writes.
    public Watermark position() {
        return position;
    }

    /// Waits until the event at `applied` has been handled; answers whether it was, within `patience`.
    public boolean awaitApplied(long applied, Duration patience) {
        return position.awaitBeyond(applied - 1, patience);
    }

    public Status status() {
        long reached = position.value();
        return new Status(
                name,
                state,
                reached,
                Math.max(0, store.durablePosition().value() - reached),
                lastError.isEmpty() ? Optional.empty() : Optional.of(lastError));
    }
}
