package greenbelt.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import greenbelt.disk.DiskFull;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A bus in the virtual world")
class VirtualBusTest {
    private static final Topic ORDERS = new Topic("orders");
    private static final Group BILLING = new Group("billing");

    @Test
    @DisplayName("is quiet while nothing is published")
    void idle() {
        try (var world = new VirtualWorld(1)) {
            var bus = new MemoryBus(world);
            var node = world.start("consumer");
            run(world, node, () -> bus.subscribe(node, ORDERS, BILLING, delivery -> {}));
            long steps = world.steps();
            run(world, node, () -> world.sleep(Duration.ofDays(1)));
            assertThat(world.steps() - steps).isLessThan(5);
        }
    }

    @Test
    @DisplayName("is quiet between two attempts, and goes on when time passes")
    void quietBetweenAttempts() {
        try (var world = new VirtualWorld(1)) {
            var bus = new MemoryBus(world);
            var node = world.start("consumer");
            var attempts = new ArrayList<Integer>();
            run(
                    world,
                    node,
                    () -> {
                        bus.subscribe(node, ORDERS, BILLING, delivery -> fail(delivery, attempts));
                        bus.publish(ORDERS, message("order-1", 1));
                    });
            assertThat(attempts).containsExactly(1);
            run(world, node, () -> world.sleep(Duration.ofMinutes(1)));
            assertThat(attempts)
                    .isEqualTo(IntStream.rangeClosed(1, Handling.MAX_ATTEMPTS).boxed().toList());
            assertThat(bus.deadLetters(ORDERS, BILLING, 10)).hasSize(1);
        }
    }

    @Test
    @DisplayName("gives up no message for which a full disk has no room, however long")
    void fullDisk() {
        try (var world = new VirtualWorld(1)) {
            var bus = new MemoryBus(world);
            var node = world.start("consumer");
            var attempts = new ArrayList<Integer>();
            Bus.Handler handler =
                    delivery -> {
                        attempts.add(delivery.attempt());
                        if (delivery.attempt() <= 2 * Handling.MAX_ATTEMPTS) {
                            throw new IllegalStateException("write", new DiskFull("disk is full"));
                        }
                    };
            run(
                    world,
                    node,
                    () -> {
                        bus.subscribe(node, ORDERS, BILLING, handler);
                        bus.publish(ORDERS, message("order-1", 1));
                        world.sleep(Duration.ofMinutes(5));
                    });
            assertThat(attempts).hasSize(2 * Handling.MAX_ATTEMPTS + 1);
            assertThat(bus.groups())
                    .extracting(Bus.GroupStatus::lag, Bus.GroupStatus::deadLetters)
                    .containsExactly(tuple(0L, 0L));
        }
    }

    @Test
    @DisplayName("tries a redriven dead letter as often as a new message, with the same pauses")
    void redrivenLetter() {
        try (var world = new VirtualWorld(1)) {
            var bus = new MemoryBus(world);
            var node = world.start("consumer");
            var attempts = new ArrayList<Integer>();
            run(
                    world,
                    node,
                    () -> {
                        bus.subscribe(node, ORDERS, BILLING, delivery -> fail(delivery, attempts));
                        bus.publish(ORDERS, message("order-1", 1));
                        world.sleep(Duration.ofSeconds(10));
                        bus.redrive(ORDERS, BILLING, 10);
                        world.sleep(Duration.ofSeconds(10));
                    });
            int twice = 2 * Handling.MAX_ATTEMPTS;
            assertThat(attempts).isEqualTo(IntStream.rangeClosed(1, twice).boxed().toList());
            assertThat(bus.deadLetters(ORDERS, BILLING, 10))
                    .extracting(Bus.DeadLetter::attempts)
                    .containsExactly(twice);
        }
    }

    @Test
    @DisplayName("waits longer after each attempt, by a half at most less than twice as long")
    void backoff() {
        try (var world = new VirtualWorld(1)) {
            var bus = new MemoryBus(world);
            var node = world.start("consumer");
            var times = new ArrayList<Instant>();
            Bus.Handler handler =
                    delivery -> {
                        times.add(world.now());
                        throw new IllegalStateException("never");
                    };
            run(
                    world,
                    node,
                    () -> {
                        bus.subscribe(node, ORDERS, BILLING, handler);
                        bus.publish(ORDERS, message("order-1", 1));
                        world.sleep(Duration.ofMinutes(1));
                    });
            for (int i = 1; i < times.size(); i++) {
                var longest = Backoff.FIRST_PAUSE.multipliedBy(1L << (i - 1));
                assertThat(Duration.between(times.get(i - 1), times.get(i)))
                        .isBetween(longest.dividedBy(2), longest.plus(Duration.ofMillis(1)));
            }
            assertThat(times).hasSize(Handling.MAX_ATTEMPTS);
        }
    }

    @ParameterizedTest(name = "at \"{0}\" leaves {1}")
    @CsvSource({"acknowledge orders~billing, 1", "acknowledged orders~billing, 0"})
    @DisplayName("keeps a dead letter until its redrive is done, when the consumer crashes")
    void crashDuringRedrive(String point, int left) {
        try (var world = new VirtualWorld(1)) {
            var bus = new MemoryBus(world);
            var node = world.start("consumer");
            Bus.Handler handler =
                    delivery -> {
                        if (delivery.attempt() == 1) {
                            throw new AssertionError("broken");
                        }
                    };
            run(
                    world,
                    world.start("publisher"),
                    () -> {
                        bus.subscribe(node, ORDERS, BILLING, handler);
                        bus.publish(ORDERS, message("order-1", 1));
                        world.sleep(Duration.ofSeconds(1));
                        world.onStep((at, task, reached) -> {
                            if (reached.equals(point)) {
                                at.crash();
                            }
                        });
                        bus.redrive(ORDERS, BILLING, 10);
                    });
            assertThat(node.isUp()).isFalse();
            assertThat(bus.deadLetters(ORDERS, BILLING, 10)).hasSize(left);
        }
    }

