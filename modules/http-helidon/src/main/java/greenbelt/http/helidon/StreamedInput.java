package greenbelt.http.helidon;

import greenbelt.http.BodyTooSlow;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// The body of a request that shares its connection with others: comes in time, or not at all.
final class StreamedInput extends FilterInputStream {
    private final StreamReader reader;
    private long receivedBytes;
    private long waitedNanos;

    StreamedInput(InputStream in, StreamReader reader) {
        super(in);
        this.reader = reader;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        long began = reader.nanoTime();
        reader.expectWithin(reader.patience().nanosFor(receivedBytes) - waitedNanos);
        try {
            int read = in.read(bytes, offset, count);
            if (!reader.mayGoOn()) {
                throw notWhole();
            }
            receivedBytes += Math.max(read, 0);
            return read;
        } catch (RuntimeException broken) {
            if (reader.mayGoOn()) {
                throw broken;
            }
            throw notWhole();
        } finally {
            reader.expectNothing();
            waitedNanos += reader.nanoTime() - began;
        }
    }

    private IOException notWhole() {
        Thread.interrupted(); // it was woken from a wait that has ended now
        return reader.isLate()
                ? new BodyTooSlow(null)
                : new IOException("the connection ended before the body did");
    }
}
