package greenbelt.http;

import greenbelt.world.Mailbox;
import greenbelt.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// A body on its way from one node to another: one end writes chunks, the other reads them a little later.
///
/// Only for the virtual world, where one task runs at a time.
final class Pipe {
    private static final int MAX_CHUNK_BYTES = 8192;
    private static final int MAX_CHUNKS_IN_FLIGHT = 16;

    private final World world;
    private final Mailbox<Chunk> chunks;
    private final Supplier<Duration> latency;
    private final OptionalLong length;
    private boolean readerGone;
    private boolean cut;

    /// What travels.
    private sealed interface Chunk {
        record Bytes(ByteBuffer bytes) implements Chunk {}

        record End() implements Chunk {}

        record Cut() implements Chunk {}
    }

    Pipe(World world, String name, Supplier<Duration> latency, OptionalLong length) {
        this.world = world;
        this.chunks = world.mailbox(name, MAX_CHUNKS_IN_FLIGHT);
        this.latency = latency;
        this.length = length;
    }

    /// Sends all of `body`, then closes it.
    void send(Body body) {
        try (body) {
            var out = new Writer();
            body.writeTo(out);
            out.flush();
            put(new Chunk.End());
        } catch (IOException _) {
            cut(); // whichever end has gone, the other hears of it
        } catch (RuntimeException failure) {
            world.report(
                    failure); // a content that broke: the status is sent, the connection can only
            // be cut
            cut();
        }
    }

    Body reader() {
        return new Reader();
    }

    /// Ends the pipe at once: the reader gets no more, the writer fails.
    void cut() {
        cut = true;
        chunks.offer(new Chunk.Cut()); // when it is full nobody waits for a chunk
    }

    private void put(Chunk chunk) throws IOException {
        mustBeRead();
        world.sleep(latency.get());
        mustBeRead();
        chunks.put(chunk);
    }

    private void mustBeRead() throws IOException {
        if (readerGone || cut) {
            throw new IOException("the other end has closed the connection");
        }
    }

    private final class Writer extends OutputStream {
        private final byte[] buffer = new byte[MAX_CHUNK_BYTES];
        private int used;

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            int done = 0;
            while (done < count) {
                int now = Math.min(count - done, buffer.length - used);
                System.arraycopy(bytes, offset + done, buffer, used, now);
                used += now;
                done += now;
                if (used == buffer.length) {
                    flush();
                }
            }
        }

        @Override
        public void flush() throws IOException {
            if (used > 0) {
                var bytes = ByteBuffer.wrap(Arrays.copyOf(buffer, used));
                used = 0;
                put(new Chunk.Bytes(bytes));
            }
        }
    }

    private final class Reader extends InputStream implements Body {
        private ByteBuffer current = ByteBuffer.allocate(0);
        private boolean ended;

        @Override
        public OptionalLong length() {
            return length;
        }

        @Override
        public InputStream open() {
            return this;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            while (more()) {
                out.write(current.array(), current.position(), current.remaining());
                out.flush();
                current.position(current.limit());
            }
        }

        @Override
        public int read() throws IOException {
            return more() ? current.get() & 0xFF : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            if (count == 0) {
                return 0;
            }
            if (!more()) {
                return -1;
            }
            int now = Math.min(count, current.remaining());
            current.get(bytes, offset, now);
            return now;
        }

        private boolean more() throws IOException {
            while (!current.hasRemaining()) {
                if (ended) {
                    return false;
                }
                take();
            }
            return true;
        }

        private void take() throws IOException {
            if (readerGone || cut) {
                throw new IOException("the connection is closed");
            }
            var chunk =
                    chunks.await(Network.BODY_PATIENCE)
                            .orElseThrow(() ->
                                    new IOException("nothing came for " + Network.BODY_PATIENCE));
            switch (chunk) {
                case Chunk.Bytes(var bytes) -> current = bytes;
                case Chunk.End _ -> ended = true;
                case Chunk.Cut _ -> throw new IOException("the connection was cut");
            }
        }

        @Override
        public void close() {
            if (!readerGone) {
                readerGone = true;
                chunks.drain(MAX_CHUNKS_IN_FLIGHT); // gives room to a writer that waits for it
            }
        }
    }
}
