package greenbelt.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.bus.Bus;
import greenbelt.bus.Group;
import greenbelt.bus.MemoryBus;
import greenbelt.bus.Topic;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.simulator.BusThen.HowFar;
import greenbelt.simulator.BusThen.NotKnown;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The history of a bus")
class BusHistoryTest {
    private static final Topic TOPIC = new Topic("cities");
    private static final Group GROUP = new Group("readers");

    private final VirtualWorld world = new VirtualWorld(1);
    private final Bus bus = new MemoryBus(world);
    private final BusHistory history = new BusHistory(world);

    @AfterEach
    void close() {
        world.close();
    }

    /// What is done on a node of its own, which then stops.
    private void on(String name, Runnable body) {
        var node = world.start(name);
        enter(node, name, body);
        enter(world.start("after " + name), "stop", node::stop);
    }

    private void enter(Node node, String name, Runnable body) {
        world.enter(
                node,
                name,
                () -> {
                    body.run();
                    return true;
                });
    }

    private void publish(int number) {
        bus.publish(
                TOPIC,
                new Envelope(
                        MessageId.derivedFrom("message " + number),
                        "test",
                        "Said",
                        1,
                        "city",
                        world.now(),
                        Optional.empty(),
                        Optional.empty(),
                        "{}"));
        world.sleep(Duration.ofSeconds(1));
    }

    private void listen(Bus through, String name) {
        through.subscribe(world.node(name).orElseThrow(), TOPIC, GROUP, _ -> {});
        world.sleep(Duration.ofSeconds(1));
    }

    private Instant after(long seconds) {
        return VirtualWorld.BEGINNING.plusSeconds(seconds);
    }

    @Test
    @DisplayName("tells how far a group was, counted from the first message on")
    void tellsHowFarAGroupWas() {
        on(
                "first",
                () -> {
                    publish(1);
                    publish(2);
                    listen(history.watch(bus), "first");
                    publish(3);
                });

        on(
                "look",
                () -> {
                    assertThat(history.at(after(2), bus).topics())
                            .containsExactly(new BusThen.TopicThen(TOPIC, 2, 2));
                    assertThat(history.at(after(2), bus).groups())
                            .containsExactly(
                                    new HowFar(
                                            TOPIC,
                                            GROUP,
                                            0,
                                            2,
                                            0,
                                            Optional.empty(),
                                            Optional.empty()));
                    assertThat(history.at(after(4), bus).groups())
                            .singleElement()
                            .isInstanceOfSatisfying(
                                    HowFar.class,
                                    group ->
                                            assertThat(List.of(group.done(), group.lag()))
                                                    .containsExactly(3L, 0L));
                });
    }

    @Test
    @DisplayName(
            "does not know how far a group was before it began to look, but how far the topic was")
    void doesNotKnowWhatWasBefore() {
        on(
                "first",
                () -> {
                    publish(1);
                    listen(bus, "first");
                });
        on(
                "second",
                () -> {
                    listen(history.watch(bus), "second");
                    publish(2);
                });

        on(
                "look",
                () -> {
                    assertThat(history.at(world.now(), bus).groups())
                            .singleElement()
                            .isInstanceOfSatisfying(
                                    HowFar.class,
                                    group ->
                                            assertThat(List.of(group.done(), group.lag()))
                                                    .containsExactly(2L, 0L));
                    var then = history.at(after(1), bus);
                    assertThat(then.topics()).containsExactly(new BusThen.TopicThen(TOPIC, 1, 1));
                    assertThat(then.groups())
                            .singleElement()
                            .isInstanceOfSatisfying(
                                    NotKnown.class,
                                    group ->
                                            assertThat(group.since())
                                                    .isBetween(after(2), after(3)));
                });
    }
}
