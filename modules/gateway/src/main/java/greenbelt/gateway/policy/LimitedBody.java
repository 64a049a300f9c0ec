package greenbelt.gateway.policy;

import greenbelt.http.Body;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;

/// A request's body that ends with an error once it is too long: it streams, so its length may show only on the way.
final class LimitedBody implements Body {
    private final Body body;
    private final long maxBytes;
    private volatile boolean exceeded;

    LimitedBody(Body body, long maxBytes) {
        this.body = body;
        this.maxBytes = maxBytes;
    }

    /// Whether somebody has tried to pass on more than is allowed.
    boolean isExceeded() {
        return exceeded;
    }

    @Override
    public OptionalLong length() {
        return body.length();
    }

    @Override
    public InputStream open() throws IOException {
        return new LimitedInput(body.open());
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        body.writeTo(new LimitedOutput(out));
    }

    @Override
    public void close() {
        body.close();
    }

    /// Counts what has passed.
    private final class Meter {
        private long passedBytes;

        void add(long bytes) throws IOException {
            passedBytes += bytes;
            if (passedBytes > maxBytes) {
                exceeded = true;
                throw new IOException("the request's body has more than " + maxBytes + " bytes");
            }
        }
    }

    private final class LimitedInput extends FilterInputStream {
        private final Meter meter = new Meter();

        LimitedInput(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            if (value >= 0) {
                meter.add(1);
            }
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            if (count > 0) {
                meter.add(count);
            }
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = super.skip(count);
            meter.add(skipped);
            return skipped;
        }

        @Override
        public boolean markSupported() {
            return false; // going back would be counted twice
        }
    }

    private final class LimitedOutput extends FilterOutputStream {
        private final Meter meter = new Meter();

        LimitedOutput(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int value) throws IOException {
            meter.add(1);
            out.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            meter.add(length);
            out.write(bytes, offset, length);
        }
    }
}
