package greenbelt.gateway;

import greenbelt.http.Body;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/// A body of unknown length that tells how much of it has passed.
record CountedBody(Body body, LongConsumer count) implements Body {
    @Override
    public OptionalLong length() {
        return body.length();
    }

    @Override
    public InputStream open() throws IOException {
        return new Input(body.open(), count);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        body.writeTo(new Output(out, count));
    }

    @Override
    public void close() {
        body.close();
    }

    private static final class Input extends FilterInputStream {
        private final LongConsumer count;

        Input(InputStream in, LongConsumer count) {
            super(in);
            this.count = count;
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            if (value >= 0) {
                count.accept(1);
            }
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            if (read > 0) {
                count.accept(read);
            }
            return read;
        }
    }

    private static final class Output extends FilterOutputStream {
        private final LongConsumer count;

        Output(OutputStream out, LongConsumer count) {
            super(out);
            this.count = count;
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
            count.accept(1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            count.accept(length);
        }
    }
}
