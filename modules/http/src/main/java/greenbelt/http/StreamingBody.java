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
        return all.asInput();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        content.writeTo(out);
        out.flush();
    }

    @Override
    public void close() {}

    /// Memory with a limit.
    private static final class Bounded extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void write(int value) {
            mustFit(1);
            bytes.write(value);
        }

        @Override
        public void write(byte[] more, int offset, int length) {
            mustFit(length);
            bytes.write(more, offset, length);
        }

        private void mustFit(int more) {
            if (bytes.size() > MAX_IN_MEMORY_BYTES - more) {
                throw new TooLarge(OptionalLong.empty());
            }
        }

        InputStream asInput() {
            return new ByteArrayInputStream(bytes.toByteArray());
        }
    }
}
