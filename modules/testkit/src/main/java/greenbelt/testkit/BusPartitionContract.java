package greenbelt.testkit;

import static greenbelt.testkit.BusScene.BILLING;
import static greenbelt.testkit.BusScene.ORDERS;
import static greenbelt.testkit.BusScene.delivery;
import static greenbelt.testkit.BusScene.keyIn;
import static greenbelt.testkit.BusScene.message;
import static greenbelt.testkit.BusScene.partitionOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.bus.Bus.Delivery;
import greenbelt.bus.Bus.Entry;
import greenbelt.bus.Bus.GroupStatus;
import greenbelt.bus.Bus.PartitionStatus;
import greenbelt.bus.Bus.TopicStatus;
import greenbelt.bus.Topic;
import greenbelt.testkit.BusContract.Sentence;
import greenbelt.testkit.BusScene.Standing;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;

/// What a [Bus] promises about the partitions of a topic.
final class BusPartitionContract {
    private BusPartitionContract() {}

    static List<Sentence> sentences() {
        return List.of(
                new Sentence("keeps a key in one partition", BusPartitionContract::keepsKeys),
                new Sentence(
                        "gives a topic as many partitions as it is asked for",
                        BusPartitionContract::partitions),
                new Sentence(
                        "never changes a number of partitions",
                        BusPartitionContract::fixedPartitions),
                new Sentence("handles partitions side by side", BusPartitionContract::sideBySide),
                new Sentence(
                        "tells how far a group is by partition",
                        BusPartitionContract::lagByPartition),
                new Sentence("hands over batches of one partition", BusPartitionContract::batches));
    }

    private static void keepsKeys(BusScene scene) {
        for (int order = 1; order <= 20; order++) {
            scene.publish("order-" + order, 1, 3);
        }
        var entries = scene.bus().read(ORDERS, 0, 100);
        assertThat(entries)
                .hasSize(60)
                .allSatisfy(
                        entry -> assertThat(entry.partition()).isEqualTo(partitionOf(entry.key())));
        for (int partition = 0; partition < 4; partition++) {
            int number = partition;
            var offsets =
                    entries.stream()
                            .filter(entry -> entry.partition() == number)
                            .map(Entry::offset)
                            .toList();
            assertThat(offsets)
                    .isNotEmpty()
                    .isEqualTo(LongStream.rangeClosed(1, offsets.size()).boxed().toList());
        }
    }

    private static void partitions(BusScene scene) {
        var wide = new Topic("wide");
        scene.bus().create(wide, 12);
        for (int order = 1; order <= 100; order++) {
            scene.bus().publish(wide, message("order-" + order, 1));
        }
        assertThat(scene.bus().topics()).containsExactly(new TopicStatus(wide, 12, 100));
        assertThat(scene.bus().read(wide, 0, 100).stream().map(Entry::partition).distinct())
                .hasSize(12);
    }

    private static void fixedPartitions(BusScene scene) {
        scene.publish("order-1", 1, 1);
        scene.bus().create(ORDERS, 4);
        assertThatThrownBy(() -> scene.bus().create(ORDERS, 5))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "topic orders has 4 partitions, which cannot be changed to 5: a key would be parted from its past");
        assertThatThrownBy(() -> scene.bus().create(new Topic("none"), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a topic has 1 to 64 partitions, was 0");
    }

    private static void sideBySide(BusScene scene) {
        var other = scene.world().<Long>mailbox("of the other partition", 1);
        var recorder = scene.recorder();
        scene.subscribe(
                scene.world().start("consumer"),
                delivery -> {
                    if (delivery.partition() == 0) {
                        other.take();
                    } else {
                        other.put(delivery.position());
                    }
                    recorder.handle(delivery);
                });
        scene.publish(keyIn(0), 1, 1);
        scene.publish(keyIn(1), 1, 1);
        recorder.awaitSeen(2);
        assertThat(recorder.seen).hasSize(2);
    }

    private static void lagByPartition(BusScene scene) {
        var never = scene.world().<String>mailbox("never", 1);
        var recorder = scene.recorder();
        scene.subscribe(
                scene.world().start("consumer"),
                delivery -> {
                    if (delivery.partition() == 0) {
                        never.take();
                    }
                    recorder.handle(delivery);
                });
        scene.publish(keyIn(0), 1, 3);
        scene.publish(keyIn(1), 1, 2);
        recorder.awaitSeen(2);
        scene.awaitStanding(BILLING, new Standing(0, 3, 0, true));
        assertThat(scene.status(BILLING).map(GroupStatus::partitions).orElseThrow())
                .containsExactly(
                        new PartitionStatus(0, 0, 3),
                        new PartitionStatus(1, 2, 2),
                        new PartitionStatus(2, 0, 0),
                        new PartitionStatus(3, 0, 0));
    }

    private static void batches(BusScene scene) {
        var batches = new CopyOnWriteArrayList<List<Delivery>>();
        var recorder = scene.recorder();
        for (int order = 1; order <= 20; order++) {
            scene.publish("order-" + order, 1, 5);
        }
        scene.bus()
                .subscribe(
                        scene.world().start("consumer"),
                        ORDERS,
                        BILLING,
                        10,
                        deliveries -> {
                            batches.add(deliveries);
                            deliveries.forEach(recorder::handle);
                        });
        recorder.awaitSeen(100);
        assertThat(batches)
                .allSatisfy(batch -> {
                    assertThat(batch).hasSizeLessThanOrEqualTo(10);
                    assertThat(batch.stream().map(Delivery::partition).distinct()).hasSize(1);
                })
                .anySatisfy(batch -> assertThat(batch).hasSize(10));
        for (int order = 1; order <= 20; order++) {
            assertThat(recorder.numbersOf("order-" + order)).containsExactly(1, 2, 3, 4, 5);
        }
        scene.awaitStanding(BILLING, new Standing(100, 0, 0, true));
    }
}
