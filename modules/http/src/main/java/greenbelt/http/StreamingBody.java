package greenbelt.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;

/// Content that is produced while it is sent.
final class StreamingBody implements Body {
    private final Content content;

    StreamingBody(Content content) {
        this.content = content;
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.empty();
    }

    /// Produces all of it into memory first; a network uses [#writeTo] instead.
    @Override
    public InputStream open() throws IOException {
        var all = new Bounded();
        content.writeTo(all);
        return new ByteArrayInputStream(all.toByteArray());
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        content.writeTo(out);
        out.flush();
    }

    @Override
    public void close() {}

    private static final class Bounded extends ByteArrayOutputStream {
        @Override
        public synchronized void write(int value) {
            mustFit(1);
            super.write(value);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            mustFit(length);
            super.write(bytes, offset, length);
        }

        private void mustFit(int more) {
            if (size() > MAX_IN_MEMORY_BYTES - more) {
                throw new TooLarge(OptionalLong.empty());
            }
        }
    }
}
