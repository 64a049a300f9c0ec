package greenbelt.bench.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import greenbelt.bench.TempFolder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Whether a body of 1 GiB passes in each direction while the heap of the gateway has 64 MiB.
final class StreamingBench implements GatewayBenchmark {
    private static final long BODY_BYTES = 1L << 30;
    private static final String HEAP = "-Xmx64m";
    private static final int PIECE_BYTES = 64 * 1024;
    private static final int PATIENCE_MILLIS = 120_000;
    private static final double MEBIBYTE = 1 << 20;

    private static final String ROUTES =
            """
            upstreams:
              service: {instances: [service], timeout: 60s}
            defaults: {timeout: 60s, maxBodyBytes: 2147483648}
            routes:
              - name: stream
                path: {exact: /stream}
                upstream: service
                access: [anonymous]
            """;

    @Override
    public String name() {
        return "streaming";
    }

    @Override
    public boolean run(GatewayDesk desk) throws IOException {
        desk.heading("streaming 1 GiB through the gateway, its heap at 64 MiB");
        try (var folder = TempFolder.create()) {
            var routes = Files.writeString(folder.path().resolve("routes.yaml"), ROUTES);
            try (var upstream = StreamProcess.start(folder.path().resolve("upstream.log"));
                    var gateway = gateway(upstream, routes, folder.path().resolve("gateway.log"))) {
                boolean down = passes(desk, "to the client, length known", gateway, download());
                boolean up = passes(desk, "to the service, length known", gateway, upload(false));
                boolean chunked = passes(desk, "to the service, in chunks", gateway, upload(true));
                gateway.residentBytes()
                        .ifPresent(bytes ->
                                desk.say("  resident %.0f MiB".formatted(bytes / MEBIBYTE)));
                return down && up && chunked;
            }
        }
    }

    private static Child gateway(Child upstream, Path routes, Path log) throws IOException {
        return Child.ofThisKind(
                GatewayProcess.class,
                Child.freePort(),
                List.of(HEAP),
                List.of(Integer.toString(upstream.port()), routes.toString()),
                log);
    }

    /// One exchange on a connection of its own; answers how many bytes of the body have arrived.
    @FunctionalInterface
    private interface Exchange {
        long bytes(Socket socket) throws IOException;
    }

    private static boolean passes(GatewayDesk desk, String what, Child gateway, Exchange exchange) {
        long began = System.nanoTime();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            long bytes = exchange.bytes(socket);
            double seconds = (System.nanoTime() - began) / 1e9;
            boolean whole = bytes == BODY_BYTES;
            desk.say(
                    "  %-34s %,d bytes in %.1f s, %.0f MiB/s: %s"
                            .formatted(
                                    what,
                                    bytes,
                                    seconds,
                                    bytes / MEBIBYTE / seconds,
                                    whole ? "passed" : "MISSED, it has " + BODY_BYTES));
            return whole;
        } catch (IOException broken) {
            desk.say("  %-34s MISSED, it broke off: %s".formatted(what, broken.getMessage()));
            return false;
        }
    }

    private static Exchange download() {
        return socket -> {
            write(socket, "GET /stream HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            var in = new BufferedInputStream(socket.getInputStream());
            skipHead(in);
            var piece = new byte[PIECE_BYTES];
            long bytes = 0;
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                bytes += read;
            }
            return bytes;
        };
    }

    private static Exchange upload(boolean chunked) {
        return socket -> {
            var framing = chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + BODY_BYTES;
            write(
                    socket,
                    "POST /stream HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%s\r\n\r\n"
                            .formatted(framing));
            var out = socket.getOutputStream();
            var piece = new byte[PIECE_BYTES];
            for (long sent = 0; sent < BODY_BYTES; sent += PIECE_BYTES) {
                if (chunked) {
                    write(socket, Integer.toHexString(PIECE_BYTES) + "\r\n");
                }
                out.write(piece);
                if (chunked) {
                    write(socket, "\r\n");
                }
            }
            if (chunked) {
                write(socket, "0\r\n\r\n");
            }
            var in = new BufferedInputStream(socket.getInputStream());
            skipHead(in);
            var answer = new String(in.readAllBytes(), US_ASCII).strip();
            return answer.matches("[0-9]+") ? Long.parseLong(answer) : -1;
        };
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    private static void skipHead(InputStream in) throws IOException {
        int matched = 0;
        while (matched < 4) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("an answer without an end of its headers");
            }
            matched = c == "\r\n\r\n".charAt(matched) ? matched + 1 : c == '\r' ? 1 : 0;
        }
    }
}
