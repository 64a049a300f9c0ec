package greenbelt.bus.chronicle;

import greenbelt.bus.BusException;
import greenbelt.world.Mailbox;
import greenbelt.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The one task that touches a queue; others ask it.
///
/// Chronicle's appenders and tailers belong to one thread. And the threads of service nodes are interrupted when their
/// node crashes, which closes files under the hands of everybody who shares them.
final class QueueTask {
    /// The most requests that wait for the task; further ones wait for room.
    private static final int MAX_WAITING = 1_024;

    /// How long an answer may take; opening a queue after a kill takes half a second.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final World world;
    private final Path folder;
    private final Supplier<RecordQueue> opener;
    private final Consumer<RecordQueue> opened;
    private final Mailbox<Runnable> requests;
    private volatile boolean closed;
    private @Nullable RecordQueue queue;

    /// @param opened run when the queue has been opened, before it is used
    QueueTask(
            World world, Path folder, Supplier<RecordQueue> opener, Consumer<RecordQueue> opened) {
        this.world = world;
        this.folder = folder;
        this.opener = opener;
        this.opened = opened;
        this.requests = world.mailbox("requests to the queue in " + folder, MAX_WAITING);
    }

    /// The body of the task. Opens the queue at once, so that the first request finds it open.
    void serve() {
        var _ = answerTo(this::open);
        while (true) {
            requests.take().run();
        }
    }

    /// Has `work` done by the task and returns what it returns. Throws [BusException] when it cannot be done.
    <R> R ask(Function<RecordQueue, R> work) {
        if (closed) {
            throw isClosed();
        }
        return await(() -> work.apply(open()));
    }

    /// Closes the queue, if it is open; later requests fail.
    void close() {
        var _ =
                await(() -> {
                    closed = true;
                    abandon();
                    return closed;
                });
    }

    private <R> R await(Supplier<R> work) {
        var answer = world.<Answer<R>>mailbox("an answer of the queue in " + folder, 1);
        requests.put(() -> {
            var _ = answer.offer(answerTo(work));
        });
        return switch (answer.await(PATIENCE).orElseGet(this::late)) {
            case Done<R>(R value) -> value;
            case Failed<R>(BusException failure) ->
                    throw new BusException(String.valueOf(failure.getMessage()), failure);
        };
    }

    private <R> Failed<R> late() {
        return new Failed<>(
                new BusException("no answer from the queue in " + folder + " for " + PATIENCE));
    }

    private <R> Answer<R> answerTo(Supplier<R> work) {
        try {
            return new Done<>(work.get());
        } catch (BusException failure) {
            return new Failed<>(failure);
        } catch (RuntimeException | InternalError | LinkageError | AssertionError failure) {
            // Errors, too, are Chronicle's way to say that a file cannot grow, that a flag of the
            // JVM
            // is missing, that what it found is not what it expects.
            abandon();
            return new Failed<>(
                    new BusException(
                            "the queue in " + folder + " cannot be used: " + failure, failure));
        }
    }

    private BusException isClosed() {
        return new BusException("the queue in " + folder + " is closed");
    }

    private RecordQueue open() {
        if (closed) {
            throw isClosed();
        }
        if (queue == null) {
            queue = checked(opener.get());
        }
        return queue;
    }

    private RecordQueue checked(RecordQueue opening) {
        try {
            opened.accept(opening);
            return opening;
        } catch (RuntimeException failure) {
            opening.close();
            throw failure;
        }
    }

    /// Lets go of the queue; the next request opens it anew, from what is on the disk.
    private void abandon() {
        var failed = queue;
        queue = null;
        if (failed != null) {
            failed.close();
        }
    }

    private sealed interface Answer<R> {}

    private record Done<R>(R value) implements Answer<R> {}

    private record Failed<R>(BusException failure) implements Answer<R> {}
}
