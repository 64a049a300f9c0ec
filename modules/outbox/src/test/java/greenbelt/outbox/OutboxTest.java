package greenbelt.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.bus.Group;
import greenbelt.bus.Topic;
import greenbelt.database.MemoryDisk;
import greenbelt.database.Schema;
import greenbelt.database.Session;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.event.TraceContext;
import greenbelt.outbox.Habits.Hearing;
import greenbelt.testkit.FaultyDatabase;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("An outbox and its relay")
class OutboxTest {
    private static final Topic TOPIC = new Topic("inventory");
    private static final TraceContext TRACE =
            new TraceContext("1".repeat(32), "2".repeat(16), true);

    private VirtualWorld world = new VirtualWorld(7);
    private MemoryDisk disk = new MemoryDisk(world);
    private RecordingBus bus = new RecordingBus(world);
    private Node node;
    private FaultyDatabase database;
    private Outbox outbox;
    private Inbox inbox;
    private OutboxRelay relay;

    @BeforeEach
    final void start() {
        node = world.start("inventory");
        database =
                new FaultyDatabase(
                        disk.open("inventory", new Schema(1, Outbox.TABLES).and(Inbox.TABLES)));
        node.attach(database);
        outbox = inTask(() -> Outbox.open(world, database, () -> Optional.of(TRACE)));
        inbox = inTask(() -> Inbox.open(database));
        relay = inTask(() -> OutboxRelay.start(world, node, database, outbox, bus));
    }

    @AfterEach
    void end() {
        world.close();
        disk.close();
    }

    private void begin(long seed) {
        end();
        world = new VirtualWorld(seed);
        disk = new MemoryDisk(world);
        bus = new RecordingBus(world);
        start();
    }

    private <T> T inTask(Supplier<T> body) {
        return world.enter(node, "test", body);
    }

    private static Envelope message(String id) {
        return new Envelope(
                new MessageId(id),
                "inventory",
                "StockReserved",
                1,
                "order-1",
                Instant.parse("2026-01-01T00:00:00Z"),
                Optional.empty(),
                Optional.empty(),
                "{}");
    }

    private boolean say(Session session, String id) {
        outbox.add(session, TOPIC, message(id));
        return true;
    }

    @Test
    @DisplayName("publish what was committed, in order, ascribed to the current trace")
    void publishes() {
        inTask(() -> {
            database.write("one", session -> say(session, "a") && say(session, "b"));
            return database.write("two", session -> say(session, "c"));
        });
        assertThat(bus.published)
                .containsExactly(
                        message("a").withTrace(Optional.of(TRACE)),
                        message("b").withTrace(Optional.of(TRACE)),
                        message("c").withTrace(Optional.of(TRACE)));
        assertThat(inTask(relay::status)).isEqualTo(new OutboxRelay.Status(0, Optional.empty()));
    }

    @Test
    @DisplayName("say nothing of what was undone")
    void undone() {
        inTask(() -> {
            assertThatThrownBy(() ->
                    database.write(
                            "fail",
                            session -> {
                                say(session, "a");
                                throw new IllegalStateException();
                            }));
            return database.write("good", session -> say(session, "b"));
        });
        assertThat(bus.ids()).containsExactly("b");
    }

    @Test
    @DisplayName("try again while the bus refuses, show why, and let nothing overtake")
    void refused() {
        bus.refusals = 20;
        var meanwhile =
                inTask(() -> {
                    database.write("one", session -> say(session, "a"));
                    database.write("two", session -> say(session, "b"));
                    world.sleep(Duration.ofSeconds(1));
                    return relay.status();
                });
        assertThat(meanwhile.waiting()).isEqualTo(2);
        assertThat(meanwhile.lastError()).get().asString().contains("bus is out of order");
        inTask(() -> {
            world.sleep(OutboxRelay.LONGEST_PAUSE.multipliedBy(20));
            return true;
        });
        assertThat(bus.ids()).containsExactly("a", "b");
        assertThat(inTask(relay::status)).isEqualTo(new OutboxRelay.Status(0, Optional.empty()));
    }

    @Test
    @DisplayName("try again while the database cannot be read or cleared, and show why")
    void databaseOutOfOrder() {
        database.fail("read outbox", 8);
        var meanwhile =
                inTask(() -> {
                    database.write("one", session -> say(session, "a"));
                    world.sleep(Duration.ofSeconds(1));
                    return relay.status();
                });
        assertThat(meanwhile.lastError()).get().asString().contains("read outbox");
        database.fail("clear outbox", 8);
        inTask(() -> {
            world.sleep(OutboxRelay.LONGEST_PAUSE.multipliedBy(20));
            database.write("two", session -> say(session, "b"));
            return true;
        });
        assertThat(bus.ids()).containsExactly("a", "b");
        assertThat(inTask(relay::status)).isEqualTo(new OutboxRelay.Status(0, Optional.empty()));
        assertThat(world.failures()).isEmpty();
    }

