package greenbelt.http.helidon;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Says with an IOException what Helidon says in several ways: that the client does not read any more.
final class SentStream extends FilterOutputStream {
    SentStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        try {
            out.write(bytes, offset, count);
        } catch (RuntimeException gone) {
            throw asIoException(gone);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (RuntimeException gone) {
            throw asIoException(gone);
        }
    }

    private static IOException asIoException(RuntimeException gone) {
        return new IOException("the client has closed the connection", gone);
    }
}
