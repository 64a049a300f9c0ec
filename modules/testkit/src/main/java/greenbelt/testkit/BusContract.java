package greenbelt.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.bus.Bus;
import greenbelt.bus.Bus.DeadLetter;
import greenbelt.bus.Bus.Delivery;
import greenbelt.bus.Bus.GroupStatus;
import greenbelt.bus.Bus.TopicStatus;
import greenbelt.bus.Group;
import greenbelt.bus.Topic;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.world.Node;
import greenbelt.world.TaskFailure;
import greenbelt.world.Watermark;
import greenbelt.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// What every [Bus] promises, as sentences, each with a check.
public final class BusContract {
    private static final Topic ORDERS = new Topic("orders");
    private static final Group BILLING = new Group("billing");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private BusContract() {}

    /// One promise.
    ///
    /// @param text what a bus does
    /// @param check throws when it does not
    public record Sentence(String text, Consumer<Scene> check) {}

    /// The promises as tests, each in a new world with a new bus.
    public static Stream<DynamicTest> of(
            Supplier<? extends World> worlds, Function<World, ? extends Bus> buses) {
        return sentences().stream()
                .map(sentence ->
                        DynamicTest.dynamicTest(
                                sentence.text, () -> check(sentence, worlds, buses)));
    }

    /// Checks one promise of a new bus in a new world; throws when it is not kept.
    public static void check(
            Sentence sentence,
            Supplier<? extends World> worlds,
            Function<World, ? extends Bus> buses) {
        try (var world = worlds.get()) {
            var scene = new Scene(world, buses.apply(world));
            world.<Optional<Void>>enter(
                    world.start("test"),
                    "check",
                    () -> {
                        sentence.check.accept(scene);
                        return Optional.empty();
                    });
        }
    }

    public static List<Sentence> sentences() {
        return List.of(
                new Sentence("delivers a message whole", BusContract::deliversWhole),
                new Sentence("delivers every message to every group", BusContract::everyGroup),
                new Sentence("delivers to a late group from the beginning", BusContract::late),
                new Sentence("keeps the order of each subject", BusContract::keepsOrder),
                new Sentence("loses nothing of many publishers", BusContract::manyPublishers),
                new Sentence("tries a failed message again, in its place", BusContract::retries),
                new Sentence("goes on with others while one fails", BusContract::goesOn),
                new Sentence("gives up after the last attempt", BusContract::givesUp),
                new Sentence("reports an error and gives up at once", BusContract::reportsErrors),
                new Sentence("hands dead letters to their group again", BusContract::redrives),
                new Sentence("counts on when a redrive fails", BusContract::redriveFails),
                new Sentence("keeps a letter whose redrive crashes", BusContract::redriveCrashes),
                new Sentence("redrives for nobody who is gone", BusContract::redriveForNobody),
                new Sentence("delivers again what a crash interrupted", BusContract::redelivers),
                new Sentence("goes on where the group stopped", BusContract::resumes),
                new Sentence("gives up nothing because of a crash", BusContract::crashIsNoFailure),
                new Sentence("allows one subscription at a time", BusContract::oneAtATime),
                new Sentence("shows messages to whoever only looks", BusContract::showsMessages),
                new Sentence("tells how far topics and groups are", BusContract::tellsStatus));
    }

    private static void deliversWhole(Scene scene) {
        var recorder = scene.listen("consumer", BILLING);
        var message = message("order-1", 1);
        scene.bus.ping();
        scene.bus.publish(ORDERS, message);
        recorder.awaitSeen(1);
        assertThat(recorder.seen).containsExactly(new Delivery(ORDERS, 1, 1, message));
    }

    private static void showsMessages(Scene scene) {
        scene.publish("order-1", 1, 5);
        assertThat(scene.bus.read(ORDERS, 2, 2))
                .containsExactly(message("order-1", 3), message("order-1", 4));
        assertThat(scene.bus.read(ORDERS, 5, 2)).isEmpty();
        assertThat(scene.bus.groups()).isEmpty();
    }

    private static void everyGroup(Scene scene) {
        var billing = scene.listen("one", BILLING);
        var shipping = scene.listen("two", new Group("shipping"));
        scene.publish("order-1", 1, 3);
        billing.awaitSeen(3);
        shipping.awaitSeen(3);
        assertThat(billing.numbersOf("order-1")).containsExactly(1, 2, 3);
        assertThat(shipping.numbersOf("order-1")).containsExactly(1, 2, 3);
    }

    private static void late(Scene scene) {
        scene.publish("order-1", 1, 5);
        var recorder = scene.listen("late", BILLING);
        recorder.awaitSeen(5);
        assertThat(recorder.numbersOf("order-1")).containsExactly(1, 2, 3, 4, 5);
    }

