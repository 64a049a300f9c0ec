package greenbelt.testkit;

import static greenbelt.bus.Bus.DEAD_LETTERS;
import static greenbelt.testkit.BusScene.BILLING;
import static greenbelt.testkit.BusScene.ORDERS;
import static greenbelt.testkit.BusScene.SHIPPING;
import static greenbelt.testkit.BusScene.delivery;
import static greenbelt.testkit.BusScene.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.bus.Bus.DeadLetter;
import greenbelt.bus.Bus.Delivery;
import greenbelt.bus.DeadLetterFilter;
import greenbelt.bus.Group;
import greenbelt.event.TraceContext;
import greenbelt.testkit.BusContract.Sentence;
import greenbelt.testkit.BusScene.GivenUp;
import greenbelt.testkit.BusScene.Standing;
import java.util.List;
import java.util.Optional;

/// What a [Bus] promises about dead letters.
final class BusDeadLetterContract {
    private static final Group AUDIT = new Group("audit");

    private BusDeadLetterContract() {}

    static List<Sentence> sentences() {
        return List.of(
                new Sentence(
                        "hands dead letters to their group again", BusDeadLetterContract::redrives),
                new Sentence(
                        "redrives only what is asked for", BusDeadLetterContract::redrivesSome),
                new Sentence("counts on when a redrive fails", BusDeadLetterContract::redriveFails),
                new Sentence(
                        "keeps a letter whose redrive crashes",
                        BusDeadLetterContract::redriveCrashes),
                new Sentence(
                        "redrives for nobody who is gone", BusDeadLetterContract::redriveForNobody),
                new Sentence(
                        "announces what it gives up, with where it comes from and why",
                        BusDeadLetterContract::announces),
                new Sentence(
                        "announces no dead letter of those who listen to announcements",
                        BusDeadLetterContract::announcesOnce));
    }

    private static void redrives(BusScene scene) {
        var shipping = scene.listen("other", SHIPPING);
        var recorder = scene.recorder();
        scene.subscribe(
                scene.world().start("consumer"),
                delivery -> {
                    failFirst(delivery);
                    recorder.handle(delivery);
                });
        scene.publish("order-1", 1, 3);
        shipping.awaitSeen(3);
        scene.awaitStanding(BILLING, new Standing(3, 0, 3, true));
        assertThat(scene.bus().redrive(ORDERS, BILLING, 2)).isEqualTo(2);
        recorder.awaitSeen(2);
        scene.awaitStanding(BILLING, new Standing(3, 0, 1, true));
        assertThat(scene.bus().redrive(ORDERS, BILLING, 10)).isEqualTo(1);
        recorder.awaitSeen(3);
        scene.awaitStanding(BILLING, new Standing(3, 0, 0, true));
        assertThat(recorder.seen)
                .containsExactly(
                        delivery(1, 2, message("order-1", 1)),
                        delivery(2, 2, message("order-1", 2)),
                        delivery(3, 2, message("order-1", 3)));
        assertThat(scene.deadLetters()).isEmpty();
        assertThat(shipping.seen).hasSize(3);
    }

    /// An error makes a message a dead letter at once.
    private static void failFirst(Delivery delivery) {
        if (delivery.attempt() == 1) {
            throw new AssertionError("broken 1");
        }
    }

    private static void redrivesSome(BusScene scene) {
        var recorder = scene.recorder();
        scene.subscribe(
                scene.world().start("consumer"),
                delivery -> {
                    if (delivery.attempt() == 1) {
                        throw new AssertionError("broken at " + delivery.position());
                    }
                    recorder.handle(delivery);
                });
        scene.publish("order-1", 1, 2);
        scene.publish("order-2", 1, 2);
        scene.awaitStanding(BILLING, new Standing(4, 0, 4, true));
        var second = DeadLetterFilter.ofKey("order-2");
        assertThat(scene.bus().deadLetters(ORDERS, BILLING, second, 10))
                .extracting(DeadLetter::position)
                .containsExactly(3L, 4L);
        assertThat(scene.bus().redrive(ORDERS, BILLING, second, 10)).isEqualTo(2);
        recorder.awaitSeen(2);
        assertThat(scene.bus().redrive(ORDERS, BILLING, DeadLetterFilter.at(2), 10)).isEqualTo(1);
        recorder.awaitSeen(3);
        scene.awaitStanding(BILLING, new Standing(4, 0, 1, true));
        assertThat(scene.bus().redrive(ORDERS, BILLING, DeadLetterFilter.at(2), 10)).isZero();
        assertThat(recorder.seen.stream().map(Delivery::position)).containsExactly(3L, 4L, 2L);
    }

