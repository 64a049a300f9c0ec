package greenbelt.shard.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import greenbelt.database.MemoryDisk;
import greenbelt.shard.history.HistoryChange.Placed;
import greenbelt.shard.history.HistoryChange.Stand;
import greenbelt.shard.map.Layout;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.move.Resharded;
import greenbelt.shard.move.Resharding;
import greenbelt.shard.run.LeasedShards;
import greenbelt.shard.run.Queries;
import greenbelt.shard.store.Shards;
import greenbelt.world.StepListener;
import greenbelt.world.VirtualWorld;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The order history on shards")
class HistoryTest {
    private static final int ORDERS = 12;
    private static final Instant MORNING = Instant.parse("2026-01-01T08:00:00.123456789Z");

    private VirtualWorld world = new VirtualWorld(9);
    private MemoryDisk disk = new MemoryDisk(world);

    @AfterEach
    void close() {
        world.close();
        disk.close();
    }

    /// Opens the shards and the history, or makes them, and runs `work`.
    private void open(BiConsumer<Shards, History> work) {
        var node = world.start("shards");
        world.enter(
                node,
                "work",
                () -> {
                    var shards =
                            disk.names().isEmpty()
                                    ? Shards.create(
                                            world, node, disk, ShardMap.hashed(Layout.BY_USER, 3))
                                    : Shards.open(world, node, disk);
                    var state = disk.open(History.NAME, History.SCHEMA);
                    node.attach(state);
                    var queries = new Queries(world, new LeasedShards(shards), 2);
                    work.accept(shards, new History(world, shards, queries, state));
                    return true;
                });
        node.stop();
    }

    private static String user(long order) {
        return "user-" + order % 5;
    }

    private static HistoryChange placed(long order) {
        return new HistoryChange(
                order,
                "id-" + order,
                user(order),
                1,
                Optional.of(
                        new Placed(
                                1_250 * order,
                                MORNING.plusSeconds(order),
                                List.of(
                                        new HistoryLine("LAMP", "Lamp", 1, 1_250),
                                        new HistoryLine("S-" + order % 3, "Thing", 2, 99)),
                                order % 2 == 0 ? Optional.of("sealed") : Optional.empty())),
                Optional.empty());
    }

    private static HistoryChange confirmed(long order) {
        return new HistoryChange(
                order,
                "id-" + order,
                user(order),
                3,
                Optional.empty(),
                Optional.of(new Stand("CONFIRMED", Optional.empty())));
    }

    /// Twelve orders are placed, and every other one is confirmed: two events in each slice.
    private static List<List<HistoryChange>> slices() {
        var slices = new ArrayList<List<HistoryChange>>();
        for (long order = 1; order <= ORDERS; order += 2) {
            slices.add(List.of(placed(order), placed(order + 1)));
            slices.add(List.of(confirmed(order)));
        }
        return slices;
    }

    /// Goes on from where the history stands, as its follower does.
    private static void follow(History history) {
        int at = (int) history.state().orElseThrow().position();
        var slices = slices();
        for (; at < slices.size(); at++) {
            history.take(at, at + 1, "event-" + (at + 1), slices.get(at));
        }
    }

    private static String text(History history) {
        var page =
                history.page(
                        new HistoryFilter(
                                Optional.empty(), Optional.empty(), Optional.empty(), 100));
        return page.map(orders ->
                        String.join("\n", orders.stream().map(HistoryOrder::toString).toList()))
                .orElse("not whole");
    }

    private String expected() {
        var text = new StringBuilder();
        try (var other = new VirtualWorld(1);
                var otherDisk = new MemoryDisk(other)) {
            var kept = world;
            var keptDisk = disk;
            world = other;
            disk = otherDisk;
            open((_, history) -> {
                history.begin(0);
                follow(history);
                text.append(text(history));
            });
            world = kept;
            disk = keptDisk;
        }
        return text.toString();
    }

    @Test
    @DisplayName(
            "answers pages of a user, of a status and of all, newest first, each behind the one before")
    void pages() {
        open((_, history) -> {
            history.begin(0);
            follow(history);

            assertThat(numbers(history, Optional.of("user-2"), Optional.empty(), 2))
                    .isEqualTo("12 7 | 2");
            assertThat(numbers(history, Optional.empty(), Optional.of("CONFIRMED"), 4))
                    .isEqualTo("11 9 7 5 | 3 1");
            assertThat(numbers(history, Optional.of("nobody"), Optional.empty(), 2)).isEmpty();
            var first =
                    history.page(
                                    new HistoryFilter(
                                            Optional.of("user-1"),
                                            Optional.empty(),
                                            Optional.of(2L),
                                            9))
                            .orElseThrow();
            assertThat(first)
                    .containsExactly(
                            new HistoryOrder(
                                    1,
                                    "id-1",
                                    "user-1",
                                    "CONFIRMED",
                                    1_250,
                                    MORNING.plusSeconds(1),
                                    3,
                                    Optional.empty(),
                                    Optional.empty(),
                                    List.of(
                                            new HistoryLine("LAMP", "Lamp", 1, 1_250),
                                            new HistoryLine("S-1", "Thing", 2, 99))));
        });
    }