    private static void keepsOrder(Scene scene) {
        var recorder = scene.listen("consumer", BILLING);
        var expected = IntStream.rangeClosed(1, 10).boxed().toList();
        for (int number : expected) {
            for (int order = 1; order <= 20; order++) {
                scene.bus.publish(ORDERS, message("order-" + order, number));
            }
        }
        recorder.awaitSeen(200);
        for (int order = 1; order <= 20; order++) {
            assertThat(recorder.numbersOf("order-" + order)).isEqualTo(expected);
        }
    }

    private static void manyPublishers(Scene scene) {
        var recorder = scene.listen("consumer", BILLING);
        var publishers = scene.world.start("publishers");
        for (int i = 1; i <= 10; i++) {
            var subject = "order-" + i;
            publishers.spawn(subject, () -> scene.publish(subject, 1, 30));
        }
        recorder.awaitSeen(300);
        assertThat(recorder.seen.stream().map(Delivery::position).sorted())
                .isEqualTo(LongStream.rangeClosed(1, 300).boxed().toList());
        assertThat(recorder.seen.stream().map(Delivery::message).distinct()).hasSize(300);
    }

    private static void retries(Scene scene) {
        var recorder = scene.recorder();
        scene.subscribe(
                scene.world.start("consumer"),
                delivery -> {
                    if (delivery.position() == 1 && delivery.attempt() < 3) {
                        throw new IllegalStateException("not yet");
                    }
                    recorder.handle(delivery);
                });
        scene.publish("order-1", 1, 2);
        recorder.awaitSeen(2);
        assertThat(recorder.seen)
                .containsExactly(
                        new Delivery(ORDERS, 1, 3, message("order-1", 1)),
                        new Delivery(ORDERS, 2, 1, message("order-1", 2)));
    }

    private static void goesOn(Scene scene) {
        var recorder = scene.recorder();
        var others = IntStream.rangeClosed(2, 20).mapToObj(i -> "order-" + i).toList();
        scene.subscribe(
                scene.world.start("consumer"),
                delivery -> {
                    if (delivery.message().subject().equals("order-1") && delivery.attempt() < 4) {
                        throw new IllegalStateException("not yet");
                    }
                    recorder.handle(delivery);
                });
        scene.publish("order-1", 1, 1);
        others.forEach(subject -> scene.publish(subject, 1, 1));
        recorder.awaitSeen(20);
        var order = recorder.seen.stream().map(delivery -> delivery.message().subject()).toList();
        assertThat(order).contains("order-1").containsAll(others);
        assertThat(order.indexOf("order-1")).isPositive();
    }

    private static void givesUp(Scene scene) {
        var recorder = scene.recorder();
        var attempts = scene.recorder();
        scene.subscribe(
                scene.world.start("consumer"),
                delivery -> {
                    if (delivery.position() == 1) {
                        attempts.handle(delivery);
                        throw new IllegalStateException("never");
                    }
                    recorder.handle(delivery);
                });
        scene.publish("order-1", 1, 2);
        recorder.awaitSeen(1);
        int tried = attempts.seen.size();
        assertThat(attempts.seen.stream().map(Delivery::attempt))
                .isEqualTo(IntStream.rangeClosed(1, tried).boxed().toList());
        assertThat(scene.bus.deadLetters(ORDERS, BILLING, 10))
                .containsExactly(
                        new DeadLetter(
                                1,
                                tried,
                                "java.lang.IllegalStateException: never",
                                message("order-1", 1)));
        scene.awaitStatus(new GroupStatus(ORDERS, BILLING, 2, 0, 1, true));
    }

    private static void reportsErrors(Scene scene) {
        var recorder = scene.recorder();
        scene.subscribe(
                scene.world.start("consumer"),
                delivery -> {
                    if (delivery.position() == 1) {
                        throw new AssertionError("broken");
                    }
                    recorder.handle(delivery);
                });
        scene.publish("order-1", 1, 2);
        recorder.awaitSeen(1);
        assertThat(scene.bus.deadLetters(ORDERS, BILLING, 10))
                .containsExactly(
                        new DeadLetter(
                                1, 1, "java.lang.AssertionError: broken", message("order-1", 1)));
        assertThat(scene.world.failures())
                .extracting(TaskFailure::cause)
                .singleElement()
                .isInstanceOf(AssertionError.class);
    }