    private static void redriveFails(BusScene scene) {
        scene.subscribe(
                scene.world().start("consumer"),
                delivery -> {
                    throw new AssertionError("broken " + delivery.attempt());
                });
        scene.publish("order-1", 1, 1);
        scene.awaitStanding(BILLING, new Standing(1, 0, 1, true));
        assertThat(scene.bus().redrive(ORDERS, BILLING, 10)).isEqualTo(1);
        var again = new GivenUp(1, 2, "AssertionError: broken 2", message("order-1", 1));
        scene.await(again.toString(), () -> scene.deadLetters().equals(List.of(again)));
        scene.awaitStanding(BILLING, new Standing(1, 0, 1, true));
    }

    private static void redriveCrashes(BusScene scene) {
        var recorder = scene.recorder();
        var never = scene.world().<String>mailbox("never", 1);
        var before = scene.world().start("consumer");
        scene.subscribe(
                before,
                delivery -> {
                    failFirst(delivery);
                    recorder.handle(delivery);
                    never.take();
                });
        scene.publish("order-1", 1, 1);
        scene.awaitStanding(BILLING, new Standing(1, 0, 1, true));
        assertThat(scene.bus().redrive(ORDERS, BILLING, 10)).isEqualTo(1);
        recorder.awaitSeen(1);
        assertThat(scene.bus().redrive(ORDERS, BILLING, 10)).as("under way").isZero();
        before.crash();
        assertThat(scene.deadLetters())
                .containsExactly(
                        new GivenUp(1, 1, "AssertionError: broken 1", message("order-1", 1)));
        var again = scene.listen("consumer", BILLING);
        assertThat(scene.bus().redrive(ORDERS, BILLING, 10)).isEqualTo(1);
        again.awaitSeen(1);
        assertThat(again.seen).isEqualTo(recorder.seen);
        scene.awaitStanding(BILLING, new Standing(1, 0, 0, true));
    }

    private static void redriveForNobody(BusScene scene) {
        var consumer = scene.world().start("consumer");
        scene.subscribe(consumer, delivery -> {});
        assertThat(scene.bus().redrive(ORDERS, BILLING, 10)).isZero();
        consumer.crash();
        assertThatThrownBy(() -> scene.bus().redrive(ORDERS, BILLING, 10))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "nobody is subscribed to orders~billing who could handle its dead letters");
    }

    private static void announces(BusScene scene) {
        var heard = scene.recorder();
        scene.bus().subscribe(scene.world().start("auditor"), DEAD_LETTERS, AUDIT, heard::handle);
        scene.subscribe(scene.world().start("consumer"), BusDeadLetterContract::failFirst);
        var trace = new TraceContext("1".repeat(32), "2".repeat(16), true);
        var message = message("order-1", 1).withTrace(Optional.of(trace));
        scene.bus().publish(ORDERS, message);
        heard.awaitSeen(1);
        var letters = scene.bus().deadLetters(ORDERS, BILLING, 10);
        assertThat(letters).singleElement().extracting(DeadLetter::message).isEqualTo(message);
        var announcement = heard.seen.getFirst().message();
        assertThat(DeadLetter.of(announcement)).isEqualTo(letters.getFirst());
        assertThat(announcement.subject()).isEqualTo("order-1");
        assertThat(announcement.trace()).contains(trace);
        assertThat(announcement.cause()).contains(message.id());
        assertThat(scene.bus().redrive(ORDERS, BILLING, 10)).isEqualTo(1);
        scene.awaitStanding(BILLING, new Standing(1, 0, 0, true));
        assertThat(scene.bus().read(DEAD_LETTERS, 0, 10)).hasSize(1);
    }

    private static void announcesOnce(BusScene scene) {
        scene.bus()
                .subscribe(
                        scene.world().start("auditor"),
                        DEAD_LETTERS,
                        AUDIT,
                        BusDeadLetterContract::failFirst);
        scene.subscribe(scene.world().start("consumer"), BusDeadLetterContract::failFirst);
        scene.publish("order-1", 1, 1);
        scene.await(
                "the dead letter of the auditor",
                () -> scene.bus().deadLetters(DEAD_LETTERS, AUDIT, 10).size() == 1);
        assertThat(scene.bus().read(DEAD_LETTERS, 0, 10)).hasSize(1);
        scene.bus().redrive(DEAD_LETTERS, AUDIT, 10);
        scene.await(
                "the redrive", () -> scene.bus().deadLetters(DEAD_LETTERS, AUDIT, 10).isEmpty());
    }
}
