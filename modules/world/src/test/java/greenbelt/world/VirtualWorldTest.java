package greenbelt.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A virtual world")
class VirtualWorldTest {
    private static final Duration DAY = Duration.ofDays(1);

    /// Some tasks that take turns, and what each did when.
    private static List<String> story(long seed, String... tasks) {
        var story = new ArrayList<String>();
        try (var world = new VirtualWorld(seed)) {
            var node = world.start("node");
            world.enter(
                    node,
                    "begin",
                    () -> {
                        for (var task : tasks) {
                            node.spawn(task, () -> tell(world, task, story));
                        }
                        return node;
                    });
        }
        return story;
    }

    private static void tell(World world, String task, List<String> story) {
        for (int i = 1; i <= 5; i++) {
            world.step("between");
            var draw = world.random("draws/" + task).nextInt(100);
            story.add(world.now() + " " + task + " " + i + " " + draw);
        }
    }

    @Test
    @DisplayName("tells the same story for the same seed")
    void sameSeedSameStory() {
        assertThat(story(7, "a", "b", "c")).isEqualTo(story(7, "a", "b", "c"));
    }

    @Test
    @DisplayName("tells other stories for other seeds")
    void otherSeedsOtherStories() {
        var orders =
                LongStream.range(0, 50)
                        .mapToObj(seed -> story(seed, "a", "b", "c"))
                        .map(story ->
                                story.stream()
                                        .map(line -> line.replaceAll("^\\S+ (\\S+).*", "$1"))
                                        .toList())
                        .distinct()
                        .count();
        assertThat(orders).as("orders of 15 steps under 50 seeds").isGreaterThan(40);
    }

    @Test
    @DisplayName("lets the seed choose who is first among those who are ready at the same time")
    void seedBreaksTies() {
        var firsts =
                LongStream.range(0, 50)
                        .mapToObj(VirtualWorldTest::orderOfReadyTasks)
                        .distinct()
                        .count();
        assertThat(firsts).as("orders of 3 ready tasks").isEqualTo(6);
    }

    private static List<String> orderOfReadyTasks(long seed) {
        var order = new ArrayList<String>();
        try (var world = new VirtualWorld(seed)) {
            var node = world.start("node");
            List.of("a", "b", "c").forEach(name -> node.spawn(name, () -> order.add(name)));
            world.enter(node, "look", () -> node);
        }
        return order;
    }

    @Test
    @DisplayName("tells the same story about two tasks whether or not there is a third")
    void removingOneReshufflesNothingElse() {
        var withThird = story(7, "a", "b", "c");
        withThird.removeIf(line -> line.contains(" c "));
        assertThat(story(7, "a", "b")).isEqualTo(withThird);
    }

    @Test
    @DisplayName("tells the same story alone and side by side with others")
    void worldsSideBySide() {
        var alone = IntStream.range(0, 8).mapToObj(seed -> story(seed, "a", "b", "c")).toList();
        var together =
                IntStream.range(0, 8)
                        .parallel()
                        .mapToObj(seed -> story(seed, "a", "b", "c"))
                        .toList();
        assertThat(together).isEqualTo(alone);
    }

    @Test
    @DisplayName("tells another story of a node's second run than of its first")
    void secondRunIsNotTheFirstAgain() {
        try (var world = new VirtualWorld(7)) {
            var durations = new ArrayList<Duration>();
            for (int run = 1; run <= 2; run++) {
                var node = world.start("node");
                var begin = world.now();
                world.enter(
                        node,
                        "work",
                        () -> {
                            world.step("once");
                            return node;
                        });
                durations.add(Duration.between(begin, world.now()));
                node.stop();
            }
            assertThat(durations).doesNotHaveDuplicates();
        }
    }

