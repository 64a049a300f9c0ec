package greenbelt.http.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import greenbelt.http.Address;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A server that answers each request with the next of some prepared texts, whatever was asked, byte for byte.
///
/// It serves one connection at a time, and the next one when the client or the script has closed it.
final class ScriptedServer implements AutoCloseable {
    /// Closes the connection without waiting for another request.
    static final String CLOSE = "(close)";

    /// Reads a request and closes the connection without an answer.
    static final String READ_AND_CLOSE = "(read and close)";

    /// Reads a request and waits until the client closes the connection.
    static final String SILENCE = "(silence)";

    /// At the end of an answer: closes the connection after it.
    static final String THEN_CLOSE = "(then close)";

    private static final long PATIENCE_SECONDS = 20;

    private static final System.Logger LOG = System.getLogger("test");

    private final ServerSocket listener;
    private final List<String> script;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final Semaphore requests = new Semaphore(0);
    private final Semaphore closed = new Semaphore(0);
    private volatile int connections;
    private int next;

    private ScriptedServer(List<String> script) throws IOException {
        this.listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        this.script = script;
        Thread.ofVirtual().start(this::run);
    }

    static ScriptedServer answering(String... script) throws IOException {
        return new ScriptedServer(List.of(script));
    }

    Address address() {
        return Address.loopback(listener.getLocalPort());
    }

    int connections() {
        return connections;
    }

    int requests() {
        return received.size();
    }

    String received(int index) {
        return received.get(index);
    }

    void awaitRequest(int count) {
        await(requests, count);
    }

    void awaitClosed(int count) {
        await(closed, count);
    }

    private static void await(Semaphore events, int count) {
        try {
            if (!events.tryAcquire(count, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("did not happen within " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // only this thread writes
    private void run() {
        while (next < script.size() && !listener.isClosed()) {
            try (var socket = listener.accept()) {
                connections++;
                serve(socket);
            } catch (IOException _) {
                LOG.log(Level.DEBUG, "the client has closed the connection");
            } finally {
                closed.release();
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        while (next < script.size()) {
            var step = script.get(next);
            if (step.equals(CLOSE)) {
                next++;
                return;
            }
            var request = read(socket.getInputStream());
            if (request.isEmpty()) {
                return; // closed by the client: the step is for its next connection
            }
            next++;
            received.add(request);
            requests.release();
            if (step.equals(READ_AND_CLOSE)) {
                return;
            }
            if (!step.equals(SILENCE)) {
                var answer = step.replace(THEN_CLOSE, "");
                socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
                if (!answer.equals(step)) {
                    return;
                }
            }
        }
        socket.getInputStream().read();
    }

    /// One request: its head, and its body as far as the head says that there is one.
    private static String read(InputStream in) throws IOException {
        var text = new StringBuilder();
        readUntil(in, text, "\r\n\r\n");
        var head = text.toString();
        if (head.contains("chunked")) {
            readUntil(in, text, "0\r\n\r\n");
        }
        int at = head.indexOf("content-length: ");
        if (at >= 0) {
            int end = head.indexOf("\r\n", at);
            int length = Integer.parseInt(head.substring(at + "content-length: ".length(), end));
            text.append(new String(in.readNBytes(length), ISO_8859_1));
        }
        return text.toString();
    }

    private static void readUntil(InputStream in, StringBuilder text, String end)
            throws IOException {
        while (text.indexOf(end) < 0) {
            int next = in.read();
            if (next < 0) {
                text.setLength(0);
                return;
            }
            text.append((char) next);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
