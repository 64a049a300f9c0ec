package greenbelt.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.eventstore.Subscription.State;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A subscription with a filter")
class FilteredSubscriptionTest {
    private static final EventFilter WANTED = EventFilter.ofTypes("Wanted");

    /// A world with a store in it.
    private record Scene(VirtualWorld world, Node node, MemoryEventStore store) {
        static Scene of(long seed) {
            var world = new VirtualWorld(seed);
            return new Scene(world, world.start("order"), new MemoryEventStore(world));
        }

        void play(Runnable body) {
            world.enter(
                    node,
                    "test",
                    () -> {
                        body.run();
                        return true;
                    });
        }

        void append(String stream, String type, int count) {
            long first = store.durablePosition().value();
            var events =
                    IntStream.range(0, count)
                            .mapToObj(i -> event(stream + "-" + (first + i), type))
                            .toList();
            store.append(new StreamId(stream), new Expected.Any(), events);
        }
    }

    private static Envelope event(String id, String type) {
        return new Envelope(
                new MessageId(id),
                "order",
                type,
                1,
                "order-1",
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                "{}");
    }

    @Test
    @DisplayName("tells with each slice where to go on, beyond what was filtered out")
    void checkpoints() {
        var scene = Scene.of(7);
        var checkpoints = new ArrayList<Long>();
        var sizes = new ArrayList<Integer>();
        scene.play(() -> {
            scene.append("a", "Wanted", 2);
            scene.append("a", "Other", 5);
        });
        var subscription =
                Subscription.inSlices(
                                scene.world(),
                                scene.store(),
                                "test",
                                0,
                                slice -> {
                                    checkpoints.add(slice.position());
                                    sizes.add(slice.events().size());
                                })
                        .only(WANTED);
        scene.node().spawn("subscription", subscription::run);
        scene.play(() -> scene.append("a", "Other", 999));
        scene.play(() -> scene.append("a", "Other", 1));

        assertThat(checkpoints).containsExactly(7L, 1_007L);
        assertThat(sizes).containsExactly(2, 0);
        assertThat(subscription.position().value()).isEqualTo(1_007);
        scene.world().close();
    }

    @Test
    @DisplayName(
            "is catching up again when it has fallen far behind, and live when it has come to the end")
    void fallsBehind() {
        var scene = Scene.of(7);
        var states = new ArrayList<State>();
        var subscriptions = new ArrayList<Subscription>();
        var subscription =
                Subscription.inBatches(
                        scene.world(),
                        scene.store(),
                        "test",
                        0,
                        batch -> {
                            states.add(subscriptions.getFirst().status().state());
                            scene.world().sleep(Duration.ofSeconds(1));
                        });
        subscriptions.add(subscription);
        scene.node().spawn("subscription", subscription::run);
        scene.play(() -> {
            scene.append("a", "Wanted", 1);
            scene.append("a", "Wanted", 1_000);
            scene.append("b", "Wanted", 1_000);
        });
        assertThat(states.getFirst()).isEqualTo(State.LIVE);
        assertThat(states.subList(1, 6)).containsOnly(State.CATCHING_UP);
        assertThat(subscription.status().state()).isEqualTo(State.LIVE);
        scene.world().close();
    }

    @Test
    @DisplayName("has each of its events once, in order, however it and the writers take turns")
    void everyInterleaving() {
        for (long seed = 0; seed < 50; seed++) {
            var scene = Scene.of(seed);
            var seen = new ArrayList<StoredEvent>();
            scene.play(() -> scene.append("old", "Wanted", 3));
            var subscription =
                    Subscription.of(
                                    scene.world(),
                                    scene.store(),
                                    "test",
                                    0,
                                    Interceptor.NONE,
                                    event -> {
                                        scene.world().step("handling");
                                        seen.add(event);
                                    })
                            .only(WANTED);
            write(scene, "a");
            scene.node().spawn("subscription", subscription::run);
            write(scene, "b");
            var all = new ArrayList<StoredEvent>();
            scene.play(() -> {
                scene.world().sleep(Duration.ofSeconds(1));
                all.addAll(scene.store().readAll(0, 100, WANTED).events());
            });
            assertThat(seen).isEqualTo(all).hasSize(3 + 2 * 5);
            scene.world().close();
        }
    }

    private static void write(Scene scene, String stream) {
        scene.node()
                .spawn(
                        "writer",
                        () ->
                                LongStream.range(0, 10)
                                        .forEach(i ->
                                                scene.append(
                                                        stream,
                                                        i % 2 == 0 ? "Wanted" : "Other",
                                                        1)));
    }

    @Test
    @DisplayName("begins where it is told to")
    void start() {
        var scene = Scene.of(7);
        var seen = new ArrayList<Long>();
        scene.play(() -> scene.append("a", "Wanted", 5));
        var subscription =
                Subscription.inBatches(
                                scene.world(),
                                scene.store(),
                                "test",
                                3,
                                batch -> batch.forEach(event -> seen.add(event.position())))
                        .withoutGivingUp()
                        .only(WANTED);
        scene.node().spawn("subscription", subscription::run);
        scene.play(() -> scene.append("a", "Wanted", 1));
        assertThat(seen).isEqualTo(List.of(4L, 5L, 6L));
        scene.world().close();
    }
}
