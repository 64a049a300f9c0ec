package greenbelt.testkit;

import static greenbelt.testkit.BusScene.BILLING;
import static greenbelt.testkit.BusScene.ORDERS;
import static greenbelt.testkit.BusScene.SHIPPING;
import static greenbelt.testkit.BusScene.delivery;
import static greenbelt.testkit.BusScene.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.bus.Bus.Delivery;
import greenbelt.bus.Bus.Entry;
import greenbelt.bus.Bus.TopicStatus;
import greenbelt.bus.Group;
import greenbelt.bus.Topic;
import greenbelt.testkit.BusContract.Sentence;
import greenbelt.testkit.BusScene.Standing;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// What a [Bus] promises about carrying messages.
final class BusDeliveryContract {
    private BusDeliveryContract() {}

    static List<Sentence> sentences() {
        return List.of(
                new Sentence("delivers a message whole", BusDeliveryContract::deliversWhole),
                new Sentence(
                        "delivers every message to every group", BusDeliveryContract::everyGroup),
                new Sentence(
                        "delivers to a late group from the beginning", BusDeliveryContract::late),
                new Sentence("keeps the order of each key", BusDeliveryContract::keepsOrder),
                new Sentence(
                        "loses nothing of many publishers", BusDeliveryContract::manyPublishers),
                new Sentence("publishes a batch in its order", BusDeliveryContract::publishesBatch),
                new Sentence(
                        "delivers again what a crash interrupted", BusDeliveryContract::redelivers),
                new Sentence("goes on where the group stopped", BusDeliveryContract::resumes),
                new Sentence(
                        "gives up nothing because of a crash",
                        BusDeliveryContract::crashIsNoFailure),
                new Sentence("allows one subscription at a time", BusDeliveryContract::oneAtATime),
                new Sentence(
                        "shows messages to whoever only looks", BusDeliveryContract::showsMessages),
                new Sentence(
                        "tells how far topics and groups are", BusDeliveryContract::tellsStatus));
    }

    private static void deliversWhole(BusScene scene) {
        var recorder = scene.listen("consumer", BILLING);
        var message = message("order-1", 1);
        scene.bus().ping();
        scene.bus().publish(ORDERS, message);
        recorder.awaitSeen(1);
        assertThat(recorder.seen).containsExactly(delivery(1, 1, message));
    }

    private static void everyGroup(BusScene scene) {
        var billing = scene.listen("one", BILLING);
        var shipping = scene.listen("two", SHIPPING);
        scene.publish("order-1", 1, 3);
        billing.awaitSeen(3);
        shipping.awaitSeen(3);
        assertThat(billing.numbersOf("order-1")).containsExactly(1, 2, 3);
        assertThat(shipping.numbersOf("order-1")).containsExactly(1, 2, 3);
    }

    private static void late(BusScene scene) {
        scene.publish("order-1", 1, 5);
        var recorder = scene.listen("late", BILLING);
        recorder.awaitSeen(5);
        assertThat(recorder.numbersOf("order-1")).containsExactly(1, 2, 3, 4, 5);
    }

    private static void keepsOrder(BusScene scene) {
        var recorder = scene.listen("consumer", BILLING);
        var expected = IntStream.rangeClosed(1, 10).boxed().toList();
        for (int number : expected) {
            for (int order = 1; order <= 20; order++) {
                scene.bus().publish(ORDERS, message("order-" + order, number));
            }
        }
        recorder.awaitSeen(200);
        for (int order = 1; order <= 20; order++) {
            assertThat(recorder.numbersOf("order-" + order)).isEqualTo(expected);
        }
    }

    private static void manyPublishers(BusScene scene) {
        var recorder = scene.listen("consumer", BILLING);
        var publishers = scene.world().start("publishers");
        for (int i = 1; i <= 10; i++) {
            var subject = "order-" + i;
            publishers.spawn(subject, () -> scene.publish(subject, 1, 30));
        }
        recorder.awaitSeen(300);
        assertThat(recorder.seen.stream().map(Delivery::position).sorted())
                .isEqualTo(LongStream.rangeClosed(1, 300).boxed().toList());
        assertThat(recorder.seen.stream().map(Delivery::message).distinct()).hasSize(300);
    }

    private static void publishesBatch(BusScene scene) {
        var messages = IntStream.rangeClosed(1, 50).mapToObj(i -> message("order-1", i)).toList();
        scene.bus().publish(ORDERS, messages);
        scene.bus().publish(ORDERS, List.of());
        assertThat(scene.bus().read(ORDERS, 0, 100)).extracting(Entry::message).isEqualTo(messages);
    }

    private static void redelivers(BusScene scene) {
        var recorder = scene.recorder();
        var never = scene.world().<String>mailbox("never", 1);
        var before = scene.world().start("consumer");
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

    private static void resumes(BusScene scene) {
        var before = scene.world().start("consumer");
        var recorder = scene.recorder();
        scene.subscribe(before, recorder::handle);
        scene.publish("order-1", 1, 10);
        scene.awaitStanding(BILLING, new Standing(10, 0, 0, true));
        before.crash();
        scene.publish("order-1", 11, 15);
        scene.awaitStanding(BILLING, new Standing(10, 5, 0, false));
        var again = scene.listen("consumer", BILLING);
        again.awaitSeen(5);
        assertThat(again.numbersOf("order-1")).containsExactly(11, 12, 13, 14, 15);
    }

    private static void crashIsNoFailure(BusScene scene) {
        var before = scene.world().start("consumer");
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
        assertThat(again.seen).containsExactly(delivery(1, 1, message("order-1", 1)));
        assertThat(scene.bus().deadLetters(ORDERS, BILLING, 10)).isEmpty();
        assertThat(scene.world().failures()).isEmpty();
    }

    private static void oneAtATime(BusScene scene) {
        var first = scene.world().start("first");
        scene.subscribe(first, delivery -> {});
        var second = scene.world().start("second");
        assertThatThrownBy(() -> scene.subscribe(second, delivery -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("orders~billing is subscribed already");
        first.crash();
        scene.subscribe(second, delivery -> {});
    }

    private static void showsMessages(BusScene scene) {
        scene.publish("order-1", 1, 5);
        assertThat(scene.bus().read(ORDERS, 2, 2))
                .extracting(Entry::message)
                .containsExactly(message("order-1", 3), message("order-1", 4));
        assertThat(scene.bus().read(ORDERS, 5, 2)).isEmpty();
        assertThat(scene.bus().groups()).isEmpty();
    }

    private static void tellsStatus(BusScene scene) {
        var invoices = new Topic("invoices");
        scene.bus().publish(invoices, message("order-1", 1));
        scene.publish("order-1", 1, 3);
        scene.listen("consumer", BILLING).awaitSeen(3);
        var audit = new Group("audit");
        scene.listen("auditor", audit).awaitSeen(3);
        scene.awaitStanding(BILLING, new Standing(3, 0, 0, true));
        scene.awaitStanding(audit, new Standing(3, 0, 0, true));
        assertThat(scene.bus().topics())
                .containsExactly(new TopicStatus(invoices, 4, 1), new TopicStatus(ORDERS, 4, 3));
        assertThat(scene.bus().groups())
                .extracting(status -> status.topic() + "~" + status.group())
                .containsExactly("orders~audit", "orders~billing");
    }
}