    /// All pages of this size, with a bar between.
    private static String numbers(
            History history, Optional<String> user, Optional<String> status, int size) {
        var pages = new ArrayList<String>();
        var before = Optional.<Long>empty();
        while (true) {
            var page = history.page(new HistoryFilter(user, status, before, size)).orElseThrow();
            if (page.isEmpty()) {
                return String.join(" | ", pages);
            }
            pages.add(
                    String.join(
                            " ",
                            page.stream().map(order -> Long.toString(order.number())).toList()));
            before = Optional.of(page.getLast().number());
        }
    }

    @Test
    @DisplayName("is the same when changes come again, and refuses those behind a gap")
    void redelivery() {
        open((_, history) -> {
            history.begin(0);
            follow(history);
            var once = text(history);
            var slices = slices();
            for (int at = 0; at < slices.size(); at++) {
                history.take(at, at + 1, "event-" + (at + 1), slices.get(at));
            }
            assertThat(text(history)).isEqualTo(once);
            assertThat(history.state().orElseThrow().position()).isEqualTo(slices.size());

            assertThatThrownBy(() -> history.take(99, 100, "e", List.of()))
                    .isInstanceOf(HistoryBroken.class)
                    .hasMessage("the history stands at 12, and is given what came behind 99");
        });
    }

    @Test
    @DisplayName("is not read before it is whole")
    void wholeOrNot() {
        open((_, history) -> {
            history.begin(2);
            assertThat(text(history)).isEqualTo("not whole");
            history.take(0, 1, "event-1", slices().getFirst());
            assertThat(text(history)).isEqualTo("not whole");
            history.take(1, 2, "event-2", slices().get(1));
            assertThat(text(history)).contains("id-1");
        });
    }

    @Test
    @DisplayName(
            "is what the events say, whichever step its node crashes at, also while it is begun anew")
    void crashAtEveryStep() {
        var expected = expected();
        int crashes = 0;
        for (int step = 1; crashedAt(step); step++) {
            open((_, history) -> {
                if (history.state().filter(state -> !state.ending()).isEmpty()) {
                    history.begin(0);
                }
                follow(history);
                assertThat(text(history)).isEqualTo(expected);
            });
            crashes++;
        }
        assertThat(crashes).isGreaterThan(100);
    }

    private boolean crashedAt(int step) {
        close();
        world = new VirtualWorld(9);
        disk = new MemoryDisk(world);
        open((_, history) -> history.begin(0));
        var reached = new int[1];
        StepListener crash =
                (node, task, point) -> {
                    if (++reached[0] == step) {
                        node.crash();
                    }
                };
        world.onStep(crash);
        var failure =
                catchThrowable(() ->
                        open((_, history) -> {
                            follow(history);
                            history.begin(0);
                            follow(history);
                        }));
        world.offStep(crash);
        return failure != null;
    }

    @Test
    @DisplayName("takes orders while a shard is split, and has each once")
    void whileSplit() {
        var expected = expected();
        open((shards, history) -> {
            history.begin(0);
            var done = world.mailbox("followed", 1);
            world.node("shards")
                    .orElseThrow()
                    .spawn(
                            "follow",
                            () -> {
                                follow(history);
                                done.offer(true);
                            });
            var map = shards.map();
            var split =
                    new Resharding(world, shards, _ -> {})
                            .run(
                                    "split shard-2",
                                    map.next(map.strategy().split(new ShardId(2), new ShardId(4))));
            done.await();
            assertThat(split).isInstanceOf(Resharded.Switched.class);
            assertThat(text(history)).isEqualTo(expected);
        });
        assertThat(world.failures()).isEmpty();
    }

    @Test
    @DisplayName("leaves no row behind when it ends, and can be begun again")
    void ends() {
        open((shards, history) -> {
            history.begin(0);
            follow(history);
            history.end();
            assertThat(text(history)).isEqualTo("not whole");
            for (var shard : shards.map().shards()) {
                assertThat(
                                shards.database(shard)
                                        .query(
                                                "look",
                                                "select number from history_lines union all select item_id as number from history_items order by number",
                                                row -> row.number("number")))
                        .isEmpty();
            }
            history.begin(0);
            follow(history);
            assertThat(text(history)).isNotEqualTo("not whole");
        });
    }
}