    private static void redrives(Scene scene) {
        var shipping = scene.listen("other", new Group("shipping"));
        var recorder = scene.recorder();
        scene.subscribe(
                scene.world.start("consumer"),
                delivery -> {
                    failFirst(delivery);
                    recorder.handle(delivery);
                });
        scene.publish("order-1", 1, 3);
        shipping.awaitSeen(3);
        scene.awaitStatus(new GroupStatus(ORDERS, BILLING, 3, 0, 3, true));
        assertThat(scene.bus.redrive(ORDERS, BILLING, 2)).isEqualTo(2);
        recorder.awaitSeen(2);
        scene.awaitStatus(new GroupStatus(ORDERS, BILLING, 3, 0, 1, true));
        assertThat(scene.bus.redrive(ORDERS, BILLING, 10)).isEqualTo(1);
        recorder.awaitSeen(3);
        scene.awaitStatus(new GroupStatus(ORDERS, BILLING, 3, 0, 0, true));
        assertThat(recorder.seen)
                .containsExactly(
                        new Delivery(ORDERS, 1, 2, message("order-1", 1)),
                        new Delivery(ORDERS, 2, 2, message("order-1", 2)),
                        new Delivery(ORDERS, 3, 2, message("order-1", 3)));
        assertThat(scene.bus.deadLetters(ORDERS, BILLING, 10)).isEmpty();
        assertThat(shipping.seen).hasSize(3);
    }

    /// An error makes a message a dead letter at once.
    private static void failFirst(Delivery delivery) {
        if (delivery.attempt() == 1) {
            throw new AssertionError("broken 1");
        }
    }

    private static void redriveFails(Scene scene) {
        scene.subscribe(
                scene.world.start("consumer"),
                delivery -> {
                    throw new AssertionError("broken " + delivery.attempt());
                });
        scene.publish("order-1", 1, 1);
        scene.awaitStatus(new GroupStatus(ORDERS, BILLING, 1, 0, 1, true));
        assertThat(scene.bus.redrive(ORDERS, BILLING, 10)).isEqualTo(1);
        var again =
                new DeadLetter(1, 2, "java.lang.AssertionError: broken 2", message("order-1", 1));
        scene.await(
                again.toString(),
                () -> scene.bus.deadLetters(ORDERS, BILLING, 10).equals(List.of(again)));
        scene.awaitStatus(new GroupStatus(ORDERS, BILLING, 1, 0, 1, true));
    }

    private static void redriveCrashes(Scene scene) {
        var recorder = scene.recorder();
        var never = scene.world.<String>mailbox("never", 1);
        var before = scene.world.start("consumer");
        scene.subscribe(
                before,
                delivery -> {
                    failFirst(delivery);
                    recorder.handle(delivery);
                    never.take();
                });
        scene.publish("order-1", 1, 1);
        scene.awaitStatus(new GroupStatus(ORDERS, BILLING, 1, 0, 1, true));
        assertThat(scene.bus.redrive(ORDERS, BILLING, 10)).isEqualTo(1);
        recorder.awaitSeen(1);
        assertThat(scene.bus.redrive(ORDERS, BILLING, 10)).as("under way").isZero();
        before.crash();
        assertThat(scene.bus.deadLetters(ORDERS, BILLING, 10))
                .containsExactly(
                        new DeadLetter(
                                1, 1, "java.lang.AssertionError: broken 1", message("order-1", 1)));
        var again = scene.listen("consumer", BILLING);
        assertThat(scene.bus.redrive(ORDERS, BILLING, 10)).isEqualTo(1);
        again.awaitSeen(1);
        assertThat(again.seen).isEqualTo(recorder.seen);
        scene.awaitStatus(new GroupStatus(ORDERS, BILLING, 1, 0, 0, true));
    }

