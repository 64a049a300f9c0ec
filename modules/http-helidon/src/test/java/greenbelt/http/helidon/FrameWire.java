package greenbelt.http.helidon;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import greenbelt.http.Address;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Map;

/// Speaks HTTP/2 frame by frame, on an open wire.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9113#section-4">RFC 9113, 4: HTTP frames</a>
/// @see <a href="https://www.rfc-editor.org/rfc/rfc7541">RFC 7541: HPACK</a>
final class FrameWire implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PUSH_PROMISE = 5;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;
    static final int UNKNOWN = 0x77;

    static final int END_STREAM = 1;
    static final int ACK = 1;
    static final int END_HEADERS = 4;

    private static final int PATIENCE_MILLIS = 20_000;
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);

    /// The statuses that HPACK knows by a number.
    private static final Map<Integer, String> STATUSES =
            Map.of(0x88, "200", 0x89, "204", 0x8C, "400", 0x8D, "404", 0x8E, "500");

    private static final Map<String, Integer> PSEUDO_FIELDS =
            Map.of(":authority", 1, ":method", 2, ":path", 4, ":scheme", 6, ":status", 8);

    private final Socket socket;
    private final DataInputStream in;

    FrameWire(Address address) throws IOException {
        this.socket = new Socket(address.host(), address.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        this.in = new DataInputStream(socket.getInputStream());
    }

    /// Begins as every client does.
    FrameWire begin() throws IOException {
        return bytes(PREFACE).frame(SETTINGS, 0, 0);
    }

    FrameWire bytes(byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
        } catch (SocketException refused) {
            // What it has answered before is there to be read.
        }
        return this;
    }

    FrameWire frame(int type, int flags, int stream, byte... payload) throws IOException {
        var frame = new ByteArrayOutputStream();
        frame.write(payload.length >> 16);
        frame.write(payload.length >> 8);
        frame.write(payload.length);
        frame.write(type);
        frame.write(flags);
        frame.write(stream >> 24);
        frame.write(stream >> 16);
        frame.write(stream >> 8);
        frame.write(stream);
        frame.writeBytes(payload);
        return bytes(frame.toByteArray());
    }

    /// So often the same frame, in one piece.
    FrameWire frames(int count, int type, int flags, int stream, byte... payload)
            throws IOException {
        for (int i = 0; i < count; i++) {
            frame(type, flags, stream, payload);
        }
        return this;
    }

    /// A request without a body.
    FrameWire get(int stream, String path, String... fields) throws IOException {
        return frame(HEADERS, END_HEADERS | END_STREAM, stream, request("GET", path, fields));
    }

    /// The headers of a request with a body to come.
    FrameWire post(int stream, String path, String... fields) throws IOException {
        return frame(HEADERS, END_HEADERS, stream, request("POST", path, fields));
    }

    /// @param fields name, value, name, value …
    static byte[] request(String method, String path, String... fields) {
        var all = new String[8 + fields.length];
        var pseudo =
                new String[] {
                    ":method", method, ":scheme", "http", ":path", path, ":authority", "localhost"
                };
        System.arraycopy(pseudo, 0, all, 0, pseudo.length);
        System.arraycopy(fields, 0, all, pseudo.length, fields.length);
        return fields(all);
    }

    /// Literal fields that no table remembers; of pseudo fields the names are numbers of the static table.
    static byte[] fields(String... fields) {
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i += 2) {
            int number = PSEUDO_FIELDS.getOrDefault(fields[i], 0);
            out.write(number);
            if (number == 0) {
                literal(out, fields[i]);
            }
            literal(out, fields[i + 1]);
        }
        return out.toByteArray();
    }

    private static void literal(ByteArrayOutputStream out, String text) {
        var bytes = text.getBytes(ISO_8859_1);
        int length = bytes.length;
        if (length < 127) {
            out.write(length);
        } else {
            out.write(127);
            length -= 127;
            while (length >= 128) {
                out.write(length % 128 + 128);
                length /= 128;
            }
            out.write(length);
        }
        out.writeBytes(bytes);
    }

    /// What becomes of the first request: `answer STATUS`, `reset CODE`, `goaway CODE`, or `closed`; whatever comes first.
    String outcomeOfRequest() throws IOException {
        return outcome(true);
    }

    /// What becomes of the connection: `goaway CODE` or `closed`.
    String outcomeOfConnection() throws IOException {
        return outcome(false);
    }

    private String outcome(boolean ofRequest) throws IOException {
        try {
            while (true) {
                var header = in.readNBytes(9);
                if (header.length < 9) {
                    return "closed";
                }
                int length = ByteBuffer.wrap(header).getInt() >>> 8;
                var payload = in.readNBytes(length);
                switch (header[3]) {
                    case HEADERS -> {
                        if (ofRequest) {
                            return "answer " + status(payload);
                        }
                    }
                    case RST_STREAM -> {
                        if (ofRequest) {
                            return "reset " + code(payload, 0);
                        }
                    }
                    case GOAWAY -> {
                        return "goaway " + code(payload, 4);
                    }
                    default -> {}
                }
            }
        } catch (EOFException | SocketException gone) {
            return "closed";
        }
    }

    /// The first field of every answer.
    private static String status(byte[] payload) {
        var known = STATUSES.get(payload[0] & 0xFF);
        return known == null ? new String(payload, 2, 3, US_ASCII) : known;
    }

    private static String code(byte[] payload, int at) {
        int code = ByteBuffer.wrap(payload).getInt(at);
        return switch (code) {
            case 0 -> "no error";
            case 1 -> "protocol error";
            case 2 -> "internal error";
            case 3 -> "flow control error";
            case 5 -> "stream closed";
            case 6 -> "frame size error";
            case 7 -> "refused stream";
            case 8 -> "cancel";
            case 9 -> "compression error";
            case 11 -> "enhance your calm";
            default -> "code " + code;
        };
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
