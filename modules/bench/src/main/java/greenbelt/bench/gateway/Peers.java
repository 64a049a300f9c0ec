package greenbelt.bench.gateway;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// Starts the gateways of others before the same upstream, where they can be had; their configuration is in `modules/bench/peers`.
///
/// @param configured where that is
/// @param downloads where libraries are kept that are no part of the product
/// @param work for the files of one run
record Peers(Path configured, Path downloads, Path work) {
    private static final List<String> NGINX_FOLDERS =
            List.of("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin");

    /// Where run.sh says that they are.
    static Peers of(Path work) {
        return new Peers(
                Path.of(System.getProperty("greenbelt.bench.peers", "modules/bench/peers")),
                Path.of(System.getProperty("greenbelt.bench.downloads", "target/peers")),
                work);
    }

    /// Throws [PeerMissing] when it is not installed.
    Child nginx(int upstream) throws IOException {
        var program =
                find("nginx").orElseThrow(() -> new PeerMissing("nginx", "it is not installed"));
        int port = Child.freePort();
        var folder = Files.createDirectory(work.resolve("nginx"));
        var file =
                filled(
                        configured.resolve("nginx.conf"),
                        folder.resolve("nginx.conf"),
                        text ->
                                text.replace("${port}", Integer.toString(port))
                                        .replace("${upstream}", Integer.toString(upstream))
                                        .replace("${folder}", folder.toString()));
        return Child.start(
                List.of(
                        program.toString(),
                        "-p",
                        folder.toString(),
                        "-c",
                        file.toString(),
                        "-g",
                        "daemon off;"),
                port,
                folder.resolve("log"));
    }

    /// Throws [PeerMissing] when Maven, or its repository, does not answer.
    Child springCloudGateway(int upstream) throws IOException {
        var sources = configured.resolve("spring-cloud-gateway");
        var jars = resolved(sources);
        int port = Child.freePort();
        var folder = Files.createDirectory(work.resolve("spring"));
        var classPath = folder + File.pathSeparator + jars.resolve("*");
        compile(sources.resolve("Peer.java"), jars, folder);
        var file =
                filled(
                        sources.resolve("application.yaml"),
                        folder.resolve("application.yaml"),
                        text -> text.replace("${upstream}", Integer.toString(upstream)));
        return Child.start(
                List.of(
                        Child.java(),
                        "-Xmx512m",
                        "-cp",
                        classPath,
                        "Peer",
                        "--server.address=127.0.0.1",
                        "--server.port=" + port,
                        "--spring.config.location=" + file.toUri()),
                port,
                folder.resolve("log"));
    }

    /// The folder with its jars: resolved once, and again when what is wanted has changed.
    private Path resolved(Path sources) throws IOException {
        var wanted = sources.resolve("pom.xml");
        var jars = downloads.toAbsolutePath().resolve("spring-cloud-gateway");
        var stamp = jars.resolve("pom.xml");
        if (Files.exists(stamp) && Files.mismatch(stamp, wanted) < 0) {
            return jars;
        }
        Files.createDirectories(jars);
        var log = work.resolve("spring-resolve.log");
        var maven =
                find("mvn")
                        .orElseThrow(
                                () -> new PeerMissing("Spring Cloud Gateway", "mvn is not there"));
        var command =
                new ProcessBuilder(
                                maven.toString(),
                                "-B",
                                "-ntp",
                                "-f",
                                wanted.toString(),
                                "dependency:copy-dependencies",
                                "-DincludeScope=runtime",
                                "-DoutputDirectory=" + jars)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        if (exitCode(command) != 0) {
            throw new PeerMissing("Spring Cloud Gateway", "Maven says\n" + errors(log));
        }
        Files.copy(wanted, stamp);
        return jars;
    }

    private static String errors(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains("ERROR"))
                .limit(3)
                .collect(joining("\n"));
    }

    private static int exitCode(ProcessBuilder command) throws IOException {
        try {
            return command.start().waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    private static void compile(Path source, Path jars, Path into) throws IOException {
        try (var all = Files.list(jars)) {
            var classPath =
                    all.map(Path::toString)
                            .filter(name -> name.endsWith(".jar"))
                            .sorted()
                            .collect(joining(File.pathSeparator));
            var arguments =
                    List.of(
                            "-proc:none",
                            "-cp",
                            classPath,
                            "-d",
                            into.toString(),
                            source.toString());
            int code =
                    ToolProvider.getSystemJavaCompiler()
                            .run(null, null, null, arguments.toArray(String[]::new));
            if (code != 0) {
                throw new IllegalStateException(source + " could not be compiled");
            }
        }
    }

    private static Path filled(Path template, Path to, UnaryOperator<String> fill)
            throws IOException {
        return Files.writeString(to, fill.apply(Files.readString(template)));
    }

    private static Optional<Path> find(String program) {
        var folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
        return Stream.concat(Arrays.stream(folders), NGINX_FOLDERS.stream())
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// A peer cannot be measured here, and why.
    static final class PeerMissing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PeerMissing(String peer, String because) {
            super(peer + " is not measured: " + because);
        }
    }
}
