package greenbelt.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What holds in both worlds, as far as the real one lets itself be asked.
abstract class WorldContract {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final World world;
    final Node node;

    WorldContract(World world) {
        this.world = world;
        this.node = world.start("shop");
    }

    @AfterEach
    void close() {
        world.close();
    }

    /// Runs `body` as a task and returns what it returns.
    <T> T inside(Supplier<T> body) {
        return world.enter(node, "test", body);
    }

    /// Puts its name and then how it ended into `log`.
    static void untilDown(Mailbox<String> log, Runnable wait) {
        log.put("waiting");
        try {
            wait.run();
        } finally {
            log.offer("a dying task must not get here");
        }
    }

    @Test
    @DisplayName("lets time pass while a task sleeps")
    void sleepTakesTime() {
        var slept =
                inside(() -> {
                    long before = world.nanoTime();
                    world.sleep(Duration.ofMillis(2));
                    return Duration.ofNanos(world.nanoTime() - before);
                });
        assertThat(slept).isGreaterThanOrEqualTo(Duration.ofMillis(2));
    }

    @Test
    @DisplayName("has a clock that tells the time of the world")
    void clock() {
        var before = world.now();
        assertThat(world.clock().instant()).isBetween(before, world.now());
    }

    @Test
    @DisplayName(
            "shows the tasks of a node whose clock is skewed another time of day, and no others")
    void skew() {
        var hour = Duration.ofHours(1);
        var victim = world.start("victim");
        var shown = world.<Instant>mailbox("shown", 2);
        for (var skew : List.of(hour, hour.negated(), Duration.ZERO)) {
            var before = world.now();
            inside(() -> {
                victim.skew(skew);
                victim.spawn(
                        "look",
                        () -> {
                            shown.put(world.now());
                            shown.put(world.clock().instant());
                        });
                for (int i = 0; i < 2; i++) {
                    assertThat(shown.await().minus(skew)).isBetween(before, world.now());
                }
                return node;
            });
            assertThat(world.now()).isBefore(before.plus(hour));
        }
    }

    @Test
    @DisplayName("lets the timers of a node whose clock is skewed go off as if it were right")
    void skewMovesNoTimer() {
        var never = world.<String>mailbox("never", 1);
        var pause = Duration.ofMillis(1);
        node.skew(Duration.ofDays(-1_000));
        var nanos =
                inside(() -> {
                    long before = world.nanoTime();
                    world.sleep(pause);
                    world.step("step");
                    never.await(pause);
                    return world.nanoTime() - before;
                });
        assertThat(Duration.ofNanos(nanos)).isBetween(pause.multipliedBy(2), Duration.ofMinutes(1));
    }

