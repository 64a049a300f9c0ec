package greenbelt.http.helidon;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A connection that finds out which protocol it carries, and from then on leaves it to Helidon to speak it.
final class GuardedConnection implements ServerConnection, InterruptableTask<Void> {
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);

    private final GuardedSelector selector;
    private final ConnectionContext context;
    private final Guard guard;
    private final GuardedSource source;
    private volatile @Nullable Thread thread;
    private volatile @Nullable ServerConnection connection;

    GuardedConnection(GuardedSelector selector, ConnectionContext context, Guard guard) {
        this.selector = selector;
        this.context = context;
        this.guard = guard;
        this.source = new GuardedSource(guard, context.serverSocket());
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
        thread = Thread.currentThread();
        try {
            var chosen = selector.http2().isPresent() ? choose() : http1(new byte[0]);
            connection = chosen;
            chosen.handle(limit);
        } finally {
            guard.ended();
            guard.writes(0); // what is left to say, such as that TLS ends here
        }
    }

    /// Reads until it is clear what the client speaks: what TLS has agreed on, or on an open wire, the first line.
    private ServerConnection choose() {
        var first = first();
        if (context.isSecure()) {
            return isAgreed(GuardedSelector.HTTP_2) ? http2(first) : http1(first);
        }
        long by = guard.nanoTime() + guard.patience().head().toNanos();
        while (first.length < PREFACE.length && beginsAlike(first)) {
            var more = next(by - guard.nanoTime());
            int length = first.length;
            first = Arrays.copyOf(first, length + more.length);
            System.arraycopy(more, 0, first, length, more.length);
        }
        return beginsAlike(first) ? http2(first) : http1(first);
    }

    private boolean isAgreed(String protocol) {
        var socket = context.serverSocket();
        return socket.protocolNegotiated() && socket.protocol().equals(protocol);
    }

    private static boolean beginsAlike(byte[] bytes) {
        int length = Math.min(bytes.length, PREFACE.length);
        return Arrays.equals(bytes, 0, length, PREFACE, 0, length);
    }

    /// With TLS it is the first read that does the handshake.
    private byte[] first() {
        var patience = context.isSecure() ? guard.patience().head() : guard.patience().idle();
        return next(patience.toNanos());
    }

    private byte[] next(long patienceNanos) {
        try {
            var bytes = source.next(patienceNanos);
            if (bytes == null) {
                throw new CloseConnectionException("the client has gone");
            }
            return bytes;
        } catch (TooLate late) {
            throw new CloseConnectionException("the client says nothing", late);
        }
    }

    private ServerConnection http1(byte[] first) {
        var requests = new RequestBytes(source, guard.patience(), first);
        return selector.http1().connection(guarded(requests, Optional.of(requests)));
    }

    private ServerConnection http2(byte[] first) {
        guard.ownedBy(Thread.currentThread());
        var frames = new FrameBytes(source, first);
        return selector.http2().orElseThrow().connection(guarded(frames, Optional.empty()));
    }

    private ConnectionContext guarded(Supplier<byte[]> bytes, Optional<RequestBytes> requests) {
        return new GuardedContext(
                context,
                DataReader.create(bytes),
                new GuardedWriter(guard, context.dataWriter()),
                requests);
    }

    @Override
    public boolean canInterrupt() {
        return !(connection instanceof InterruptableTask<?> task) || task.canInterrupt();
    }

    /// Never, for Helidon: a [ConnectionWatch] ends what is idle.
    @Override
    public Duration idleTime() {
        return Duration.ZERO;
    }

    @Override
    public void close(boolean interrupt) {
        var chosen = connection;
        var reader = thread;
        if (chosen != null) {
            chosen.close(interrupt);
        } else if (reader != null) {
            reader.interrupt();
        }
    }
}
