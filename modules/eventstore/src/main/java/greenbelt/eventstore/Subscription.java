package greenbelt.eventstore;

import greenbelt.disk.DiskFull;
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

    /// Most events that are read, and handed over, at a time.
    public static final int MAX_BATCH = 200;

    private final World world;
    private final EventStore store;
    private final String name;
    private final boolean batched;
    private final int maxAttempts;
    private final Consumer<List<StoredEvent>> handler;
    private final Watermark position;
    private volatile State state = State.RUNNING;
    private volatile String lastError = "";
    private volatile boolean noRoom;

    /// What a subscription is doing.
    public enum State {
        /// Handling events, or waiting for new ones.
        RUNNING,
        /// Waiting to hand an event over again.
        RETRYING,
        /// Given up, because an event could not be handled; or ended with its node.
        STOPPED
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
            boolean batched,
            int maxAttempts,
            Consumer<List<StoredEvent>> handler) {
        this.world = world;
        this.store = store;
        this.name = name;
        this.batched = batched;
        this.maxAttempts = maxAttempts;
        this.handler = handler;
        this.position = world.watermark("position of " + name, start);
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
                false,
                MAX_ATTEMPTS,
                events -> {
                    var event = events.getFirst();
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
        return new Subscription(world, store, name, start, true, MAX_ATTEMPTS, handler);
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
        return new Subscription(world, store, name, start, true, Integer.MAX_VALUE, handler);
    }

    /// Handles events until the node is down. Throws [EventStoreException] when it has given up.
    public void run() {
        try {
            while (true) {
                store.durablePosition().restUntilBeyond(position.value());
                handle(read(position.value()));
            }
        } finally {
            state = State.STOPPED;
        }
    }

    private List<StoredEvent> read(long after) {
        var batch = new ArrayList<StoredEvent>();
        untilItWorks(() -> worked("read", () -> batch.addAll(store.readAll(after, MAX_BATCH))));
        return batch;
    }

    private void handle(List<StoredEvent> events) {
        if (batched && events.size() > 1 && handedOver(events)) {
            position.advanceTo(events.getLast().position());
        } else {
            events.forEach(this::handle);
        }
    }

    private void handle(StoredEvent event) {
        untilItWorks(() -> handedOver(List.of(event)));
        position.advanceTo(event.position());
    }

    private void untilItWorks(BooleanSupplier attempt) {
        var pause = FIRST_PAUSE;
        for (int attempts = 1; attempts <= maxAttempts || noRoom; attempts++) {
            if (attempt.getAsBoolean()) {
                state = State.RUNNING;
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

    private boolean handedOver(List<StoredEvent> events) {
        return worked("event " + events.getFirst().position(), () -> handler.accept(events));
    }

    private boolean worked(String what, Runnable work) {
        try {
            work.run();
            noRoom = false;
            return true;
        } catch (RuntimeException failure) {
            noRoom = DiskFull.behind(failure).isPresent();
            lastError = what + ": " + failure;
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