    @Test
    @DisplayName("says that nobody listens when the log cannot be read any more")
    void dispatcherEnds() {
        try (var world = new VirtualWorld(1)) {
            var bus = new LogBus(world, new UnreadableLog());
            var node = world.start("consumer");
            run(
                    world,
                    node,
                    () -> {
                        bus.subscribe(node, ORDERS, BILLING, delivery -> {});
                        world.sleep(Duration.ofSeconds(1));
                    });
            assertThat(bus.groups()).singleElement().matches(group -> !group.subscribed());
            assertThat(world.failureCount()).isEqualTo(1);
        }
    }

    private static void fail(Bus.Delivery delivery, List<Integer> attempts) {
        attempts.add(delivery.attempt());
        throw new IllegalStateException("never");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    @DisplayName("does the same again with the same seed")
    void sameSeed(long seed) {
        assertThat(history(seed, true)).isEqualTo(history(seed, true));
    }

    @Test
    @DisplayName("does something else with another seed")
    void otherSeed() {
        assertThat(history(1, true)).isNotEqualTo(history(2, true));
    }

    @Test
    @DisplayName("treats a message alike whether or not there are others")
    void independentDraws() {
        var alone = history(7, false);
        assertThat(alone).hasSize(5).isSubsetOf(history(7, true));
    }

    /// When each message was handled, with or without the messages of a second order.
    private static List<String> history(long seed, boolean second) {
        var history = new ArrayList<String>();
        try (var world = new VirtualWorld(seed)) {
            var bus = new MemoryBus(world);
            var consumer = world.start("consumer");
            Bus.Handler handler =
                    delivery -> {
                        world.step("work");
                        if (delivery.attempt() < 3) {
                            throw new IllegalStateException("not yet");
                        }
                        history.add(delivery.message().data() + " " + world.now());
                    };
            run(world, consumer, () -> bus.subscribe(consumer, ORDERS, BILLING, handler));
            var publisher = world.start("publisher");
            publisher.spawn("one", () -> publish(world, bus, "order-1"));
            if (second) {
                publisher.spawn("two", () -> publish(world, bus, "order-2"));
            }
            run(world, publisher, () -> world.sleep(Duration.ofMinutes(1)));
        }
        return history;
    }

    @Test
    @DisplayName("loses no message and no order by crashes, whenever they strike")
    void crashes() {
        for (long seed = 1; seed <= 300; seed++) {
            survivesCrashes(seed);
        }
    }

    private static void survivesCrashes(long seed) {
        try (var world = new VirtualWorld(seed)) {
            var bus = new MemoryBus(world);
            var handled = new ArrayList<Envelope>();
            var subjects = List.of("order-1", "order-2", "order-3");
            world.start("chaos").spawn("crash", () -> crashAndRestart(world, bus, handled));
            var publisher = world.start("publisher");
            for (var subject : subjects) {
                publisher.spawn(subject, () -> publish(world, bus, subject));
            }
            run(world, publisher, () -> world.sleep(Duration.ofMinutes(1)));
            for (var subject : subjects) {
                assertThat(firstOf(handled, subject))
                        .as("seed %d, %s", seed, subject)
                        .isEqualTo(messages(subject));
            }
            assertThat(bus.groups())
                    .as("seed %d", seed)
                    .extracting(
                            Bus.GroupStatus::acknowledged,
                            Bus.GroupStatus::lag,
                            Bus.GroupStatus::deadLetters)
                    .containsExactly(tuple(15L, 0L, 0L));
            assertThat(world.failures()).as("seed %d", seed).isEmpty();
        }
    }

    private static void crashAndRestart(VirtualWorld world, Bus bus, List<Envelope> handled) {
        for (int run = 1; run <= 5; run++) {
            var node = world.start("consumer");
            Bus.Handler handler =
                    delivery -> {
                        world.step("work");
                        handled.add(delivery.message());
                        world.step("worked");
                    };
            bus.subscribe(node, ORDERS, BILLING, handler);
            if (run < 5) {
                var stream = world.random("crash/" + run);
                world.sleep(stream.between(Duration.ZERO, Duration.ofMillis(1)));
                node.crash();
            }
        }
    }

    /// The messages of this subject in the order in which each was handled first.
    private static List<Envelope> firstOf(List<Envelope> handled, String subject) {
        var first = new LinkedHashSet<Envelope>(handled);
        return first.stream().filter(message -> message.subject().equals(subject)).toList();
    }

    private static void publish(VirtualWorld world, Bus bus, String subject) {
        for (var message : messages(subject)) {
            bus.publish(ORDERS, message);
            world.step("next");
        }
    }

    private static List<Envelope> messages(String subject) {
        return IntStream.rangeClosed(1, 5).mapToObj(number -> message(subject, number)).toList();
    }

    private static Envelope message(String subject, int number) {
        return new Envelope(
                new MessageId(subject + "/" + number),
                "test",
                "OrderPlaced",
                1,
                subject,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                subject + "/" + number);
    }

    private static void run(VirtualWorld world, Node node, Runnable body) {
        world.<Optional<Void>>enter(
                node,
                "test",
                () -> {
                    body.run();
                    return Optional.empty();
                });
    }
}
