package greenbelt.bench.gateway;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/// Sends requests over connections that stay open, and reads the answers: as fast as they come, or at a given rate. One
/// thread, because it shares its cores with what it measures. Every answer has to be 200.
final class Generator implements AutoCloseable {
    private static final long LONGEST_NANOS = Duration.ofMinutes(1).toNanos();
    private static final long LEAST_NAP_NANOS = 20_000;
    private static final long LONGEST_NAP_NANOS = 50_000;
    private static final long WAKE_UP_MILLIS = 100;
    private static final int OK = 200;

    private final Selector selector = Selector.open();
    private final List<Line> lines = new ArrayList<>();
    private final Requests requests;
    private long sent;
    private Histogram nanos = new Histogram(LONGEST_NANOS, 3);

    /// A connection, with at most one request under way.
    private static final class Line {
        final SocketChannel channel;
        final Answers answers = new Answers();
        long sinceNanos;

        Line(SocketChannel channel) {
            this.channel = channel;
        }
    }

    /// What came of it.
    ///
    /// @param nanos how long each answer took: from when its request was sent, or should have been
    record Outcome(long answers, double seconds, Histogram nanos) {
        double perSecond() {
            return answers / seconds;
        }

        double microsAt(double percentile) {
            return nanos.getValueAtPercentile(percentile) / 1e3;
        }
    }

    /// Opens the connections.
    Generator(int port, int connections, Requests requests) throws IOException {
        this.requests = requests;
        for (int i = 0; i < connections; i++) {
            var channel =
                    SocketChannel.open(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            var line = new Line(channel);
            channel.register(selector, SelectionKey.OP_READ, line);
            lines.add(line);
        }
    }

    /// Each connection sends its next request when its last one is answered.
    Outcome closedLoop(Duration duration) throws IOException {
        nanos = new Histogram(LONGEST_NANOS, 3);
        long began = System.nanoTime();
        long deadline = began + duration.toNanos();
        for (var line : lines) {
            send(line, System.nanoTime());
        }
        int underWay = lines.size();
        while (underWay > 0) {
            selector.select(WAKE_UP_MILLIS);
            for (var line : answered()) {
                long now = System.nanoTime();
                if (now < deadline) {
                    send(line, now);
                } else {
                    underWay--;
                }
            }
        }
        return outcome(began);
    }

    /// Requests begin at even distances, whatever became of those before; when no connection is free, a request is late,
    /// and its time counts from when it should have begun.
    Outcome openLoop(Duration duration, double perSecond) throws IOException {
        nanos = new Histogram(LONGEST_NANOS, 3);
        long distance = (long) (1e9 / perSecond);
        long count = duration.toNanos() / distance;
        var free = new ArrayDeque<>(lines);
        long began = System.nanoTime();
        long begun = 0;
        while (begun < count || free.size() < lines.size()) {
            long now = System.nanoTime();
            while (begun < count && began + begun * distance <= now && !free.isEmpty()) {
                send(free.remove(), began + begun * distance);
                begun++;
            }
            selector.selectNow();
            var answered = answered();
            free.addAll(answered);
            if (answered.isEmpty()) {
                nap(begun < count && !free.isEmpty() ? began + begun * distance - now : distance);
            }
        }
        return outcome(began);
    }

    /// Leaves the core to those who are measured, for a little less than there is time.
    private static void nap(long nanos) {
        if (nanos > LEAST_NAP_NANOS) {
            LockSupport.parkNanos(Math.min(nanos, LONGEST_NAP_NANOS));
        } else {
            Thread.onSpinWait();
        }
    }

    private Outcome outcome(long began) {
        return new Outcome(nanos.getTotalCount(), (System.nanoTime() - began) / 1e9, nanos);
    }

    private void send(Line line, long since) throws IOException {
        line.sinceNanos = since;
        var bytes = ByteBuffer.wrap(requests.nth(sent++));
        while (bytes.hasRemaining()) {
            line.channel.write(bytes);
        }
    }

    /// The connections whose answers are there now.
    private Deque<Line> answered() throws IOException {
        var answered = new ArrayDeque<Line>();
        for (var key : selector.selectedKeys()) {
            var line = (Line) key.attachment();
            if (line.channel.read(line.answers.buffer()) < 0) {
                throw new EOFException("the server has closed a connection");
            }
            int status = line.answers.status();
            if (status == 0) {
                continue;
            }
            if (status != OK) {
                throw new IOException("expected answers with status 200, found " + status);
            }
            nanos.recordValue(Math.min(LONGEST_NANOS, System.nanoTime() - line.sinceNanos));
            answered.add(line);
        }
        selector.selectedKeys().clear();
        return answered;
    }

    @Override
    public void close() throws IOException {
        for (var line : lines) {
            line.channel.close();
        }
        selector.close();
    }
}
