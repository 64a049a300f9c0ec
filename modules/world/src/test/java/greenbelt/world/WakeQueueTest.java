package greenbelt.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The wake queue")
class WakeQueueTest {
    private static final Comparator<Fiber> ORDER = (a, b) -> a.isBefore(b) ? -1 : 1;

    @Test
    @DisplayName("gives the earliest first, also after some were moved")
    void earliestFirst() {
        try (var world = new VirtualWorld(1)) {
            var random = Randomness.of(7, "times");
            var fibers = fibers(world.start("node"), random);
            var queue = new WakeQueue();
            fibers.forEach(queue::place);
            for (int i = 0; i < fibers.size(); i += 3) {
                fibers.get(i).wakeAt = random.nextInt(50);
                queue.place(fibers.get(i));
            }
            assertThat(drained(queue, fibers.size()))
                    .isEqualTo(fibers.stream().sorted(ORDER).toList());
        }
    }

    private static List<Fiber> fibers(Node node, Randomness random) {
        return IntStream.range(0, 500)
                .mapToObj(number -> {
                    var fiber = new Fiber(node.newTask("t"), 1, Thread.currentThread());
                    fiber.wakeAt = random.nextInt(50);
                    fiber.tie = random.nextInt(5);
                    fiber.sequence = number;
                    return fiber;
                })
                .toList();
    }

    private static List<Fiber> drained(WakeQueue queue, int count) {
        var drained = new ArrayList<Fiber>();
        for (int i = 0; i < count; i++) {
            drained.add(queue.first());
            queue.removeFirst();
        }
        return drained;
    }
}
