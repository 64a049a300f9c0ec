package greenbelt.bench.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A server in a process of its own, for the time of a measurement; with it end the processes that it has begun.
final class Child implements AutoCloseable {
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
    private static final int RETRY_MILLIS = 50;

    private final Process process;
    private final int port;

    private Child(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// A port of loopback that nobody listened on a moment ago.
    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// A JVM with the flags and modules of this one, with this main class of this module.
    ///
    /// @param flags besides those of this JVM, such as `-Xmx64m`; the last of its kind counts
    static Child ofThisKind(
            Class<?> main, int port, List<String> flags, List<String> arguments, Path log)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(flags);
        command.addAll(List.of("-p", System.getProperty("jdk.module.path")));
        command.addAll(List.of("--add-modules", "greenbelt.console"));
        command.addAll(List.of("-m", "greenbelt.bench/" + main.getName()));
        command.add(Integer.toString(port));
        command.addAll(arguments);
        return start(command, port, log);
    }

    /// The JVM that this one is.
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /// Runs a command, and waits until it accepts connections on its port; what it says goes to `log`. Throws
    /// [IllegalStateException] when it ends before that, or takes too long.
    static Child start(List<String> command, int port, Path log) throws IOException {
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        process.getOutputStream().close();
        var child = new Child(process, port);
        boolean up = false;
        try {
            child.awaitStart(command, log);
            up = true;
        } finally {
            if (!up) {
                child.close();
            }
        }
        return child;
    }

    private void awaitStart(List<String> command, Path log) throws IOException {
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (!accepts()) {
            boolean ended = exited(Duration.ofMillis(RETRY_MILLIS));
            if (ended || System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "%s did not start:%n%s"
                                .formatted(command.getFirst(), Files.readString(log)));
            }
        }
    }

    private boolean accepts() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private boolean exited(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    int port() {
        return port;
    }

    /// How long processors have worked for it and for those that it has begun.
    Duration processorTime() {
        return family().flatMap(one -> one.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /// How much memory it holds, and those that it has begun, in bytes; empty where the system does not tell.
    Optional<Long> residentBytes() {
        try {
            long kilobytes = 0;
            for (var one : family().toList()) {
                var status = Path.of("/proc", Long.toString(one.pid()), "status");
                if (!Files.isReadable(status)) {
                    return Optional.empty();
                }
                for (var line : Files.readAllLines(status)) {
                    if (line.startsWith("VmRSS:")) {
                        kilobytes += Long.parseLong(line.replaceAll("\\D", ""));
                    }
                }
            }
            return Optional.of(kilobytes * 1024);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private Stream<ProcessHandle> family() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    @Override
    public void close() {
        var family = family().toList();
        process.destroy();
        if (!exited(STOP_PATIENCE)) {
            family.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
