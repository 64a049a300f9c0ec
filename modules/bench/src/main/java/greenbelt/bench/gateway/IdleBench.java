package greenbelt.bench.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import greenbelt.bench.TempFolder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;

/// How much memory the gateway holds with 10,000 connections that have been answered and say nothing more.
final class IdleBench implements GatewayBenchmark {
    private static final int CONNECTIONS = 10_000;
    private static final long PROMISED_BYTES = 400L << 20;
    private static final int SPARE_FILES = 200;
    private static final double MEBIBYTE = 1 << 20;

    private static final int ANSWER_BYTES = 2048;

    /// Each has been answered once, and stays open.
    private static final String REQUEST =
            String.join(
                    "\r\n",
                    "GET /items/apple HTTP/1.1",
                    "Host: x",
                    "User-Agent: idle bench",
                    "Accept: */*",
                    "",
                    "");

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public boolean run(GatewayDesk desk) throws IOException {
        desk.heading("%,d idle connections to the gateway".formatted(CONNECTIONS));
        long files = filesThereMayBe();
        if (files < CONNECTIONS + SPARE_FILES) {
            desk.say(
                    "  REFUSED: expected room for %,d open files in each process, found %,d; try: ulimit -n %d"
                            .formatted(
                                    CONNECTIONS + SPARE_FILES, files, CONNECTIONS + SPARE_FILES));
            return false;
        }
        try (var folder = TempFolder.create()) {
            var keys = Files.writeString(folder.path().resolve("keys.json"), "{\"keys\": []}");
            var routes = new RoutesFiles(folder.path()).plain();
            try (var upstream =
                            Child.ofThisKind(
                                    UpstreamProcess.class,
                                    Child.freePort(),
                                    List.of(),
                                    List.of(keys.toString()),
                                    folder.path().resolve("upstream.log"));
                    var gateway =
                            Child.ofThisKind(
                                    GatewayProcess.class,
                                    Child.freePort(),
                                    List.of(),
                                    List.of(Integer.toString(upstream.port()), routes.toString()),
                                    folder.path().resolve("gateway.log"))) {
                return measure(desk, gateway);
            }
        }
    }

    private static long filesThereMayBe() {
        try {
            return (Long)
                    ManagementFactory.getPlatformMBeanServer()
                            .getAttribute(
                                    new ObjectName("java.lang:type=OperatingSystem"),
                                    "MaxFileDescriptorCount");
        } catch (JMException unknown) {
            return Long.MAX_VALUE; // a system that has no such limit, or does not tell
        }
    }

    private static boolean measure(GatewayDesk desk, Child gateway) throws IOException {
        long before = gateway.residentBytes().orElse(0L);
        var open = new ArrayList<SocketChannel>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                open.add(answered(gateway.port()));
            }
            var resident = gateway.residentBytes();
            if (resident.isEmpty()) {
                desk.say("  REFUSED: this system does not tell how much memory a process holds");
                return false;
            }
            long alive = open.stream().filter(IdleBench::isOpen).count();
            boolean reached = alive == CONNECTIONS && resident.get() <= PROMISED_BYTES;
            desk.say(
                    "  %,d of %,d open, resident %.0f MiB, %.0f before; promised: all in at most %.0f MiB, %s"
                            .formatted(
                                    alive,
                                    CONNECTIONS,
                                    resident.get() / MEBIBYTE,
                                    before / MEBIBYTE,
                                    PROMISED_BYTES / MEBIBYTE,
                                    reached ? "reached" : "MISSED"));
            return reached;
        } finally {
            for (var one : open) {
                one.close();
            }
        }
    }

    private static SocketChannel answered(int port) throws IOException {
        var channel =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.write(ByteBuffer.wrap(REQUEST.getBytes(US_ASCII)));
        var bytes = new byte[ANSWER_BYTES];
        var answer = ByteBuffer.wrap(bytes);
        while (!isWhole(new String(bytes, 0, answer.position(), US_ASCII))) {
            if (channel.read(answer) < 0) {
                throw new IOException("the gateway has closed a connection unasked");
            }
        }
        channel.configureBlocking(false);
        return channel;
    }

    private static boolean isWhole(String answer) {
        return answer.endsWith(UpstreamProcess.ANSWER);
    }

    private static boolean isOpen(SocketChannel channel) {
        try {
            return channel.read(ByteBuffer.allocate(1)) == 0;
        } catch (IOException _) {
            return false;
        }
    }
}
