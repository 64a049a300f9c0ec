package greenbelt.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import greenbelt.bus.Bus;
import greenbelt.bus.DeadLetterFilter;
import greenbelt.bus.ForwardingBus;
import greenbelt.bus.Group;
import greenbelt.bus.MemoryBus;
import greenbelt.bus.Topic;
import greenbelt.event.Envelope;
import greenbelt.world.LiveWorld;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

@DisplayName("A bus in memory")
class MemoryBusTest {
    @TestFactory
    @DisplayName("keeps the contract in the virtual world")
    Stream<DynamicNode> virtualWorld() {
        return LongStream.rangeClosed(1, 20)
                .mapToObj(seed ->
                        dynamicContainer(
                                "seed " + seed,
                                BusContract.of(() -> new VirtualWorld(seed), MemoryBus::new)));
    }

    @TestFactory
    @DisplayName("keeps the contract in the live world")
    Stream<DynamicTest> liveWorld() {
        return BusContract.of(LiveWorld::new, MemoryBus::new);
    }

    @TestFactory
    @DisplayName("keeps the contract behind a bus that only forwards")
    Stream<DynamicTest> forwarded() {
        return BusContract.of(
                () -> new VirtualWorld(1), world -> new ForwardingBus(new MemoryBus(world)) {});
    }

    @TestFactory
    @DisplayName("that does nothing breaks every sentence of the contract")
    Stream<DynamicTest> theContractCanFail() {
        return BusContract.sentences().stream()
                .map(sentence ->
                        DynamicTest.dynamicTest(
                                "not: " + sentence.text(),
                                () ->
                                        assertThatThrownBy(() ->
                                                        BusContract.check(
                                                                sentence,
                                                                () -> new VirtualWorld(1),
                                                                world -> new IdleBus()))
                                                .isInstanceOf(AssertionError.class)));
    }

    /// A bus that does nothing.
    private static final class IdleBus implements Bus {
        @Override
        public void create(Topic topic, int partitions) {}

        @Override
        public void publish(Topic topic, List<Envelope> messages) {}

        @Override
        public void subscribe(
                Node node, Topic topic, Group group, int most, BatchHandler handler) {}

        @Override
        public void replay(Topic topic, Group group, long after, Group into) {}

        @Override
        public void pause(Topic topic, Group group) {}

        @Override
        public void resume(Topic topic, Group group) {}

        @Override
        public void remove(Topic topic, Group group) {}

        @Override
        public void ping() {}

        @Override
        public List<TopicStatus> topics() {
            return List.of();
        }

        @Override
        public List<GroupStatus> groups() {
            return List.of();
        }

        @Override
        public List<Entry> read(Topic topic, long after, int limit) {
            return List.of();
        }

        @Override
        public List<DeadLetter> deadLetters(
                Topic topic, Group group, DeadLetterFilter filter, int limit) {
            return List.of();
        }

        @Override
        public int redrive(Topic topic, Group group, DeadLetterFilter filter, int limit) {
            return 0;
        }
    }
}