    @Test
    @DisplayName("jumps over the time in which nothing happens")
    void timeJumps() {
        try (var world = new VirtualWorld(1)) {
            var node = world.start("node");
            world.enter(
                    node,
                    "sleep",
                    () -> {
                        world.sleep(DAY.multipliedBy(1_000));
                        return node;
                    });
            assertThat(world.now()).isEqualTo(VirtualWorld.BEGINNING.plus(DAY.multipliedBy(1_000)));
            assertThat(world.clock().instant()).isEqualTo(world.now());
        }
    }

    @Test
    @DisplayName("ends a wait exactly when its patience does")
    void timeoutsAreExact() {
        try (var world = new VirtualWorld(1)) {
            var node = world.start("node");
            var mailbox = world.<String>mailbox("letters", 1);
            var answer =
                    world.enter(node, "wait", () -> mailbox.await(Duration.ofNanos(1_234_567_891)));
            assertThat(answer).isEqualTo(Optional.empty());
            assertThat(world.nanoTime()).isEqualTo(1_234_567_891);
        }
    }

    @Test
    @DisplayName("is quiet while tasks rest, and lets their time come when somebody works")
    void restingIsQuiet() {
        try (var world = new VirtualWorld(1)) {
            var node = world.start("node");
            var ticks = new ArrayList<Long>();
            node.spawn("tick", () -> tickEveryMinute(world, ticks));
            world.enter(node, "nothing", () -> node);
            assertThat(ticks).isEmpty();
            world.enter(
                    node,
                    "advance",
                    () -> {
                        world.sleep(Duration.ofMinutes(3).plusSeconds(1));
                        return node;
                    });
            assertThat(ticks).containsExactly(1L, 2L, 3L);
        }
    }

    private static void tickEveryMinute(World world, List<Long> ticks) {
        while (true) {
            world.rest(Duration.ofMinutes(1));
            ticks.add(Duration.ofNanos(world.nanoTime()).toMinutes());
        }
    }

    @Test
    @DisplayName("lets who enters come out when all the work they caused has ended")
    void enterWaitsForTheWorkItCaused() {
        try (var world = new VirtualWorld(1)) {
            var node = world.start("node");
            var done = new ArrayList<String>();
            var jobs = world.<String>mailbox("jobs", 10);
            node.spawn(
                    "worker",
                    () -> {
                        while (true) {
                            var job = jobs.take();
                            world.sleep(Duration.ofHours(1));
                            done.add(job);
                        }
                    });
            world.enter(node, "send", () -> jobs.offer("one") && jobs.offer("two"));
            assertThat(done).containsExactly("one", "two");
        }
    }

    @Test
    @DisplayName("says so when the body itself rests for ever")
    void bodyThatRestsForEver() {
        try (var world = new VirtualWorld(1)) {
            var node = world.start("node");
            var mailbox = world.<String>mailbox("letters", 1);
            assertThatThrownBy(() -> world.enter(node, "reader", mailbox::take))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "reader has not ended: it rests, and nothing is left that could wake it");
        }
    }

    @Test
    @DisplayName("lets a step take from 20 to 200 microseconds")
    void stepsTakeTime() {
        try (var world = new VirtualWorld(1)) {
            var node = world.start("node");
            var nanos = new ArrayList<Long>();
            world.enter(
                    node,
                    "steps",
                    () -> {
                        for (int i = 0; i < 1_000; i++) {
                            long before = world.nanoTime();
                            world.step("commit");
                            nanos.add(world.nanoTime() - before);
                        }
                        return node;
                    });
            assertThat(nanos).allMatch(taken -> taken >= 20_000 && taken < 200_000);
            assertThat(nanos.stream().distinct().count()).isGreaterThan(900);
        }
    }

    @Test
    @DisplayName("can be driven by a task of another world")
    void worldInsideAWorld() {
        try (var outer = new VirtualWorld(1)) {
            var search = outer.start("search");
            var inner = outer.enter(search, "run seeds", () -> story(7, "a", "b"));
            assertThat(inner).isEqualTo(story(7, "a", "b"));
        }
    }
}
