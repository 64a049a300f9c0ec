package greenbelt.http.helidon;

import java.io.IOException;

/// What a client still sends of a body that nobody wants, on a connection that goes on with other requests.
final class Leftover {
    /// So much more is read, and thrown away.
    private static final int MAX_BYTES = 1 << 20;

    private static final int PIECE_BYTES = 8 * 1024;

    private Leftover() {}

    /// Reads to the end, or to where the client has taken its request back; answers whether either came.
    static boolean takeIn(ReceivedBody body, StreamReader reader) {
        if (body.isWhole()) {
            return true;
        }
        if (body.isBroken()) {
            return reader.mayGoOn();
        }
        var piece = new byte[PIECE_BYTES];
        try (var in = body.open()) {
            for (int taken = 0; taken <= MAX_BYTES; ) {
                int read = in.read(piece);
                if (read < 0) {
                    return true;
                }
                taken += read;
            }
            return false;
        } catch (IOException broken) {
            return reader.mayGoOn();
        }
    }
}
