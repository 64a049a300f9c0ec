package greenbelt.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;

/// The content of a request or a response. It streams: it can be read or written once, and need not fit in memory.
public interface Body extends AutoCloseable {
    /// The most that is read into memory, in bytes: 1 MiB.
    int MAX_IN_MEMORY_BYTES = 1 << 20;

    /// The length in bytes, when it is known beforehand.
    OptionalLong length();

    /// Whether all of it is in memory: then it can be read any number of times, and cannot break off.
    default boolean isInMemory() {
        return false;
    }

    /// Opens the content for reading.
    InputStream open() throws IOException;

    /// Writes the content to `out`, flushing as it comes; does not close `out`.
    void writeTo(OutputStream out) throws IOException;

    /// Gives back what the content came from, such as a connection. May be called more than once.
    @Override
    void close();

    /// No content.
    static Body empty() {
        return BytesBody.EMPTY;
    }

    /// Content that is in memory, and can be read any number of times.
    static Body of(byte[] bytes) {
        return bytes.length == 0 ? BytesBody.EMPTY : new BytesBody(bytes.clone());
    }

    /// A text in UTF-8.
    static Body text(String text) {
        return text.isEmpty() ? BytesBody.EMPTY : new BytesBody(text.getBytes(UTF_8));
    }

    /// Content of unknown length that is produced while it is sent.
    static Body streaming(Content content) {
        return new StreamingBody(content);
    }

    /// Reads everything and closes. Throws [TooLarge] beyond [#MAX_IN_MEMORY_BYTES], before reading more than that.
    default byte[] bytes() throws IOException {
        try (this) {
            if (length().orElse(0) > MAX_IN_MEMORY_BYTES) {
                throw new TooLarge(length());
            }
            try (var in = open()) {
                var bytes = in.readNBytes(MAX_IN_MEMORY_BYTES + 1);
                if (bytes.length > MAX_IN_MEMORY_BYTES) {
                    throw new TooLarge(OptionalLong.empty());
                }
                return bytes;
            }
        }
    }

    /// Writes content as it comes into being.
    @FunctionalInterface
    interface Content {
        /// Writes to `out`; what must arrive now is flushed. An [IOException] means that nobody reads any more.
        void writeTo(OutputStream out) throws IOException;
    }

    /// A body that does not fit into memory.
    final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLarge(OptionalLong length) {
            super(
                    "a body has at most "
                            + MAX_IN_MEMORY_BYTES
                            + " bytes, was "
                            + (length.isPresent() ? length.getAsLong() : "more"));
        }
    }
}