    private static void redriveForNobody(Scene scene) {
        var consumer = scene.world.start("consumer");
        scene.subscribe(consumer, delivery -> {});
        assertThat(scene.bus.redrive(ORDERS, BILLING, 10)).isZero();
        consumer.crash();
        assertThatThrownBy(() -> scene.bus.redrive(ORDERS, BILLING, 10))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "nobody is subscribed to orders~billing who could handle its dead letters");
    }

    private static void redelivers(Scene scene) {
        var recorder = scene.recorder();
        var never = scene.world.<String>mailbox("never", 1);
        var before = scene.world.start("consumer");
        scene.subscribe(
                before,
                delivery -> {
                    recorder.handle(delivery);
                    never.take();
                });
        scene.publish("order-1", 1, 1);
        recorder.awaitSeen(1);
        before.crash();
        var again = scene.listen("consumer", BILLING);
        again.awaitSeen(1);
        assertThat(again.seen).isEqualTo(recorder.seen);
    }

    private static void resumes(Scene scene) {
        var before = scene.world.start("consumer");
        var recorder = scene.recorder();
        scene.subscribe(before, recorder::handle);
        scene.publish("order-1", 1, 10);
        scene.awaitStatus(new GroupStatus(ORDERS, BILLING, 10, 0, 0, true));
        before.crash();
        scene.publish("order-1", 11, 15);
        scene.awaitStatus(new GroupStatus(ORDERS, BILLING, 10, 5, 0, false));
        var again = scene.listen("consumer", BILLING);
        again.awaitSeen(5);
        assertThat(again.numbersOf("order-1")).containsExactly(11, 12, 13, 14, 15);
    }

    private static void crashIsNoFailure(Scene scene) {
        var before = scene.world.start("consumer");
        scene.subscribe(
                before,
                delivery -> {
                    before.crash();
                    throw new AssertionError("what a part that was cut off throws");
                });
        scene.publish("order-1", 1, 1);
        scene.await("the crash", () -> !before.isUp());
        var again = scene.listen("consumer", BILLING);
        again.awaitSeen(1);
        assertThat(again.seen).containsExactly(new Delivery(ORDERS, 1, 1, message("order-1", 1)));
        assertThat(scene.bus.deadLetters(ORDERS, BILLING, 10)).isEmpty();
        assertThat(scene.world.failures()).isEmpty();
    }

    private static void oneAtATime(Scene scene) {
        var first = scene.world.start("first");
        scene.subscribe(first, delivery -> {});
        var second = scene.world.start("second");
        assertThatThrownBy(() -> scene.subscribe(second, delivery -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("orders~billing is subscribed already");
        first.crash();
        scene.subscribe(second, delivery -> {});
    }

    private static void tellsStatus(Scene scene) {
        var invoices = new Topic("invoices");
        scene.bus.publish(invoices, message("order-1", 1));
        scene.publish("order-1", 1, 3);
        scene.listen("consumer", BILLING).awaitSeen(3);
        var audit = new Group("audit");
        scene.listen("auditor", audit).awaitSeen(3);
        scene.awaitStatus(new GroupStatus(ORDERS, BILLING, 3, 0, 0, true));
        scene.awaitStatus(new GroupStatus(ORDERS, audit, 3, 0, 0, true));
        assertThat(scene.bus.topics())
                .containsExactly(new TopicStatus(invoices, 1), new TopicStatus(ORDERS, 3));
        assertThat(scene.bus.groups())
                .extracting(status -> status.topic() + "~" + status.group())
                .containsExactly("orders~audit", "orders~billing");
    }

    private static Envelope message(String subject, int number) {
        return new Envelope(
                MessageId.derivedFrom(subject + "/" + number),
                "test",
                "OrderPlaced",
                1,
                subject,
                Instant.parse("2026-01-01T00:00:00.123456789Z").plusSeconds(number),
                Optional.empty(),
                number == 1 ? Optional.empty() : Optional.of(new MessageId("the one before")),
                "{\"number\":" + number + ",\"text\":\"Grüße, \\\"世界\\\" 🌍\"}");
    }

    private static int number(Envelope message) {
        var start = message.data().indexOf(':') + 1;
        return Integer.parseInt(message.data().substring(start, message.data().indexOf(',')));
    }

    /// A world, a bus in it, and what tests do with them.
    ///
    /// @param world where it happens
    /// @param bus the one that is checked
    public record Scene(World world, Bus bus) {
        private Recorder recorder() {
            return new Recorder(world);
        }

        private Recorder listen(String node, Group group) {
            var recorder = recorder();
            bus.subscribe(world.start(node), ORDERS, group, recorder::handle);
            return recorder;
        }

        private void subscribe(Node node, Bus.Handler handler) {
            bus.subscribe(node, ORDERS, BILLING, handler);
        }

        private void publish(String subject, int first, int last) {
            for (int number = first; number <= last; number++) {
                bus.publish(ORDERS, message(subject, number));
            }
        }

        private void awaitStatus(GroupStatus expected) {
            await(expected.toString(), () -> bus.groups().contains(expected));
        }

        private void await(String what, BooleanSupplier condition) {
            var end = world.now().plus(PATIENCE);
            while (!condition.getAsBoolean()) {
                assertThat(world.now())
                        .as(() -> what + "; the groups are " + bus.groups())
                        .isBefore(end);
                world.sleep(PAUSE);
            }
        }
    }

    /// A handler that remembers what it was given.
    private static final class Recorder {
        private final List<Delivery> seen = new CopyOnWriteArrayList<>();
        private final Watermark count;

        Recorder(World world) {
            count = world.watermark("messages seen", 0);
        }

        void handle(Delivery delivery) {
            seen.add(delivery);
            count.advanceTo(seen.size());
        }

        void awaitSeen(int expected) {
            assertThat(count.awaitBeyond(expected - 1L, PATIENCE))
                    .as(() -> "expected " + expected + " messages, saw " + seen)
                    .isTrue();
        }

        List<Integer> numbersOf(String subject) {
            return seen.stream()
                    .map(Delivery::message)
                    .filter(message -> message.subject().equals(subject))
                    .map(BusContract::number)
                    .toList();
        }
    }
}
