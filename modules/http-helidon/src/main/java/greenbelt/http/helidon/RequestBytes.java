package greenbelt.http.helidon;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The bytes of the HTTP/1.1 requests on one connection, as Helidon gets to see them.
///
/// Nothing is handed over beyond the part of a message that is being read: the head up to its empty line, then as much of
/// the body as there is. A body in chunks is read strictly, and handed over in small chunks of our own: Helidon 4.5.0 takes
/// a sign before a size, any two bytes behind a chunk, and reads a chunk into memory before anybody sees a byte of it.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-7.1">RFC 9112, 7.1: chunked transfer coding</a>
final class RequestBytes implements Supplier<byte[]> {
    /// So much of a chunk is handed over at once.
    private static final int MAX_PIECE_BYTES = 8 * 1024;

    /// More digits than a size of 64 bits has.
    private static final int MAX_SIZE_DIGITS = 15;

    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(US_ASCII);
    private static final byte[] EMPTY_LINE = "\r\n\r\n".getBytes(US_ASCII);
    private static final byte[] NONE = new byte[0];
    private static final int END = -1;

    private enum Part {
        HEAD,
        BODY_OF_LENGTH,
        BODY_IN_CHUNKS
    }

    private final Source source;
    private final Patience patience;
    private byte[] held;
    private int at;

    private Part part = Part.HEAD;
    private Pace pace;

    private boolean headHasBegun;
    private long headBy;
    private int lineEndsSeen;

    private long left;
    private boolean chunkMustEnd;

    /// @param first what was read already
    RequestBytes(Source source, Patience patience, byte[] first) {
        this.source = source;
        this.patience = patience;
        this.held = first;
        this.pace = new Pace(source, patience);
    }

    RequestBytes(Source source, Patience patience) {
        this(source, patience, NONE);
    }

    /// The head has been read and was found to be sound; from now on comes what it announces.
    void bodyBegins(Headers headers) {
        pace = new Pace(source, patience);
        chunkMustEnd = false;
        left = 0;
        if (headers.contains(HeaderNames.TRANSFER_ENCODING)) {
            part = Part.BODY_IN_CHUNKS;
            return;
        }
        try {
            left = headers.contentLength().orElse(0);
        } catch (IllegalArgumentException refused) {
            return; // by Helidon, too, which says so
        }
        part = left > 0 ? Part.BODY_OF_LENGTH : Part.HEAD;
    }

    /// The next bytes of the part that is being read; null at the end.
    ///
    /// Throws [RequestException] with status 408 when they do not come in time, with 400 when they are no proper chunks.
    @Override
    public byte @Nullable [] get() {
        try {
            return switch (part) {
                case HEAD -> head();
                case BODY_OF_LENGTH -> counted();
                case BODY_IN_CHUNKS -> inChunks();
            };
        } catch (TooLate late) {
            throw refusal(
                    Status.REQUEST_TIMEOUT_408,
                    part == Part.HEAD
                            ? "The headers did not come in time."
                            : "The body did not come in time.");
        }
    }

    private byte @Nullable [] head() {
        if (!hasMore() && !beginOrGoOnWithHead()) {
            return null;
        }
        int end = endOfHead();
        boolean isWhole = end != END;
        if (isWhole) {
            headHasBegun = false;
        } else if (!headHasBegun) {
            headHasBegun = true;
            headBy = source.nanoTime() + patience.head().toNanos();
        }
        return take((isWhole ? end : held.length) - at);
    }

    private boolean beginOrGoOnWithHead() {
        if (headHasBegun) {
            return hold(source.next(headBy - source.nanoTime()));
        }
        try {
            return hold(source.next(patience.idle().toNanos()));
        } catch (TooLate nothingMore) {
            return false; // nothing was asked, so there is nothing to answer
        }
    }

    /// Where the empty line behind the headers ends.
    private int endOfHead() {
        for (int i = at; i < held.length; i++) {
            if (held[i] == EMPTY_LINE[lineEndsSeen]) {
                lineEndsSeen++;
            } else {
                lineEndsSeen = held[i] == '\r' ? 1 : 0;
            }
            if (lineEndsSeen == EMPTY_LINE.length) {
                lineEndsSeen = 0;
                return i + 1;
            }
        }
        return END;
    }

    private byte @Nullable [] counted() {
        if (!hasMoreOfBody()) {
            return null;
        }
        var bytes = take((int) Math.min(left, held.length - at));
        pace.received(bytes.length);
        left -= bytes.length;
        if (left == 0) {
            part = Part.HEAD;
        }
        return bytes;
    }

    private byte @Nullable [] inChunks() {
        if (left == 0) {
            if (chunkMustEnd && !endOfLine("a chunk as long as it says")) {
                return null;
            }
            left = size();
            if (left == END) {
                return null;
            }
            if (left == 0) {
                part = Part.HEAD;
                return endOfLine("no fields behind the last chunk") ? LAST_CHUNK : null;
            }
        }
        if (!hasMoreOfBody()) {
            return null;
        }
        int count = (int) Math.min(Math.min(left, held.length - at), MAX_PIECE_BYTES);
        pace.received(count);
        left -= count;
        chunkMustEnd = true;
        return chunk(count);
    }

    /// The next bytes as a chunk of its own.
    private byte[] chunk(int count) {
        var size = (Integer.toHexString(count) + "\r\n").getBytes(US_ASCII);
        var chunk = Arrays.copyOf(size, size.length + count + 2);
        System.arraycopy(held, at, chunk, size.length, count);
        chunk[chunk.length - 2] = '\r';
        chunk[chunk.length - 1] = '\n';
        at += count;
        return chunk;
    }

    /// Reads the line with the size of a chunk: digits, and nothing else.
    private long size() {
        long size = 0;
        int digits = 0;
        for (int c = next(); c != '\r'; c = next()) {
            if (c == END) {
                return END;
            }
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0 || ++digits > MAX_SIZE_DIGITS) {
                throw notAChunk("a size in hexadecimal digits");
            }
            size = (size << 4) | digit;
        }
        if (digits == 0) {
            throw notAChunk("a size");
        }
        return lineFeed("a line feed behind the size") ? size : END;
    }

    private boolean endOfLine(String expected) {
        int c = next();
        if (c == END) {
            return false;
        }
        if (c != '\r') {
            throw notAChunk(expected);
        }
        return lineFeed(expected);
    }

    private boolean lineFeed(String expected) {
        int c = next();
        if (c != END && c != '\n') {
            throw notAChunk(expected);
        }
        return c != END;
    }

    private int next() {
        return hasMoreOfBody() ? held[at++] & 0xFF : END;
    }

    private static RequestException notAChunk(String expected) {
        return refusal(Status.BAD_REQUEST_400, "Chunks must have " + expected + ".");
    }

    private static RequestException refusal(Status status, String message) {
        return RequestException.builder()
                .type(EventType.BAD_REQUEST)
                .status(status)
                .setKeepAlive(false)
                .safeMessage(true)
                .message(message)
                .build();
    }

    private boolean hasMore() {
        return at < held.length;
    }

    private boolean hasMoreOfBody() {
        return hasMore() || hold(pace.next());
    }

    private boolean hold(byte @Nullable [] bytes) {
        held = bytes == null ? NONE : bytes;
        at = 0;
        return bytes != null;
    }

    private byte[] take(int count) {
        int from = at;
        at += count;
        return from == 0 && count == held.length ? held : Arrays.copyOfRange(held, from, at);
    }
}
