package greenbelt.testkit;

import static greenbelt.testkit.BusScene.BILLING;
import static greenbelt.testkit.BusScene.ORDERS;
import static greenbelt.testkit.BusScene.SHIPPING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.bus.Bus.GroupStatus;
import greenbelt.bus.Group;
import greenbelt.testkit.BusContract.Sentence;
import greenbelt.testkit.BusScene.Standing;
import java.util.List;

/// What a [Bus] promises about groups.
final class BusGroupContract {
    private BusGroupContract() {}

    static List<Sentence> sentences() {
        return List.of(
                new Sentence(
                        "hands a paused group nothing until it is resumed",
                        BusGroupContract::pauses),
                new Sentence(
                        "stays paused when the consumer crashes", BusGroupContract::staysPaused),
                new Sentence("pauses no group that there is not", BusGroupContract::pausesNobody),
                new Sentence("replays from a position into a new group", BusGroupContract::replays),
                new Sentence("goes on with a replay after a crash", BusGroupContract::replayGoesOn),
                new Sentence(
                        "refuses a replay that makes no sense", BusGroupContract::refusesReplay),
                new Sentence("ends a replay that is removed", BusGroupContract::removesReplay),
                new Sentence(
                        "forgets a removed group, and begins it anew from the beginning",
                        BusGroupContract::removesGone),
                new Sentence(
                        "removes no group that somebody listens for, or that there is not",
                        BusGroupContract::refusesRemoval));
    }

    private static void pauses(BusScene scene) {
        var recorder = scene.listen("consumer", BILLING);
        scene.publish("order-1", 1, 1);
        recorder.awaitSeen(1);
        scene.bus().pause(ORDERS, BILLING);
        scene.publish("order-1", 2, 3);
        scene.awaitStanding(BILLING, new Standing(1, 2, 0, true));
        assertThat(scene.status(BILLING)).map(GroupStatus::paused).contains(true);
        assertThat(recorder.seen).hasSize(1);
        scene.bus().resume(ORDERS, BILLING);
        recorder.awaitSeen(3);
        assertThat(recorder.numbersOf("order-1")).containsExactly(1, 2, 3);
        assertThat(scene.status(BILLING)).map(GroupStatus::paused).contains(false);
    }

    private static void staysPaused(BusScene scene) {
        var before = scene.world().start("consumer");
        scene.subscribe(before, delivery -> {});
        scene.bus().pause(ORDERS, BILLING);
        scene.publish("order-1", 1, 2);
        before.crash();
        var again = scene.listen("consumer", BILLING);
        var other = scene.listen("other", SHIPPING);
        other.awaitSeen(2);
        assertThat(again.seen).isEmpty();
        scene.bus().resume(ORDERS, BILLING);
        again.awaitSeen(2);
        assertThat(again.numbersOf("order-1")).containsExactly(1, 2);
    }

    private static void pausesNobody(BusScene scene) {
        assertThatThrownBy(() -> scene.bus().pause(ORDERS, BILLING))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("there is no group billing of topic orders");
        assertThatThrownBy(() -> scene.bus().resume(ORDERS, BILLING))
                .isInstanceOf(IllegalStateException.class);
        assertThat(scene.bus().topics()).isEmpty();
    }

    private static void replays(BusScene scene) {
        var again = new Group("billing-again");
        var recorder = scene.listen("consumer", BILLING);
        scene.publish("order-1", 1, 5);
        recorder.awaitSeen(5);
        scene.awaitStanding(BILLING, new Standing(5, 0, 0, true));
        scene.bus().replay(ORDERS, BILLING, 2, again);
        recorder.awaitSeen(8);
        scene.publish("order-1", 6, 6);
        recorder.awaitSeen(10);
        scene.awaitStanding(again, new Standing(6, 0, 0, true));
        scene.awaitStanding(BILLING, new Standing(6, 0, 0, true));
        assertThat(recorder.numbersOf("order-1").subList(0, 8))
                .containsExactly(1, 2, 3, 4, 5, 3, 4, 5);
        assertThat(recorder.seen).hasSize(10);
    }

    private static void replayGoesOn(BusScene scene) {
        var again = new Group("billing-again");
        var before = scene.world().start("consumer");
        scene.subscribe(before, delivery -> {});
        scene.bus().replay(ORDERS, BILLING, 0, again);
        before.crash();
        scene.publish("order-1", 1, 2);
        var recorder = scene.listen("consumer", BILLING);
        recorder.awaitSeen(4);
        scene.awaitStanding(again, new Standing(2, 0, 0, true));
    }

    private static void refusesReplay(BusScene scene) {
        var again = new Group("billing-again");
        scene.publish("order-1", 1, 3);
        assertThatThrownBy(() -> scene.bus().replay(ORDERS, BILLING, 0, again))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("nobody is subscribed to orders~billing who could handle a replay");
        scene.listen("consumer", BILLING).awaitSeen(3);
        assertThatThrownBy(() -> scene.bus().replay(ORDERS, BILLING, 4, again))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("topic orders has positions up to 3, expected one of them or 0, was 4");
        assertThatThrownBy(() -> scene.bus().replay(ORDERS, BILLING, 0, BILLING))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "there is a group billing of topic orders already; choose another name");
        assertThat(scene.status(again)).isEmpty();
    }

    private static void removesReplay(BusScene scene) {
        var again = new Group("billing-again");
        var before = scene.world().start("consumer");
        var recorder = scene.recorder();
        scene.subscribe(before, recorder::handle);
        scene.publish("order-1", 1, 2);
        scene.bus().replay(ORDERS, BILLING, 0, again);
        recorder.awaitSeen(4);
        scene.awaitStanding(again, new Standing(2, 0, 0, true));
        scene.bus().remove(ORDERS, again);
        scene.publish("order-1", 3, 3);
        recorder.awaitSeen(5);
        scene.awaitStanding(BILLING, new Standing(3, 0, 0, true));
        assertThat(scene.status(again)).isEmpty();
        before.crash();
        scene.publish("order-1", 4, 4);
        scene.listen("consumer", BILLING).awaitSeen(1);
        assertThat(scene.status(again)).isEmpty();
        assertThat(recorder.seen).hasSize(5);
    }

    private static void removesGone(BusScene scene) {
        var before = scene.world().start("consumer");
        scene.subscribe(
                before,
                delivery -> {
                    throw new AssertionError("broken");
                });
        scene.publish("order-1", 1, 2);
        scene.awaitStanding(BILLING, new Standing(2, 0, 2, true));
        scene.bus().pause(ORDERS, BILLING);
        before.crash();
        scene.bus().remove(ORDERS, BILLING);
        assertThat(scene.status(BILLING)).isEmpty();
        assertThat(scene.deadLetters()).isEmpty();
        var again = scene.listen("consumer", BILLING);
        again.awaitSeen(2);
        assertThat(again.numbersOf("order-1")).containsExactly(1, 2);
        scene.awaitStanding(BILLING, new Standing(2, 0, 0, true));
    }

    private static void refusesRemoval(BusScene scene) {
        scene.listen("consumer", BILLING);
        assertThatThrownBy(() -> scene.bus().remove(ORDERS, BILLING))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "somebody is subscribed to orders~billing; only a replay, or a group that nobody listens for, can be removed");
        assertThatThrownBy(() -> scene.bus().remove(ORDERS, SHIPPING))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("there is no group shipping of topic orders");
        assertThat(scene.status(BILLING)).isPresent();
    }
}
