package greenbelt.world;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// All that a program may ask of the world it runs in: what time it is, to wait, to start a task, to draw a number.
///
/// There are two worlds. [LiveWorld] is the real one: the wall clock and virtual threads. [VirtualWorld] is a
/// simulation: time jumps to the next event, one task runs at a time, and the seed decides the rest, so that the same
/// seed gives the same bytes. Code written against this interface runs in both, unchanged.
///
/// Every method may be called from any task. Those that wait say so; they throw [IllegalStateException] inside
/// [#undivided], and [NodeDown] in a task whose node has crashed or stopped.
public sealed interface World extends AutoCloseable permits LiveWorld, VirtualWorld {

    /// The time of day, as the clock of the calling task's node shows it: right, or wrong by [Node#skew(Duration)].
    ///
    /// In the virtual world it goes backward only where a skew is changed; in the live world whenever the machine's
    /// clock does. To measure how long something took, use [#nanoTime].
    Instant now();

    /// [#now] as a clock in UTC, for libraries that take one.
    Clock clock();

    /// Nanoseconds from an arbitrary origin, the same for every node; never goes backward, and knows no skew. For
    /// measuring how long something took.
    long nanoTime();

    /// Waits, as part of the work in hand: in the virtual world a command does not return before this wait has ended.
    void sleep(Duration duration);

    /// Waits without work in hand, as the pause of a periodic task does: the world may be quiet meanwhile.
    void rest(Duration duration);

    /// A point where others may run and a crash may strike, such as just before and just after a commit.
    ///
    /// The virtual world lets a small seeded moment pass; the live world only checks that the node is still up.
    void step(String point);

    /// From now on `listener` hears of every step of every task, after those that listen already; once, also when it
    /// listens already.
    void onStep(StepListener listener);

    /// From now on `listener` hears no more; nothing happens when it did not listen.
    void offStep(StepListener listener);

    /// Runs `body` as one undivided piece: whoever tries to wait inside gets an exception that names `what`.
    ///
    /// Database transactions run like this, because a wait inside one holds its locks.
    <T> T undivided(String what, Supplier<T> body);

    /// The stream of random numbers with this name: a function of (seed, name, how many were drawn from it before).
    ///
    /// No stream disturbs another. Names are stable things such as `latency/order->user/order-3`.
    Randomness random(String name);

    /// Bytes for keys and salts: unpredictable in the live world, drawn from the seed in the virtual one.
    byte[] secret(String name, int length);

    /// A new mailbox that holds at most `capacity` messages.
    <T> Mailbox<T> mailbox(String name, int capacity);

    /// A new watermark that stands at `start`.
    Watermark watermark(String name, long start);

    /// Starts a node. Throws [IllegalStateException] when one of that name is up, or the world is closed.
    Node start(String name);

    /// The node of this name that is up, if there is one.
    Optional<Node> node(String name);

    /// The nodes that are up, sorted by name.
    List<Node> nodes();

    /// Enters the world from outside: runs `body` as a task of `node`, and returns what it returns.
    ///
    /// In the live world the calling thread becomes the task. In the virtual world the caller waits until `body` and
    /// all the work it caused have ended, but for work that goes on for more than a day of virtual time after `body`: that
    /// is taken up by who enters next. If they cannot end, [Deadlock] says who waits for what. Not for tasks of this
    /// world; a task of another one may enter.
    <T> T enter(Node node, String name, Supplier<T> body);

    /// Adds to [#failures] what the current task caught and answered for, such as a request that ended with 500.
    void report(Throwable cause);

    /// What tasks have thrown since the start, oldest first, at most [#MAX_FAILURES].
    List<TaskFailure> failures();

    /// How many failures are kept; later ones are counted as `failureCount`.
    int MAX_FAILURES = 100;

    /// How many tasks have failed, those beyond [#MAX_FAILURES] included.
    long failureCount();

    /// Stops every node and ends the world, with all its tasks. No effect the second time.
    ///
    /// Every node is stopped, also when one throws; the first failure is thrown in the end.
    @Override
    void close();
}
