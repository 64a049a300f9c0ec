package greenbelt.bench.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/// Reads the answers of one connection: with `content-length`, or in chunks. Short ones only: a whole answer has to fit into
/// the buffer.
final class Answers {
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(US_ASCII);
    private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(US_ASCII);
    private static final byte[] LENGTH = "content-length:".getBytes(US_ASCII);
    private static final byte[] CHUNKED = "transfer-encoding:".getBytes(US_ASCII);

    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

    /// Where received bytes are to be put.
    ByteBuffer buffer() {
        return buffer;
    }

    /// The status of the answer, once all of it is there, and forgets it; 0 before.
    int status() {
        int head = find(END_OF_HEAD, 0, false);
        if (head < 0) {
            return 0;
        }
        int end = end(head + END_OF_HEAD.length);
        if (end < 0 || end > buffer.position()) {
            return 0;
        }
        int status = number(find(new byte[] {' '}, 0, false) + 1);
        buffer.flip().position(end);
        buffer.compact();
        return status;
    }

    private int end(int body) {
        int length = find(LENGTH, 0, true);
        if (length >= 0 && length < body) {
            int at = length + LENGTH.length;
            while (buffer.get(at) == ' ') {
                at++;
            }
            return body + number(at);
        }
        int chunked = find(CHUNKED, 0, true);
        if (chunked >= 0 && chunked < body) {
            int last = find(LAST_CHUNK, body - 2, false);
            return last < 0 ? -1 : last + LAST_CHUNK.length;
        }
        return body;
    }

    private int number(int at) {
        int number = 0;
        for (int i = at; buffer.get(i) >= '0' && buffer.get(i) <= '9'; i++) {
            number = 10 * number + buffer.get(i) - '0';
        }
        return number;
    }

    private int find(byte[] what, int from, boolean anyCase) {
        for (int at = from; at + what.length <= buffer.position(); at++) {
            if (isAt(at, what, anyCase)) {
                return at;
            }
        }
        return -1;
    }

    private boolean isAt(int at, byte[] what, boolean anyCase) {
        for (int i = 0; i < what.length; i++) {
            byte found = buffer.get(at + i);
            if (what[i] != (anyCase ? Character.toLowerCase(found) : found)) {
                return false;
            }
        }
        return true;
    }
}
