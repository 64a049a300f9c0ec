package greenbelt.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.disk.DiskFull;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.eventstore.Subscription.State;
import greenbelt.eventstore.Subscription.Status;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A subscription")
class SubscriptionTest {
    private static final StreamId STREAM = new StreamId("order-1");

    private final VirtualWorld world = new VirtualWorld(7);
    private final Node node = world.start("order");
    private final MemoryEventStore store = new MemoryEventStore(world);
    private final List<String> handled = new ArrayList<>();

    @AfterEach
    void end() {
        world.close();
    }

    private <T> T inTask(Supplier<T> body) {
        return world.enter(node, "test", body);
    }

    private boolean append(String... ids) {
        for (var id : ids) {
            store.append(STREAM, new Expected.Any(), List.of(event(id)));
        }
        return true;
    }

    private static Envelope event(String id) {
        return new Envelope(
                new MessageId(id),
                "order",
                "OrderPlaced",
                1,
                "order-1",
                Instant.parse("2026-01-01T00:00:00Z"),
                Optional.empty(),
                Optional.empty(),
                "{}");
    }

    private Subscription subscribe(long start, Consumer<StoredEvent> handler) {
        var subscription = Subscription.of(world, store, "test", start, Interceptor.NONE, handler);
        node.spawn("subscription", subscription::run);
        return subscription;
    }

    private void handle(StoredEvent stored) {
        handled.add(stored.event().id().value());
    }

    @Test
    @DisplayName("hands over what is there after its start, then what comes")
    void catchesUp() {
        inTask(() -> append("a", "b", "c"));
        var subscription = subscribe(1, this::handle);
        inTask(() -> append("d"));
        assertThat(handled).containsExactly("b", "c", "d");
        assertThat(subscription.status())
                .isEqualTo(new Status("test", State.LIVE, 4, 0, Optional.empty()));
    }

    @Test
    @DisplayName("lets a caller wait until its own write was handled")
    void readYourWrites() {
        var subscription =
                subscribe(
                        0,
                        event -> {
                            world.sleep(Duration.ofSeconds(3));
                            handle(event);
                        });
        inTask(() -> {
            append("a");
            assertThat(subscription.awaitApplied(1, Duration.ofSeconds(1))).isFalse();
            assertThat(handled).isEmpty();
            assertThat(subscription.awaitApplied(1, Duration.ofSeconds(5))).isTrue();
            assertThat(handled).containsExactly("a");
            return true;
        });
    }

    @Test
    @DisplayName("hands an event over again when its handler throws, and goes on once it does not")
    void retries() {
        var failures = new ArrayList<>(List.of("one", "two"));
        var subscription =
                subscribe(
                        0,
                        event -> {
                            if (!failures.isEmpty()) {
                                throw new IllegalStateException(failures.removeFirst());
                            }
                            handle(event);
                        });
        var meanwhile =
                inTask(() -> {
                    append("a", "b");
                    return subscription.status();
                });
        assertThat(meanwhile)
                .isEqualTo(
                        new Status(
                                "test",
                                State.RETRYING,
                                0,
                                2,
                                Optional.of("event 1: IllegalStateException: one")));
        inTask(() -> subscription.awaitApplied(2, Duration.ofMinutes(1)));
        assertThat(handled).containsExactly("a", "b");
        assertThat(subscription.status().state()).isEqualTo(State.LIVE);
    }

    @Test
    @DisplayName("stops for all to see at an event that cannot be handled, and skips nothing")
    void stops() {
        var subscription =
                subscribe(
                        0,
                        event -> {
                            if (event.position() == 2) {
                                throw new IllegalStateException("poison");
                            }
                            handle(event);
                        });
        inTask(() -> {
            append("a", "b", "c");
            return subscription.awaitApplied(3, Duration.ofMinutes(5));
        });
        assertThat(handled).containsExactly("a");
        assertThat(subscription.status())
                .isEqualTo(
                        new Status(
                                "test",
                                State.STOPPED,
                                1,
                                2,
                                Optional.of("event 2: IllegalStateException: poison")));
        assertThat(world.failures())
                .singleElement()
                .extracting(failure -> failure.cause().getMessage())
                .isEqualTo(
                        "test has stopped after 6 attempts:"
                                + " event 2: IllegalStateException: poison");
    }

    @Test
    @DisplayName("has stopped for all to see when its handler ends it with an error")
    void endsOfAnError() {
        var subscription =
                subscribe(
                        0,
                        event -> {
                            throw new AssertionError("broken");
                        });
        inTask(() -> append("a"));
        assertThat(subscription.status().state()).isEqualTo(State.STOPPED);
    }

    @Test
    @DisplayName("waits as long as the disk is full, and then goes on")
    void fullDisk() {
        var refusals = new ArrayList<>(Collections.nCopies(50, new DiskFull("the disk is full")));
        var subscription =
                subscribe(
                        0,
                        event -> {
                            if (!refusals.isEmpty()) {
                                throw new IllegalStateException("project", refusals.removeFirst());
                            }
                            handle(event);
                        });

        boolean applied =
                inTask(() -> {
                    append("a", "b");
                    return subscription.awaitApplied(2, Duration.ofHours(1));
                });

        assertThat(applied).isTrue();
        assertThat(handled).containsExactly("a", "b");
        assertThat(subscription.status().state()).isEqualTo(State.LIVE);
    }

    @Test
    @DisplayName("that relays never gives up, and shows that it tries again and why")
    void untilDone() {
        var refusals = new ArrayList<>(Collections.nCopies(50, "bus is full"));
        inTask(() -> append("a", "b"));
        var subscription =
                Subscription.untilDone(
                        world,
                        store,
                        "relay",
                        0,
                        batch -> {
                            if (!refusals.isEmpty()) {
                                throw new IllegalStateException(refusals.removeFirst());
                            }
                            batch.forEach(this::handle);
                        });
        node.spawn("subscription", subscription::run);
        var meanwhile =
                inTask(() -> {
                    world.sleep(Duration.ofMinutes(5));
                    return subscription.status();
                });
        assertThat(meanwhile)
                .isEqualTo(
                        new Status(
                                "relay",
                                State.RETRYING,
                                0,
                                2,
                                Optional.of("event 1: IllegalStateException: bus is full")));
        inTask(() -> subscription.awaitApplied(2, Duration.ofMinutes(10)));
        assertThat(handled).containsExactly("a", "b");
        assertThat(subscription.status().state()).isEqualTo(State.LIVE);
        assertThat(world.failures()).isEmpty();
    }

    @Test
    @DisplayName("hands over batches, and after a failure one event at a time")
    void batches() {
        var sizes = new ArrayList<Integer>();
        inTask(() -> append("a", "b", "c"));
        var subscription =
                Subscription.inBatches(
                        world,
                        store,
                        "test",
                        0,
                        batch -> {
                            sizes.add(batch.size());
                            if (sizes.size() == 1) {
                                throw new IllegalStateException("once");
                            }
                        });
        node.spawn("subscription", subscription::run);
        inTask(() -> append("d"));
        assertThat(sizes).containsExactly(3, 1, 1, 1, 1);
    }

    @Test
    @DisplayName("lets an interceptor stand around the handling of each event")
    void intercepted() {
        var subscription =
                Subscription.of(
                        world,
                        store,
                        "test",
                        0,
                        (name, event, proceed) -> {
                            handled.add("before " + name);
                            proceed.run();
                            handled.add("after " + event.position());
                        },
                        this::handle);
        node.spawn("subscription", subscription::run);
        inTask(() -> append("a"));
        assertThat(handled).containsExactly("before test", "a", "after 1");
    }
}
