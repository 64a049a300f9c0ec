package greenbelt.gateway.policy;

import greenbelt.http.Body;
import greenbelt.http.BodyTooSlow;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A request's body that ends with an error once it is too long: it streams, so its length may show only on the way. Knows
/// afterwards what was wrong with it, whatever became of the error.
final class LimitedBody implements Body {
    private final Body body;
    private final long maxBytes;
    private volatile @Nullable Fault fault;

    LimitedBody(Body body, long maxBytes) {
        this.body = body;
        this.maxBytes = maxBytes;
    }

    /// What is wrong with a body.
    enum Fault {
        /// Somebody has tried to pass on more than is allowed.
        TOO_LONG,
        /// It came too slowly.
        TOO_SLOW,
        /// It could not be read to its end.
        BROKEN
    }

    /// What was wrong with it, if anything was.
    Optional<Fault> fault() {
        return Optional.ofNullable(fault);
    }

    private IOException broken(IOException cause) {
        if (fault == null) {
            fault = cause instanceof BodyTooSlow ? Fault.TOO_SLOW : Fault.BROKEN;
        }
        return cause;
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
        var limited = new LimitedOutput(out);
        try {
            body.writeTo(limited);
        } catch (IOException cause) {
            throw limited.isBroken ? cause : broken(cause);
        }
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
                fault = Fault.TOO_LONG;
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
            int value = readOne();
            if (value >= 0) {
                meter.add(1);
            }
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = readMany(bytes, offset, length);
            if (count > 0) {
                meter.add(count);
            }
            return count;
        }

        private int readOne() throws IOException {
            try {
                return super.read();
            } catch (IOException cause) {
                throw broken(cause);
            }
        }

        private int readMany(byte[] bytes, int offset, int length) throws IOException {
            try {
                return super.read(bytes, offset, length);
            } catch (IOException cause) {
                throw broken(cause);
            }
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

    /// Knows whether it is the reader's end that broke.
    private final class LimitedOutput extends FilterOutputStream {
        private final Meter meter = new Meter();
        private boolean isBroken;

        LimitedOutput(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int value) throws IOException {
            meter.add(1);
            try {
                out.write(value);
            } catch (IOException cause) {
                isBroken = true;
                throw cause;
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            meter.add(length);
            try {
                out.write(bytes, offset, length);
            } catch (IOException cause) {
                isBroken = true;
                throw cause;
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                out.flush();
            } catch (IOException cause) {
                isBroken = true;
                throw cause;
            }
        }
    }
}