    @Test
    @DisplayName("tell how many messages wait, as last seen, while the database is out")
    void countUnknown() {
        bus.refusals = 3;
        var statuses =
                inTask(() -> {
                    database.write("one", session -> say(session, "a"));
                    var before = relay.status();
                    database.fail("count outbox", 1);
                    return List.of(before, relay.status());
                });
        assertThat(statuses).extracting(OutboxRelay.Status::waiting).containsExactly(1L, 1L);
        assertThat(statuses.getLast().lastError()).get().asString().startsWith("count outbox");
    }

    @Test
    @DisplayName("say so when the relay has ended of an error")
    void relayEnds() {
        bus.broken = true;
        inTask(() -> database.write("one", session -> say(session, "a")));

        assertThat(inTask(relay::status).lastError())
                .contains("the relay has ended; its node needs a restart");
        assertThat(world.failureCount()).isEqualTo(1);
    }

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("publish after any crash what was committed, all of it and nothing else, in order")
    void crashes(long seed) {
        begin(seed);
        var acknowledged = new ArrayList<String>();
        var attempted = new ArrayList<String>();
        var crashes = world.random("crashes");
        for (int round = 0; round < 4; round++) {
            int first = round * 10;
            node.spawn(
                    "writer",
                    () -> {
                        for (int i = first; i < first + 10; i++) {
                            var id = "m" + i;
                            attempted.add(id);
                            database.write("say", session -> say(session, id));
                            acknowledged.add(id);
                        }
                    });
            var killer = world.start("killer");
            world.enter(
                    killer,
                    "kill",
                    () -> {
                        world.sleep(crashes.between(Duration.ofNanos(1), Duration.ofMillis(4)));
                        node.crash();
                        return true;
                    });
            killer.stop();
            start();
        }
        var published = new LinkedHashSet<>(bus.ids());
        assertThat(published).containsAll(acknowledged);
        assertThat(attempted).containsSubsequence(published);
        assertThat(world.failures()).isEmpty();
    }

    @Nested
    @DisplayName("and an inbox")
    class InboxTest {
        private final Group group = new Group("inventory");

        private boolean handle(String id) {
            return database.write(
                    "handle", session -> inbox.firstTime(session, group, new MessageId(id)));
        }

        @Test
        @DisplayName("tells the first time from the others, for each group")
        void once() {
            inTask(() -> {
                assertThat(handle("a")).isTrue();
                assertThat(handle("a")).isFalse();
                assertThat(handle("b")).isTrue();
                return database.write(
                        "other",
                        session -> {
                            var other = new Group("user");
                            assertThat(inbox.firstTime(session, other, new MessageId("a")))
                                    .isTrue();
                            return true;
                        });
            });
        }

        @Test
        @DisplayName("remembers across a crash, but not what was undone")
        void remembers() {
            inTask(() -> {
                handle("a");
                assertThatThrownBy(() ->
                        database.write(
                                "fail",
                                session -> {
                                    inbox.firstTime(session, group, new MessageId("b"));
                                    throw new IllegalStateException();
                                }));
                return true;
            });
            node.crash();
            start();
            assertThat(List.of(inTask(() -> handle("a")), inTask(() -> handle("b"))))
                    .containsExactly(false, true);
        }

        @Test
        @DisplayName("says of many messages which have not been handled, each once, in their order")
        void manyAtOnce() {
            var some = Stream.of("c", "b", "a", "c", "d").map(MessageId::new).toList();
            inTask(() -> {
                handle("b");
                assertThat(firstTimes(some))
                        .extracting(MessageId::value)
                        .containsExactly("c", "a", "d");
                assertThat(firstTimes(some)).isEmpty();
                return true;
            });
        }

        private List<MessageId> firstTimes(List<MessageId> messages) {
            return database.write(
                    "handle many", session -> inbox.firstTimes(session, group, messages));
        }

        @Test
        @DisplayName(
                "takes each time for the first when it is told to hear as often as is delivered")
        void forgetful() {
            inbox = inTask(() -> Inbox.open(database, Hearing.AS_OFTEN_AS_DELIVERED));

            assertThat(List.of(inTask(() -> handle("a")), inTask(() -> handle("a"))))
                    .containsExactly(true, true);
        }

        @Test
        @DisplayName("forgets the oldest when it is full")
        void bounded() {
            int messages = 2 * Inbox.CLEAN_UP_EVERY;
            inbox = inTask(() -> Inbox.open(database, Inbox.CLEAN_UP_EVERY, Hearing.ONCE));
            inTask(() ->
                    database.write(
                            "many",
                            session -> {
                                for (int m = 1; m <= messages; m++) {
                                    inbox.firstTime(session, group, new MessageId("m" + m));
                                }
                                return true;
                            }));
            assertThat(inTask(() -> handle("m" + messages))).isFalse();
            assertThat(inTask(() -> handle("m1"))).isTrue();
        }
    }
}
