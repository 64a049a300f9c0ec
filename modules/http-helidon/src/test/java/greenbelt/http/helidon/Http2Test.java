package greenbelt.http.helidon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.certificate.DevelopmentCertificate;
import greenbelt.certificate.ServerIdentity;
import greenbelt.http.Body;
import greenbelt.http.Response;
import greenbelt.world.LiveWorld;
import greenbelt.world.World;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A server with TLS and HTTP/2")
class Http2Test {
    private static final int LARGE_BYTES = 3 << 20;

    private final World world = new LiveWorld();
    private ServerIdentity identity;
    private HelidonServer server;

    @BeforeAll
    void open(@TempDir Path folder) {
        identity = DevelopmentCertificate.in(folder, world.now()).identity();
        server =
                HelidonServer.start(
                        world,
                        world.start("server"),
                        Listening.on(0).withTls(identity.forServer()).withHttp2(),
                        request ->
                                request.path().equals("/cookies")
                                        ? Response.text(
                                                200, request.headers().all("cookie").toString())
                                        : Response.of(200)
                                                .with(
                                                        "x-host",
                                                        request.headers()
                                                                .first("host")
                                                                .orElse("none"))
                                                .withBody(Body.streaming(request.body()::writeTo)));
    }

    @AfterAll
    void close() {
        world.close();
    }

    private URI uri(String path) {
        return URI.create("https://localhost:" + server.address().port() + path);
    }

    private HttpClient client(Version version) {
        return HttpClient.newBuilder().version(version).sslContext(identity.forClient()).build();
    }

    private HttpResponse<byte[]> post(HttpClient client, byte[] body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri("/")).POST(BodyPublishers.ofByteArray(body));
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Version.class)
    @DisplayName("answers in the version that the client agrees on")
    void versions(Version version) throws IOException, InterruptedException {
        try (var client = client(version)) {
            var answer = post(client, "hello".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

            assertThat(answer.version()).isEqualTo(version);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).asString().isEqualTo("hello");
            assertThat(answer.headers().firstValue("x-host"))
                    .contains("localhost:" + server.address().port());
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Version.class)
    @DisplayName("takes and gives a body that is larger than any window")
    void large(Version version) throws IOException, InterruptedException {
        try (var client = client(version)) {
            var body = new byte[LARGE_BYTES];
            java.util.Arrays.fill(body, (byte) 'x');

            assertThat(post(client, body).body()).isEqualTo(body);
        }
    }

    @Test
    @DisplayName("answers many requests at once on one connection")
    void manyAtOnce() {
        try (var client = client(Version.HTTP_2)) {
            var request = HttpRequest.newBuilder(uri("/")).POST(BodyPublishers.ofString("a"));
            var answers =
                    IntStream.range(0, HelidonServer.MAX_STREAMS / 2)
                            .mapToObj(
                                    _ -> client.sendAsync(request.build(), BodyHandlers.ofString()))
                            .toList();

            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        }
    }

    @Test
    @DisplayName("speaks nothing older than TLS 1.2")
    void oldTls() {
        var old = new SSLParameters(null, new String[] {"TLSv1.1"});
        try (var client =
                HttpClient.newBuilder()
                        .sslContext(identity.forClient())
                        .sslParameters(old)
                        .build()) {
            assertThatThrownBy(() -> post(client, new byte[1])).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    @DisplayName("speaks TLS 1.2 and 1.3")
    void tls(String version) throws IOException, InterruptedException {
        var one = new SSLParameters(null, new String[] {version});
        try (var client =
                HttpClient.newBuilder()
                        .sslContext(identity.forClient())
                        .sslParameters(one)
                        .build()) {
            var answer = post(client, new byte[1]);

            assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo(version);
            assertThat(answer.sslSession().orElseThrow().getCipherSuite()).contains("GCM");
        }
    }

    @Test
    @DisplayName("is believed by nobody who was not told to")
    void untrusted() {
        try (var client = HttpClient.newHttpClient()) {
            assertThatThrownBy(() -> post(client, new byte[1]))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }
}
