package greenbelt.http.client;

import greenbelt.http.Body;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/// The body of a response, read from its connection as it comes. Read to the end, it frees the connection for the next
/// call; closed before, it closes the connection.
final class StreamedBody implements Body {
    private static final int BUFFER_BYTES = 8192;

    private final InputStream in;
    private final long length;
    private final boolean keepAlive;
    private final Connection.Release release;
    private final AtomicBoolean released = new AtomicBoolean();

    /// @param length -1 when it is not known
    StreamedBody(InputStream in, long length, boolean keepAlive, Connection.Release release) {
        this.in = new ToTheEnd(in);
        this.length = length;
        this.keepAlive = keepAlive;
        this.release = release;
    }

    @Override
    public OptionalLong length() {
        return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
    }

    @Override
    public InputStream open() {
        return in;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        var buffer = new byte[BUFFER_BYTES];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            out.write(buffer, 0, count);
            out.flush();
        }
    }

    @Override
    public void close() {
        release(false);
    }

    private void release(boolean reusable) {
        if (released.compareAndSet(false, true)) {
            release.accept(reusable);
        }
    }

    /// Notices the end of the content.
    private final class ToTheEnd extends FilterInputStream {
        private boolean atEnd;

        ToTheEnd(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return released.get() ? afterRelease() : noticed(in.read());
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            return released.get() ? afterRelease() : noticed(in.read(bytes, offset, count));
        }

        private int noticed(int result) {
            if (result < 0) {
                atEnd = true;
                release(keepAlive);
            }
            return result;
        }

        private int afterRelease() throws IOException {
            if (atEnd) {
                return -1;
            }
            throw new IOException("the body is closed");
        }

        @Override
        public void close() {
            StreamedBody.this.close();
        }
    }
}
