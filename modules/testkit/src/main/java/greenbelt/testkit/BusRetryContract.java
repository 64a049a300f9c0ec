package greenbelt.testkit;

import static greenbelt.testkit.BusScene.BILLING;
import static greenbelt.testkit.BusScene.ORDERS;
import static greenbelt.testkit.BusScene.delivery;
import static greenbelt.testkit.BusScene.message;
import static greenbelt.testkit.BusScene.partitionOf;
import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.bus.Bus.BlockedKey;
import greenbelt.bus.Bus.DeadLetter;
import greenbelt.bus.Bus.Delivery;
import greenbelt.bus.Bus.GroupStatus;
import greenbelt.testkit.BusContract.Sentence;
import greenbelt.testkit.BusScene.GivenUp;
import greenbelt.testkit.BusScene.Standing;
import greenbelt.world.TaskFailure;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/// What a [Bus] promises about messages that fail.
final class BusRetryContract {
    private BusRetryContract() {}

    static List<Sentence> sentences() {
        return List.of(
                new Sentence(
                        "tries a failed message again, in its place", BusRetryContract::retries),
                new Sentence("goes on with others while one fails", BusRetryContract::goesOn),
                new Sentence("shows a key that is blocked", BusRetryContract::showsBlockedKey),
                new Sentence("gives up after the last attempt", BusRetryContract::givesUp),
                new Sentence(
                        "reports an error and gives up at once", BusRetryContract::reportsErrors),
                new Sentence(
                        "says where a dead letter comes from, and why",
                        BusRetryContract::tellsReason),
                new Sentence(
                        "tries the messages of a failed batch alone",
                        BusRetryContract::splitsBatch));
    }

    private static void retries(BusScene scene) {
        var recorder = scene.recorder();
        scene.subscribe(
                scene.world().start("consumer"),
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
                        delivery(1, 3, message("order-1", 1)),
                        delivery(2, 1, message("order-1", 2)));
    }

    private static void goesOn(BusScene scene) {
        var recorder = scene.recorder();
        var others = IntStream.rangeClosed(2, 20).mapToObj(i -> "order-" + i).toList();
        scene.subscribe(
                scene.world().start("consumer"),
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

    private static void showsBlockedKey(BusScene scene) {
        var recorder = scene.recorder();
        var begin = scene.world().now();
        scene.subscribe(
                scene.world().start("consumer"),
                delivery -> {
                    if (delivery.message().subject().equals("order-1") && delivery.attempt() < 6) {
                        throw new IllegalStateException("not yet");
                    }
                    recorder.handle(delivery);
                });
        scene.publish("order-1", 1, 2);
        scene.publish("order-2", 1, 1);
        scene.await(
                "two attempts", () -> blocked(scene).stream().anyMatch(it -> it.attempts() > 1));
        assertThat(blocked(scene))
                .singleElement()
                .satisfies(key -> {
                    assertThat(key.key()).isEqualTo("order-1");
                    assertThat(key.partition()).isEqualTo(partitionOf("order-1"));
                    assertThat(key.position()).isEqualTo(1);
                    assertThat(key.since()).isBetween(begin, scene.world().now());
                    assertThat(key.nextAttempt()).isAfter(key.since());
                    assertThat(key.error()).isEqualTo("IllegalStateException: not yet");
                });
        recorder.awaitSeen(3);
        scene.await("nothing blocked", () -> blocked(scene).isEmpty());
        assertThat(recorder.numbersOf("order-1")).containsExactly(1, 2);
    }

    private static List<BlockedKey> blocked(BusScene scene) {
        return scene.status(BILLING).map(GroupStatus::blocked).orElse(List.of());
    }

    private static void givesUp(BusScene scene) {
        var recorder = scene.recorder();
        var attempts = scene.recorder();
        scene.subscribe(
                scene.world().start("consumer"),
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
        assertThat(scene.deadLetters())
                .containsExactly(
                        new GivenUp(
                                1, tried, "IllegalStateException: never", message("order-1", 1)));
        scene.awaitStanding(BILLING, new Standing(2, 0, 1, true));
    }

    private static void reportsErrors(BusScene scene) {
        var recorder = scene.recorder();
        scene.subscribe(
                scene.world().start("consumer"),
                delivery -> {
                    if (delivery.position() == 1) {
                        throw new AssertionError("broken");
                    }
                    recorder.handle(delivery);
                });
        scene.publish("order-1", 1, 2);
        recorder.awaitSeen(1);
        assertThat(scene.deadLetters())
                .containsExactly(
                        new GivenUp(1, 1, "AssertionError: broken", message("order-1", 1)));
        assertThat(scene.world().failures())
                .extracting(TaskFailure::cause)
                .singleElement()
                .isInstanceOf(AssertionError.class);
    }

    private static void tellsReason(BusScene scene) {
        var begin = scene.world().now();
        scene.subscribe(
                scene.world().start("consumer"),
                delivery -> {
                    throw new AssertionError("broken");
                });
        scene.publish("order-1", 1, 1);
        scene.awaitStanding(BILLING, new Standing(1, 0, 1, true));
        var letters = scene.bus().deadLetters(ORDERS, BILLING, 10);
        assertThat(letters).hasSize(1);
        var letter = letters.getFirst();
        assertThat(letter)
                .isEqualTo(
                        new DeadLetter(
                                ORDERS,
                                BILLING,
                                partitionOf("order-1"),
                                1,
                                1,
                                letter.at(),
                                "AssertionError: broken",
                                message("order-1", 1)));
        assertThat(letter.at()).isBetween(begin, scene.world().now());
    }

    private static void splitsBatch(BusScene scene) {
        var together = new CopyOnWriteArrayList<Integer>();
        var recorder = scene.recorder();
        var other = IntStream.range(2, 100).mapToObj(i -> "order-" + i);
        var sibling = other.filter(key -> partitionOf(key) == partitionOf("order-1")).findFirst();
        scene.publish("order-1", 1, 2);
        scene.publish(sibling.orElseThrow(), 1, 2);
        scene.bus()
                .subscribe(
                        scene.world().start("consumer"),
                        ORDERS,
                        BILLING,
                        10,
                        deliveries -> {
                            together.add(deliveries.size());
                            for (var delivery : deliveries) {
                                if (delivery.position() == 1 && delivery.attempt() < 4) {
                                    throw new IllegalStateException("not yet");
                                }
                            }
                            deliveries.forEach(recorder::handle);
                        });
        recorder.awaitSeen(4);
        assertThat(together.getFirst()).isEqualTo(4);
        assertThat(recorder.numbersOf("order-1")).containsExactly(1, 2);
        assertThat(recorder.numbersOf(sibling.orElseThrow())).containsExactly(1, 2);
        assertThat(recorder.seen.getFirst().message().subject()).isEqualTo(sibling.orElseThrow());
        scene.awaitStanding(BILLING, new Standing(4, 0, 0, true));
    }
}
