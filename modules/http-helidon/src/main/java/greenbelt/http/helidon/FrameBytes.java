package greenbelt.http.helidon;

import io.helidon.http.http2.Http2ErrorCode;
import io.helidon.http.http2.Http2Exception;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The bytes of the HTTP/2 frames on one connection, as Helidon gets to see them.
///
/// A frame that has begun, and a row of headers, must be complete in time. Frames that cost their sender nothing are
/// counted: Helidon 4.5.0 bounds streams, resets and empty frames of data, but not pings, settings, priorities, and empty
/// continuations of headers, which it would collect without an end.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9113#section-10.5">RFC 9113, 10.5: denial-of-service considerations</a>
final class FrameBytes implements Supplier<byte[]> {
    /// The line with which HTTP/2 begins.
    static final int PREFACE_BYTES = 24;

    /// So many frames that carry no request may come within [#PERIOD].
    static final int MAX_CONTROL_FRAMES = 500;

    /// In so many pieces may the headers of a request come.
    static final int MAX_CONTINUATIONS = 16;

    private static final Duration PERIOD = Duration.ofSeconds(10);

    private static final int FRAME_HEADER_BYTES = 9;
    private static final int TYPE_AT = 3;
    private static final int FLAGS_AT = 4;
    private static final int END_HEADERS = 4;

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int WINDOW_UPDATE = 8;
    private static final int CONTINUATION = 9;

    private final GuardedSource source;
    private final Guard guard;
    private byte[] first;

    private final byte[] header = new byte[FRAME_HEADER_BYTES];
    private int headerBytes;
    private int left = PREFACE_BYTES;
    private boolean headersGoOn;
    private int continuations;

    private boolean mustGoOn = true;
    private long goOnBy;

    private int controlFrames;
    private long periodBegan;

    /// @param first what was read already
    FrameBytes(GuardedSource source, byte[] first) {
        this.source = source;
        this.guard = source.guard();
        this.first = first;
        this.goOnBy = guard.nanoTime() + guard.patience().head().toNanos();
        this.periodBegan = guard.nanoTime();
    }

    /// The next bytes; null at the end, and where they do not come in time. Throws [Http2Exception].
    @Override
    public byte @Nullable [] get() {
        var bytes = next();
        if (bytes == null) {
            return null;
        }
        int at = 0;
        while (at < bytes.length) {
            at += look(bytes, at);
        }
        boolean goesOn = headerBytes > 0 || left > 0 || headersGoOn;
        if (goesOn && !mustGoOn) {
            goOnBy = guard.nanoTime() + guard.patience().head().toNanos();
        }
        mustGoOn = goesOn;
        // Until it reads again it hands frames to handlers, and must not be kept from that for
        // ever.
        guard.expectWithin(2 * guard.patience().body().toNanos());
        return bytes;
    }

    private byte @Nullable [] next() {
        if (first.length > 0) {
            var bytes = first;
            first = new byte[0];
            return bytes;
        }
        try {
            return mustGoOn ? source.next(goOnBy - guard.nanoTime()) : source.rest();
        } catch (TooLate late) {
            return null;
        }
    }

    /// Takes note of one piece of a frame; answers how long it is.
    private int look(byte[] bytes, int at) {
        if (left > 0) {
            int passed = Math.min(left, bytes.length - at);
            left -= passed;
            return passed;
        }
        header[headerBytes++] = bytes[at];
        if (headerBytes == FRAME_HEADER_BYTES) {
            headerBytes = 0;
            left = ((header[0] & 0xFF) << 16) | ((header[1] & 0xFF) << 8) | (header[2] & 0xFF);
            begins(header[TYPE_AT], header[FLAGS_AT]);
        }
        return 1;
    }

    private void begins(int type, int flags) {
        switch (type) {
            case DATA, WINDOW_UPDATE -> {} // those Helidon bounds, or are as many as there is data
            case HEADERS -> {
                continuations = 0;
                headersGoOn = (flags & END_HEADERS) == 0;
            }
            case CONTINUATION -> {
                headersGoOn = (flags & END_HEADERS) == 0;
                if (++continuations > MAX_CONTINUATIONS) {
                    throw calm("headers in more than " + MAX_CONTINUATIONS + " pieces");
                }
            }
            default -> countControlFrame();
        }
    }

    private void countControlFrame() {
        long now = guard.nanoTime();
        if (now - periodBegan > PERIOD.toNanos()) {
            periodBegan = now;
            controlFrames = 0;
        }
        if (++controlFrames > MAX_CONTROL_FRAMES) {
            throw calm("more than %d frames of control".formatted(MAX_CONTROL_FRAMES));
        }
    }

    private static Http2Exception calm(String what) {
        return new Http2Exception(Http2ErrorCode.ENHANCE_YOUR_CALM, what);
    }
}