    @Test
    @DisplayName(
            "begins each run of a node with a right clock, and refuses to skew it by millennia")
    void skewEndsWithTheRun() {
        node.skew(Duration.ofHours(1));
        assertThat(node.skew()).isEqualTo(Duration.ofHours(1));
        node.crash();
        assertThat(world.start("shop").skew()).isZero();
        assertThatThrownBy(() -> node.skew(Duration.ofDays(-365_001)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a clock can be wrong by at most PT8760000H, was PT-8760024H");
    }

    @Test
    @DisplayName("returns what the body returned, and throws what it threw")
    void enterReturnsAndThrows() {
        var failure = new IllegalArgumentException("no such item");
        assertThat(inside(() -> 42)).isEqualTo(42);
        assertThat(
                        catchThrowable(() ->
                                inside(() -> {
                                    throw failure;
                                })))
                .isSameAs(failure);
        assertThat(world.failures()).isEmpty();
    }

    @Test
    @DisplayName("delivers messages in the order they were put")
    void messagesInOrder() {
        var mailbox = world.<Integer>mailbox("numbers", 2);
        var received =
                inside(() -> {
                    node.spawn("send", () -> List.of(1, 2, 3, 4, 5).forEach(mailbox::put));
                    var numbers = new ArrayList<Integer>();
                    for (int i = 0; i < 5; i++) {
                        numbers.add(mailbox.await());
                    }
                    return numbers;
                });
        assertThat(received).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    @DisplayName("delivers every message once to several receivers")
    void severalReceivers() {
        var jobs = world.<Integer>mailbox("jobs", 3);
        var done = world.<Integer>mailbox("done", 100);
        Set<Integer> all =
                inside(() -> {
                    for (int worker = 0; worker < 4; worker++) {
                        node.spawn("worker", () -> relay(jobs, done));
                    }
                    var seen = new TreeSet<Integer>();
                    for (int job = 0; job < 40; job++) {
                        jobs.put(job);
                    }
                    for (int job = 0; job < 40; job++) {
                        seen.add(done.await());
                    }
                    return seen;
                });
        assertThat(all).hasSize(40);
        assertThat(done.size()).isZero();
    }

    private static void relay(Mailbox<Integer> jobs, Mailbox<Integer> done) {
        while (true) {
            done.put(jobs.take());
        }
    }

    @Test
    @DisplayName("refuses a message for a full mailbox, and drains what is there")
    void fullMailbox() {
        var mailbox = world.<String>mailbox("letters", 2);
        assertThat(List.of(mailbox.offer("a"), mailbox.offer("b"), mailbox.offer("c")))
                .containsExactly(true, true, false);
        assertThat(mailbox.drain(1)).containsExactly("a");
        assertThat(mailbox.drain(9)).containsExactly("b");
        assertThat(mailbox.size()).isZero();
    }

    @Test
    @DisplayName("lets senders go on when a full mailbox is drained")
    void drainFreesSenders() {
        var mailbox = world.<String>mailbox("letters", 2);
        var sent = world.<String>mailbox("sent", 9);
        var drained =
                inside(() -> {
                    mailbox.put("a");
                    mailbox.put("b");
                    for (var letter : List.of("c", "d")) {
                        node.spawn(
                                "send " + letter,
                                () -> {
                                    mailbox.put(letter);
                                    sent.put(letter);
                                });
                    }
                    world.sleep(Duration.ofMillis(1));
                    mailbox.drain(2);
                    return new TreeSet<>(List.of(sent.await(), sent.await()));
                });
        assertThat(drained).containsExactly("c", "d");
    }

    @Test
    @DisplayName("gives up waiting for a message when the patience ends")
    void patienceEnds() {
        var mailbox = world.<String>mailbox("letters", 1);
        assertThat(inside(() -> mailbox.await(Duration.ofMillis(1)))).isEmpty();
        assertThat(inside(() -> mailbox.take(Duration.ZERO))).isEmpty();
        assertThat(inside(() -> mailbox.take(Duration.ofSeconds(-1)))).isEmpty();
        mailbox.offer("a");
        assertThat(inside(() -> mailbox.await(Duration.ofDays(1_000_000)))).contains("a");
    }

    @Test
    @DisplayName(
            "wakes those who wait for a watermark when it has risen beyond what they have seen")
    void watermark() {
        var mark = world.watermark("position", 5);
        var seen =
                inside(() -> {
                    node.spawn("raise", () -> List.of(6L, 3L, 7L).forEach(mark::advanceTo));
                    mark.awaitBeyond(6, Duration.ofDays(1));
                    return mark.value();
                });
        assertThat(seen).isEqualTo(7);
        assertThat(inside(() -> mark.awaitBeyond(7, Duration.ofMillis(1)))).isFalse();
        assertThat(inside(() -> mark.restUntilBeyond(6, Duration.ZERO))).isTrue();
    }

    @Test
    @DisplayName("reports a task that throws")
    void throwingTaskIsReported() {
        var failure = new IllegalStateException("broken");
        var next = world.<String>mailbox("next", 1);
        inside(() -> {
            node.spawn(
                    "bad",
                    () -> {
                        throw failure;
                    });
            node.spawn("good", () -> next.put("went on"));
            awaitFailure();
            return next.await();
        });
        assertThat(world.failureCount()).isEqualTo(1);
        assertThat(world.failures().getFirst())
                .satisfies(report ->
                        assertThat(report)
                                .isEqualTo(
                                        new TaskFailure(
                                                report.at(), "shop", "shop/test/bad", failure)));
    }

    /// Waits until a task has failed: what a node that is going down throws is no failure.
    private void awaitFailure() {
        long end = world.nanoTime() + PATIENCE.toNanos();
        while (world.failureCount() == 0 && world.nanoTime() < end) {
            world.sleep(Duration.ofMillis(1));
        }
    }

    @Test
    @DisplayName("refuses to wait inside undivided work, with the name of both")
    void noWaitInsideUndividedWork() {
        assertThatThrownBy(() ->
                        inside(() ->
                                world.undivided(
                                        "transaction",
                                        () -> {
                                            world.step("publish");
                                            return node;
                                        })))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "shop/test must not wait (publish) inside undivided work (transaction)");
        assertThat(inside(() -> world.undivided("fine", () -> 1))).isEqualTo(1);
    }

    @Test
    @DisplayName("lets a task wait again after its undivided work")
    void waitsAfterUndividedWork() {
        var steps =
                inside(() -> {
                    var value = world.undivided("outer", () -> world.undivided("in", () -> 1));
                    world.step("after");
                    return value;
                });
        assertThat(steps).isEqualTo(1);
    }

    @Test
    @DisplayName("hands task-locals to tasks of the same node, not to those of another")
    void taskLocals() {
        var trace = TaskLocal.of("trace", "none");
        var other = world.start("other");
        var heard = world.<String>mailbox("heard", 9);
        var values =
                inside(() ->
                        trace.where(
                                "t1",
                                () -> {
                                    node.spawn("same", () -> heard.put("same " + trace.get()));
                                    other.spawn("other", () -> heard.put("other " + trace.get()));
                                    trace.where(
                                            "t2",
                                            () -> {
                                                node.spawn(
                                                        "deep",
                                                        () -> heard.put("deep " + trace.get()));
                                                return node;
                                            });
                                    return new TreeSet<>(
                                            List.of(
                                                    trace.get(),
                                                    heard.await(),
                                                    heard.await(),
                                                    heard.await()));
                                }));
        assertThat(values).containsExactly("deep t2", "other none", "same t1", "t1");
        assertThat(trace.get()).isEqualTo("none");
    }

    @Test
    @DisplayName("names a task after who started it")
    void taskNames() {
        var names = world.<String>mailbox("names", 9);
        var three =
                inside(() -> {
                    for (int i = 0; i < 3; i++) {
                        node.spawn("child", () -> names.put(Task.current().orElseThrow().name()));
                    }
                    return new TreeSet<>(List.of(names.await(), names.await(), names.await()));
                });
        assertThat(three)
                .containsExactly("shop/test/child", "shop/test/child#2", "shop/test/child#3");
    }

    @Test
    @DisplayName("lists the nodes that are up, sorted by name, each name once")
    void nodes() {
        var second = world.start("alpha");
        assertThat(world.nodes()).containsExactly(second, node);
        assertThatThrownBy(() -> world.start("shop")).hasMessage("node shop is up already");
        second.stop();
        assertThat(world.nodes()).containsExactly(node);
        assertThat(world.node("alpha")).isEqualTo(Optional.empty());
        assertThat(world.start("alpha").isUp()).isTrue();
    }

    @Test
    @DisplayName(
            "ends the tasks of a crashed node where they wait, and lets no finally of theirs reach others")
    void crashEndsTasks() {
        var log = world.<String>mailbox("log", 99);
        var never = world.<String>mailbox("never", 1);
        var mark = world.watermark("mark", 0);
        var victim = world.start("victim");
        var waiting =
                inside(() -> {
                    victim.spawn("a", () -> untilDown(log, never::take));
                    victim.spawn("b", () -> untilDown(log, never::await));
                    victim.spawn("c", () -> untilDown(log, () -> mark.restUntilBeyond(0)));
                    victim.spawn("d", () -> untilDown(log, () -> world.rest(Duration.ofDays(1))));
                    victim.spawn("e", () -> untilDown(log, () -> world.sleep(Duration.ofDays(1))));
                    var said = new ArrayList<String>();
                    for (int i = 0; i < 5; i++) {
                        said.add(log.await());
                    }
                    victim.crash();
                    return said;
                });
        world.close();
        assertThat(waiting).hasSize(5).containsOnly("waiting");
        assertThat(log.size()).isZero();
        assertThat(world.failures()).isEmpty();
    }

    @Test
    @DisplayName("cuts the parts of a crashed node before its tasks end, last attached first")
    void crashCutsPartsFirst() {
        var events = world.<String>mailbox("events", 9);
        var victim = world.start("victim");
        victim.attach(new Recorder("database", events));
        victim.attach(new Recorder("server", events));
        inside(() -> {
            victim.crash();
            victim.crash();
            victim.stop();
            return node;
        });
        assertThat(events.drain(9)).containsExactly("server crashed", "database crashed");
    }

    @Test
    @DisplayName("lets a task crash its own node, and ends it where it next waits")
    void taskCrashesItsOwnNode() {
        var victim = world.start("victim");
        var reached = new ArrayList<String>();
        var thrown =
                catchThrowable(() ->
                        world.enter(
                                victim,
                                "suicide",
                                () -> {
                                    victim.crash();
                                    reached.add("ran on");
                                    world.step("next wait");
                                    reached.add("waited");
                                    return node;
                                }));
        assertThat(thrown).isInstanceOf(NodeDown.class).hasMessage("node victim is down");
        assertThat(reached).containsExactly("ran on");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    @DisplayName("tells who listens of every step, with node, task and point, and of nothing else")
    void listensToSteps() {
        var never = world.<String>mailbox("never", 1);
        var steps = world.<String>mailbox("steps", 99);
        StepListener listener = (at, task, point) -> steps.offer(at + ", " + task + ", " + point);
        world.onStep(listener);
        inside(() -> {
            world.step("commit");
            world.sleep(Duration.ofMillis(1));
            never.await(Duration.ofMillis(1));
            world.step("committed");
            return node;
        });
        world.offStep(listener);
        inside(() -> {
            world.step("unheard");
            return node;
        });
        assertThat(steps.drain(99))
                .containsExactly("shop, shop/test, commit", "shop, shop/test, committed");
    }

    @Test
    @DisplayName("tells all who listen of a step, in the order in which they came, each once")
    void severalListenToSteps() {
        var heard = world.<String>mailbox("heard", 99);
        StepListener one = (at, task, point) -> heard.offer("one: " + point);
        StepListener other = (at, task, point) -> heard.offer("other: " + point);
        world.onStep(one);
        world.onStep(other);
        world.onStep(one);
        inside(this::commit);
        world.offStep(one);
        inside(this::commit);
        assertThat(heard.drain(99))
                .containsExactly("one: commit", "other: commit", "other: commit");
    }

    @Test
    @DisplayName("ends a task right at the step at which its node is crashed")
    void crashAtAStep() {
        var victim = world.start("victim");
        var reached = new ArrayList<String>();
        world.onStep((at, task, point) -> {
            if (point.equals("committed")) {
                at.crash();
                reached.add("the crash returned");
            }
        });
        var thrown =
                catchThrowable(() ->
                        world.enter(
                                victim,
                                "order",
                                () -> {
                                    world.step("commit");
                                    reached.add("commit");
                                    world.step("committed");
                                    reached.add("answer");
                                    return node;
                                }));
        assertThat(thrown).isInstanceOf(NodeDown.class).hasMessage("node victim is down");
        assertThat(reached).containsExactly("commit", "the crash returned");
        assertThat(world.node("victim")).isEmpty();
    }

    @Test
    @DisplayName("ends a task that it started right at the step at which its node is crashed")
    void crashAtAStepOfASpawnedTask() {
        var victim = world.start("victim");
        var log = world.<String>mailbox("log", 9);
        victim.attach(new Recorder("database", log));
        world.onStep((at, task, point) -> {
            if (point.equals("committed")) {
                at.crash();
            }
        });
        var said =
                inside(() -> {
                    victim.spawn("order", () -> untilDown(log, () -> world.step("committed")));
                    return List.of(log.await(), log.await());
                });
        world.close();
        assertThat(said).containsExactly("waiting", "database crashed");
        assertThat(log.size()).isZero();
        assertThat(world.failures()).isEmpty();
    }

    @Test
    @DisplayName("holds a task at the step at which its node is paused")
    void pauseAtAStep() {
        var log = world.<String>mailbox("log", 9);
        var victim = world.start("victim");
        world.onStep((at, task, point) -> {
            if (point.equals("commit")) {
                at.pause();
                log.offer("paused");
            }
        });
        var said =
                inside(() -> {
                    victim.spawn(
                            "order",
                            () -> {
                                world.step("commit");
                                log.put("went on");
                            });
                    var first = log.await();
                    world.sleep(Duration.ofMillis(5));
                    int more = log.size();
                    victim.resume();
                    return first + ", " + more + ", " + log.await();
                });
        assertThat(said).isEqualTo("paused, 0, went on");
    }

    @Test
    @DisplayName("calls no listener inside undivided work, and refuses one that waits")
    void listenerDoesNotWait() {
        var points = new ArrayList<String>();
        StepListener listener =
                (at, task, point) -> {
                    points.add(point);
                    world.sleep(Duration.ofMillis(1));
                };
        world.onStep(listener);
        assertThatThrownBy(() -> inside(() -> world.undivided("transaction", this::commit)))
                .hasMessage("shop/test must not wait (commit) inside undivided work (transaction)");
        assertThat(points).isEmpty();
        assertThatThrownBy(() -> inside(this::commit))
                .hasMessage(
                        "shop/test#2 must not wait (sleep) inside undivided work (listening to step commit)");
        world.offStep(listener);
        assertThat(inside(this::commit)).isSameAs(node);
    }

    private Node commit() {
        world.step("commit");
        return node;
    }

    @Test
    @DisplayName("stops every part although one fails, and then throws its failure")
    void stopGoesOnAfterAFailure() {
        var events = world.<String>mailbox("events", 9);
        var victim = world.start("victim");
        victim.attach(new Recorder("database", events));
        victim.attach(new FailingPart());
        victim.attach(new Recorder("server", events));
        assertThatThrownBy(victim::stop).hasMessage("cannot stop");
        assertThat(events.drain(9)).containsExactly("server stopped", "database stopped");
        assertThat(world.node("victim")).isEmpty();
    }

    @Test
    @DisplayName("refuses tasks and parts for a node that is down, and cuts such a part at once")
    void nothingForANodeThatIsDown() {
        var events = world.<String>mailbox("events", 9);
        var victim = world.start("victim");
        victim.crash();
        assertThatThrownBy(() -> victim.spawn("late", () -> {})).isInstanceOf(NodeDown.class);
        assertThatThrownBy(() -> victim.attach(new Recorder("late part", events)))
                .isInstanceOf(NodeDown.class);
        assertThatThrownBy(() -> world.enter(victim, "late", () -> 1)).isInstanceOf(NodeDown.class);
        assertThat(events.drain(9)).containsExactly("late part crashed");
    }

    @Test
    @DisplayName("reports a task that gives up because another node is down")
    void otherNodeDownIsAFailure() {
        var victim = world.start("victim");
        victim.crash();
        var next = world.<String>mailbox("next", 1);
        inside(() -> {
            node.spawn("caller", () -> victim.spawn("late", () -> {}));
            node.spawn("next", () -> next.put("went on"));
            awaitFailure();
            return next.await();
        });
        assertThat(world.failures())
                .extracting(TaskFailure::task)
                .containsExactly("shop/test/caller");
    }

    @Test
    @DisplayName("gives a message to the next receiver when the first one's node goes down")
    void messageOutlivesItsReceiver() {
        var letters = world.<String>mailbox("letters", 9);
        var waiting = world.<String>mailbox("waiting", 9);
        var read = world.<String>mailbox("read", 9);
        var victim = world.start("victim");
        var reader =
                inside(() -> {
                    victim.spawn("first", () -> read(letters, waiting, read, "victim"));
                    waiting.await();
                    node.spawn("second", () -> read(letters, waiting, read, "shop"));
                    waiting.await();
                    victim.crash();
                    letters.put("letter");
                    return read.await();
                });
        assertThat(reader).isEqualTo("shop read letter");
    }

    private static void read(
            Mailbox<String> letters, Mailbox<String> waiting, Mailbox<String> read, String who) {
        waiting.put(who);
        read.put(who + " read " + letters.take());
    }

    @Test
    @DisplayName("refuses a part that waits while it crashes")
    void crashDoesNotWait() {
        var victim = world.start("victim");
        victim.attach(
                new Part() {
                    @Override
                    public void stop() {
                        world.step("stop");
                    }

                    @Override
                    public void crash() {
                        world.step("say goodbye");
                    }
                });
        assertThatThrownBy(() ->
                        inside(() -> {
                            victim.crash();
                            return node;
                        }))
                .hasMessage(
                        "shop/test must not wait (say goodbye) inside undivided work (crash of victim)");
        assertThat(victim.isUp()).isFalse();
    }

    @Test
    @DisplayName(
            "holds the tasks of a paused node back until it is resumed, while its mail comes in")
    void pause() {
        var ready = world.<String>mailbox("ready", 9);
        var letters = world.<String>mailbox("letters", 9);
        var read = world.<String>mailbox("read", 9);
        var victim = world.start("victim");
        var whilePaused =
                inside(() -> {
                    victim.spawn("reader", () -> answer(ready, letters, read));
                    ready.await();
                    victim.pause();
                    victim.spawn("late", () -> read.put("began late"));
                    letters.put("letter");
                    world.sleep(Duration.ofMillis(5));
                    return read.size();
                });
        assertThat(whilePaused).isZero();
        assertThat(victim.isPaused()).isTrue();
        var afterwards =
                inside(() -> {
                    victim.resume();
                    return new TreeSet<>(List.of(read.await(), read.await()));
                });
        assertThat(afterwards).containsExactly("began late", "letter");
        assertThat(victim.isPaused()).isFalse();
    }

    private void answer(Mailbox<String> ready, Mailbox<String> letters, Mailbox<String> read) {
        ready.put("ready");
        var letter = letters.take();
        world.step("read");
        read.put(letter);
    }

    @Test
    @DisplayName("lets the deadlines of a paused node pass")
    void deadlinesPassInAPause() {
        var ready = world.<String>mailbox("ready", 9);
        var never = world.<String>mailbox("never", 1);
        var waited = world.<Duration>mailbox("waited", 1);
        var victim = world.start("victim");
        var pause = Duration.ofMillis(5);
        Duration took =
                inside(() -> {
                    victim.spawn(
                            "impatient",
                            () -> {
                                long before = world.nanoTime();
                                victim.pause();
                                ready.put("paused");
                                never.await(Duration.ofMillis(1));
                                world.step("gave up");
                                waited.put(Duration.ofNanos(world.nanoTime() - before));
                            });
                    ready.await();
                    world.sleep(pause);
                    victim.resume();
                    return waited.await();
                });
        assertThat(took).isGreaterThanOrEqualTo(pause);
    }

    @Test
    @DisplayName("ends the tasks of a paused node that crashes where they were held back")
    void crashOfAPausedNode() {
        var log = world.<String>mailbox("log", 9);
        var go = world.<String>mailbox("go", 1);
        var victim = world.start("victim");
        victim.attach(new Recorder("database", log));
        inside(() -> {
            victim.spawn(
                    "work",
                    () ->
                            untilDown(
                                    log,
                                    () -> {
                                        go.take();
                                        world.step("go on");
                                    }));
            log.await();
            victim.pause();
            go.put("go");
            world.sleep(Duration.ofMillis(5));
            victim.crash();
            return node;
        });
        world.close();
        assertThat(log.drain(9)).containsExactly("database crashed");
        assertThat(victim.isPaused()).isFalse();
        assertThat(world.failures()).isEmpty();
    }

    @Test
    @DisplayName("resumes a paused node that is to stop in order")
    void stopOfAPausedNode() {
        var requests = world.<String>mailbox("requests", 1);
        var log = world.<String>mailbox("log", 9);
        var victim = world.start("victim");
        victim.attach(
                new Part() {
                    @Override
                    public void stop() {
                        requests.put("save");
                        log.put(log.await() + " and stopped");
                    }

                    @Override
                    public void crash() {
                        log.offer("crashed");
                    }
                });
        var said =
                inside(() -> {
                    victim.spawn("save", () -> answer(world.mailbox("ready", 1), requests, log));
                    victim.pause();
                    victim.stop();
                    return log.await();
                });
        assertThat(said).isEqualTo("save and stopped");
    }

    @Test
    @DisplayName("lets a task pause its own node, and go on when another one resumes it")
    void taskPausesItsOwnNode() {
        var paused = world.<String>mailbox("paused", 1);
        var log = world.<String>mailbox("log", 9);
        var victim = world.start("victim");
        var said =
                inside(() -> {
                    victim.spawn(
                            "tired",
                            () -> {
                                victim.pause();
                                paused.put("ran on to its next step");
                                world.step("next");
                                log.put("went on");
                            });
                    var ranOn = paused.await();
                    world.sleep(Duration.ofMillis(5));
                    int before = log.size();
                    victim.resume();
                    return ranOn + ", " + before + ", " + log.await();
                });
        assertThat(said).isEqualTo("ran on to its next step, 0, went on");
    }

    @Test
    @DisplayName("can be closed while a node is paused, and lets it stop in order")
    void closedInAPause() {
        var log = world.<String>mailbox("log", 9);
        node.attach(new Recorder("database", log));
        node.spawn("rest", () -> world.rest(Duration.ofDays(1)));
        node.pause();
        world.close();
        assertThat(log.drain(9)).containsExactly("database stopped");
        node.pause();
        assertThat(node.isPaused()).as("nothing to pause any more").isFalse();
    }

    @Test
    @DisplayName("is over when it is closed")
    void closed() {
        world.close();
        assertThat(node.isUp()).isFalse();
        assertThat(world.nodes()).isEmpty();
        assertThatThrownBy(() -> world.start("late")).hasMessage("the world is closed");
        world.close();
    }

    @Test
    @DisplayName("leaves no thread behind when it is closed")
    void noThreadLeft() {
        var threads = world.<Thread>mailbox("threads", 99);
        var never = world.<String>mailbox("never", 1);
        var all =
                inside(() -> {
                    for (int i = 0; i < 20; i++) {
                        node.spawn(
                                "rest",
                                () -> {
                                    threads.put(Thread.currentThread());
                                    never.take();
                                });
                    }
                    var started = new ArrayList<Thread>();
                    for (int i = 0; i < 20; i++) {
                        started.add(threads.await());
                    }
                    return started;
                });
        world.close();
        assertThat(all).hasSize(20).allSatisfy(Thread::join);
    }

    record Recorder(String name, Mailbox<String> events) implements Part {
        @Override
        public void stop() {
            events.offer(name + " stopped");
        }

        @Override
        public void crash() {
            events.offer(name + " crashed");
        }
    }

    record FailingPart() implements Part {
        @Override
        public void stop() {
            throw new IllegalStateException("cannot stop");
        }

        @Override
        public void crash() {}
    }
}
