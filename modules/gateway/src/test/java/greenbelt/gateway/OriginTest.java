package greenbelt.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.http.Request;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("From where a request comes, the gateway")
class OriginTest {
    private final GatewayTown town = new GatewayTown(Routes.of("name: a, path: {exact: /a}"));

    @AfterEach
    void close() {
        town.close();
    }

    private static RoutesText trusting(String... peers) {
        var open = Routes.of("name: a, path: {exact: /a}").text();
        return new RoutesText("trustedPeers: [" + String.join(", ", peers) + "]\n" + open, "x");
    }

    /// What a service learns from where a request comes: forwarded, -for, -host, -proto.
    private List<String> origin(Request request) {
        town.during(() -> town.gateway.handle(request).status());
        var headers = town.received.getLast().headers();
        return List.of(
                String.join("|", headers.all("forwarded")),
                String.join("|", headers.all("x-forwarded-for")),
                String.join("|", headers.all("x-forwarded-host")),
                String.join("|", headers.all("x-forwarded-proto")));
    }

    private static Request forged(String peer) {
        return Request.get("/a")
                .with("host", "shop.example:8080")
                .with("forwarded", "for=127.0.0.1;host=evil.example")
                .with("x-forwarded-for", "1.1.1.1, 10.0.0.9")
                .with("x-forwarded-host", "outside.example")
                .with("x-forwarded-proto", "https")
                .from(peer);
    }

    @Test
    @DisplayName("writes anew, whatever an untrusted peer says")
    void writesOrigins() {
        town.during(() -> town.gateway.load(Routes.of("name: a, path: {exact: /a}")));

        assertThat(origin(forged("10.0.0.1")))
                .containsExactly(
                        "for=10.0.0.1;host=\"shop.example:8080\";proto=http",
                        "10.0.0.1",
                        "shop.example:8080",
                        "http");
        assertThat(origin(Request.get("/a").from("2001:db8::1")))
                .containsExactly("for=\"[2001:db8::1]\";proto=http", "2001:db8::1", "", "http");
        assertThat(origin(Request.get("/a").from("console")).getFirst())
                .isEqualTo("for=_console;proto=http");
        assertThat(origin(Request.get("/a")).getFirst()).isEqualTo("for=unknown;proto=http");
    }

    @Test
    @DisplayName("takes from a trusted peer, and adds that peer")
    void believesTrustedPeers() {
        town.during(() -> town.gateway.load(trusting("10.0.0.1", "10.0.0.9")));

        assertThat(origin(forged("10.0.0.1")))
                .containsExactly(
                        "for=1.1.1.1, for=10.0.0.9, for=10.0.0.1;host=\"outside.example\";proto=https",
                        "1.1.1.1, 10.0.0.9, 10.0.0.1",
                        "outside.example",
                        "https");
        assertThat(origin(forged("10.0.0.2")).get(1)).isEqualTo("10.0.0.2");
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/16, 10.1.255.255, 10.2.0.0",
        "10.1.128.0/17, 10.1.128.1, 10.1.127.255",
        "192.0.2.7/32, 192.0.2.7, 192.0.2.6",
        "0.0.0.0/0, 9.9.9.9, 2001:db8::1",
        "2001:db8::/32, 2001:db8:ffff::1, 2001:db9::1",
    })
    @DisplayName("takes from the peers of a trusted network, and from no other")
    void believesNetworks(String network, String inside, String outside) {
        town.during(() -> town.gateway.load(trusting('"' + network + '"')));

        assertThat(origin(forged(inside)).get(1)).isEqualTo("1.1.1.1, 10.0.0.9, " + inside);
        assertThat(origin(forged(outside)).get(1)).isEqualTo(outside);
        assertThat(origin(forged("console")).get(1)).isEqualTo("console");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.0/33 | expected 0 to 32 bits",
                "2001:db8::/-1 | expected 0 to 128 bits",
                "proxy/8 | expected an address, / and a number of bits, as in 10.0.0.0/8",
                "10.0.0.0/x | expected an address, / and a number of bits, as in 10.0.0.0/8",
            })
    @DisplayName("refuses a network that is none, and keeps the routes that are")
    void refusesNetworks(String network, String complaint) {
        var reload = town.during(() -> town.gateway.load(trusting('"' + network + '"')));

        assertThat(reload.toString()).contains("%s, found \"%s\"".formatted(complaint, network));
    }

    @Test
    @DisplayName("takes the last address that no trusted peer has, to count by")
    void countsBehindTrustedPeers() {
        var limited =
                Routes.of(
                                "name: a, path: {exact: /a}, policies: {limits: [{by: address, requests: 1, burst: 1}]}")
                        .text();
        town.during(() ->
                town.gateway.load(
                        new RoutesText("trustedPeers: [10.0.0.1, 10.0.0.9]\n" + limited, "x")));
        var request = forged("10.0.0.1");

        var statuses =
                town.during(() ->
                        List.of(
                                town.gateway.handle(request).status(),
                                town.gateway.handle(request).status(),
                                town.gateway
                                        .handle(request.with("x-forwarded-for", "9.9.9.9, 2.2.2.2"))
                                        .status(),
                                town.gateway
                                        .handle(request.with("x-forwarded-for", "8.8.8.8, 2.2.2.2"))
                                        .status()));

        assertThat(statuses).containsExactly(200, 429, 200, 429);
    }
}
