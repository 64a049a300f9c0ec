package greenbelt.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;

/// The content of a request or a response. It streams: it can be read or written once, and need not fit in memory.
public interface Body extends AutoCloseable {
    /// The length in bytes, when it is known beforehand.
    OptionalLong length();

    /// Opens the content for reading.
    InputStream open() throws IOException;

    /// Writes the content to `out`, flushing as it comes; does not close `out`.
    void writeTo(OutputStream out) throws IOException;

    /// Gives back what the content came from, such as a connection. May be called more than once.
    @Override
    void close();
}
