package greenbelt.http.helidon;

import greenbelt.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// One connection, and by when whoever is at its other end must have gone forward. Used by the threads that read and write,
/// and by [ConnectionWatch], which ends it.
final class Guard {
    static final long NEVER = Long.MIN_VALUE;

    private final World world;
    private final SocketChannel channel;
    private final Patience patience;
    private final Set<StreamReader> readers = ConcurrentHashMap.newKeySet();
    private volatile long readBy = NEVER;
    private volatile long writeBy = NEVER;
    private volatile boolean late;
    private volatile boolean cut;
    private volatile boolean mayRest;
    private volatile @Nullable Thread owner;

    Guard(World world, SocketChannel channel, Patience patience) {
        this.world = world;
        this.channel = channel;
        this.patience = patience;
    }

    Patience patience() {
        return patience;
    }

    long nanoTime() {
        return world.nanoTime();
    }

    /// The next bytes must have come within this time.
    void expectWithin(long nanos) {
        readBy = deadline(nanos);
    }

    void expectNothing() {
        mayRest = false;
        readBy = NEVER;
    }

    /// The next request may begin at any time within this, and while others are under way at any time.
    void rests(Duration idle) {
        mayRest = true;
        expectWithin(idle.toNanos());
    }

    /// So many bytes are about to be written.
    void writes(long bytes) {
        writeBy = deadline(patience.nanosFor(bytes));
    }

    void written() {
        writeBy = NEVER;
    }

    long deadline(long nanos) {
        long at = world.nanoTime() + nanos;
        return at == NEVER ? at + 1 : at;
    }

    /// Whether what was expected did not come in time. Then nothing more is read.
    boolean isLate() {
        return late;
    }

    /// Whether the connection was cut: what was read before may end anywhere.
    boolean isCut() {
        return cut;
    }

    boolean isClosed() {
        return !channel.isOpen();
    }

    /// The thread that reads, and may come to wait for something else than the connection.
    void ownedBy(Thread thread) {
        owner = thread;
    }

    /// The thread of a request that shares the connection with others begins. Ended by [StreamReader#close].
    StreamReader begins() {
        var reader = new StreamReader(this, Thread.currentThread());
        readers.add(reader);
        if (cut) {
            reader.wake();
        }
        return reader;
    }

    void ends(StreamReader reader) {
        readers.remove(reader);
    }

    /// Ends what has waited too long: who reads finds an end, and can still answer; whoever cannot write is cut off.
    void check(long now) {
        readers.forEach(reader -> reader.check(now));
        if (isPast(writeBy, now)) {
            cut();
        } else if (isPast(readBy, now)) {
            if (mayRest && !readers.isEmpty()) {
                expectWithin(patience.idle().toNanos());
            } else if (late) {
                cut();
            } else {
                late = true;
                expectWithin(patience.head().toNanos());
                endInput();
            }
        }
    }

    static boolean isPast(long deadline, long now) {
        return deadline != NEVER && now - deadline > 0;
    }

    private void endInput() {
        try {
            channel.shutdownInput();
        } catch (IOException gone) {
            cut();
        }
    }

    /// The connection has ended, or is about to: wakes every thread that waits for something of it.
    void ended() {
        cut = true;
        readers.forEach(StreamReader::wake);
    }

    /// Ends the connection at once.
    void cut() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("closing a connection", failure);
        } finally {
            ended();
            var reader = owner;
            if (reader != null) {
                reader.interrupt();
            }
        }
    }
}
