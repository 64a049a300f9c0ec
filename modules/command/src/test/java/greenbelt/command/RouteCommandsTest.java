package greenbelt.command;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.gateway.RoutesText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The commands about routes")
class RouteCommandsTest extends CommandsFixture {
    @TempDir Path folder;

    RouteCommandsTest() {
        super(42, 200);
    }

    /// The shipped routes in a file, with one piece replaced.
    private Path routesBut(String piece, String other) throws IOException {
        var text = RoutesText.shipped().text();
        assertThat(text).contains(piece);
        return Files.writeString(folder.resolve("routes.yaml"), text.replace(piece, other));
    }

    @Test
    @DisplayName("list what is let in")
    void list() {
        assertThat(run("routes").text())
                .containsPattern("showUser +GET +/users/\\{id} +user +token")
                .containsPattern("issueToken +POST +/auth/token +user +anonymous")
                .contains("edition 1, as shipped, since ");
    }

    @Test
    @DisplayName("take a file into service, and go back to what was shipped")
    void loadAndReload() throws IOException {
        var file = routesBut("path: {exact: /sales}", "path: {exact: /revenue}");

        assertThat(run("route load " + file).text())
                .isEqualTo(
                        "edition 2, %s, is in service for requests from now on; showSales has changed\n"
                                .formatted(file));
        assertThat(run("http GET /revenue").text()).startsWith("404\n").contains("/revenue");
        assertThat(run("http GET /sales").text()).startsWith("404\n").contains("not-found");
        assertThat(run("route reload").text())
                .startsWith("edition 3, as shipped, is in service for requests from now on; ");
        assertThat(run("http GET /sales").text()).startsWith("200\n");
    }

    @Test
    @DisplayName("keep what is in service when the file is refused, and say where it is wrong")
    void keep() throws IOException {
        var file = routesBut("{exact: /sales}", "{exakt: /sales}");

        var outcome = run("route load " + file);

        assertThat(outcome.exitCode()).isEqualTo(CommandRefused.FAILED);
        assertThat(outcome.text())
                .contains("perhaps exact, found the unknown field \"exakt\"")
                .contains("\nedition 1, as shipped, stays in service\n");
        assertThat(run("routes").text()).contains("exakt");
        assertThat(run("http GET /sales").text()).startsWith("200\n");
        assertThat(run("route load nowhere.yaml").text()).contains("there is no such file");
    }

    @Test
    @DisplayName("explain which route takes a request, why not the others, and what is forwarded")
    void explain() {
        assertThat(
                        text(
                                "route explain GET /orders/order-1?x=1 x-greenbelt-user:eve accept:text/plain"))
                .isEqualTo(
                        """
                        GET /orders/order-1?x=1
                          decided
                            the target is canonical
                            the headers are unambiguous
                            showOrder takes it: the path has the form /orders/{id}, the method is GET
                            whoever has a valid token with the scope orders:read may
                          not by
                            cancelOrder does not: it is for DELETE
                            showOrderDetail does not: it is for /orders/{id}/detail
                            followOrder does not: it is for /orders/{id}/events
                            listOrders does not: it is for /orders
                            placeOrder does not: it is for /orders, it is for POST
                            nor do 15 others, which are for other paths
                          policies
                            at most 5000 requests per second, 10000 at once, of each principal
                            a body of at most 1048576 bytes
                            an answer must begin within 10s
                          forwarded
                            GET /orders/order-1?x=1 to order
                          with
                            accept: text/plain
                            forwarded: for=_sender;proto=http
                            x-forwarded-for: sender
                            x-forwarded-proto: http
                            x-request-id: (a new one)
                            x-greenbelt-user: (whose token it is)
                            x-greenbelt-scope: (its scopes)
                        """);
        assertThat(run("route explain PUT /orders").text())
                .contains("refused\n    405: Expected one of")
                .contains("listOrders does not: it is for GET, HEAD");
        assertThat(run("route explain GET /a//b").text())
                .contains("refused\n    400: Expected a path without empty segments");
        assertThat(refusal("route explain GET /a b")).contains("HEADER must be name:value");
    }

    @Test
    @DisplayName("send requests as another user, whose token they say they have")
    void login() {
        assertThat(text("login")).startsWith("requests are sent with a token of ada (");
        assertThat(text("login bela")).startsWith("requests are sent with a token of bela (");
        assertThat(refusal("login bela wrong")).contains("no token for bela: ");
        assertThat(text("login")).startsWith("requests are sent with a token of bela (");
        assertThat(text("login bela --scope orders:read")).contains("good for orders:read\n");
        assertThat(run("http GET /orders").text()).startsWith("200\n");
        assertThat(run("http GET /users").text())
                .startsWith("403\n")
                .contains("Expected the scope users:read, found orders:read.");
        assertThat(refusal("login ada --scope everything"))
                .contains("There is no scope of that name");
        assertThat(text("logout")).startsWith("requests are sent with a token of ada (");
    }

    @Test
    @DisplayName("send a request often, with headers, and with a body that is too long")
    void http() {
        assertThat(run("http GET /inventory --times 3 --header x-request-id:mine").text())
                .startsWith("200\n")
                .doesNotContain("mine")
                .endsWith("answers: 3 times 200\n");
        assertThat(run("http POST /orders --bytes 1048577").text())
                .startsWith("413\n")
                .contains("content-too-large");
    }

    @Test
    @DisplayName("make a key for a program, which lets it in once its line is in the file")
    void keys() throws IOException {
        var lines = text("key new partner --scope inventory:read").lines().toList();
        var key = lines.get(1).strip();
        var file =
                routesBut(
                        "path: {exact: /inventory}\n    upstream: inventory\n    access: [token]",
                        "path: {exact: /inventory}\n    upstream: inventory\n    access: [token, key]");
        Files.writeString(file, "keys:\n" + lines.get(3) + "\n" + Files.readString(file));
        text("route load " + file);

        assertThat(run("http GET /inventory --anonymous --header x-api-key:" + key).text())
                .startsWith("200\n");
        assertThat(run("http GET /inventory --anonymous --header x-api-key:" + key + "x").text())
                .startsWith("401\n");
    }

    @Test
    @DisplayName("show the limits, whom they have refused, and who has the fewest left")
    void limits() throws IOException {
        run(
                "route load "
                        + routesBut(
                                "requests: 5000, per: 1s, burst: 10000",
                                "requests: 1, per: 1h, burst: 3"));
        assertThat(run("http GET /inventory --times 5 --anonymous").text())
                .endsWith("answers: 5 times 401\n");
        assertThat(run("http GET /inventory --times 5").text())
                .startsWith("429\n")
                .contains("retry-after: ")
                .contains("ratelimit-policy: \"all-principal\";q=3;w=10800\n")
                .contains("ratelimit: \"all-principal\";r=0;t=")
                .endsWith("answers: 3 times 200, 2 times 429\n");

        assertThat(text("limits"))
                .containsPattern(
                        "all-principal +at most 1 requests per 60m, 3 at once, of each principal +4 +2 ")
                .containsPattern("user [0-9a-f-]+: 0")
                .contains("no route limits how many are under way at once");
    }

    @Test
    @DisplayName("show how the gateway guards services that fail, with the example that is ready")
    void safeguards() throws IOException {
        assertThat(text("breakers")).isEqualTo("no upstream has breakers\n");
        assertThat(text("safeguards"))
                .isEqualTo(
                        """
                        no route sends requests again

                        no upstream limits how many are under way at once

                        no route sends copies

                        no route keeps answers
                        """);
        var example =
                Files.readString(Path.of("../gateway/examples/resilient-routes.yaml"))
                        .replace(
                                "      cache: {atMost: 1m}",
                                "      cache: {atMost: 1m}\n      mirror: {to: order, share: 100}");
        text("route load " + Files.writeString(folder.resolve("routes.yaml"), example));

        assertThat(run("http GET /inventory").text())
                .startsWith("200\n")
                .contains("cache-status: greenbelt; fwd=miss; stored\n");
        assertThat(run("http GET /inventory").text())
                .contains("age: 0\n")
                .contains("cache-status: greenbelt; hit; ttl=4\n");
        text("crash order-1");
        assertThat(run("http GET /orders --times 3").text())
                .startsWith("503\n")
                .contains("problem:circuit-open\"")
                .contains("retry-after: 10\n")
                .contains("is left alone for a while: order-1.");
        assertThat(text("breakers"))
                .containsPattern("order-1 +order +open +[0-9]+ +[0-9]+ % +0 % +2[0-9T:.-]+Z +1\\n")
                .containsPattern("inventory-1 +inventory +closed +[0-9]+ +\\? +\\? +0\\n?");
        text("crash inventory-1");
        text("advance 10s");
        assertThat(run("http GET /inventory").text())
                .startsWith("200\n")
                .contains("\"items\" : [ ]");

        assertThat(text("safeguards"))
                .containsPattern("order +retries are at most 20 % .* +[0-9] +30 +[0-9] +0\\n")
                .containsPattern("inventory +retries are at most 20 % .* +2 +30 +2 +0\\n")
                .containsPattern("inventory +64 +0 +0\\n")
                .containsPattern("listItems +order +[0-9] +0 +1 +0\\n")
                .containsPattern("[12] of 1000 +[0-9]+ of 16777216 +1 +[23] +0\\n");
    }

    private void answers(String line, int status, String problem) {
        assertThat(run(line).text())
                .startsWith(status + "\n")
                .contains("content-type: application/problem+json\n")
                .contains("urn:greenbelt:problem:" + problem);
    }

    @Test
    @DisplayName("get every problem of the gateway")
    void problems() throws IOException {
        text("http GET /orders");
        answers("http GET /orders --anonymous", 401, "unauthenticated");
        text("login ada --scope orders:read");
        answers("http POST /orders {}", 403, "insufficient-scope");
        text("logout");
        answers("http GET /nowhere", 404, "not-found");
        answers("http PUT /orders", 405, "method-not-allowed");
        answers("http POST /orders --bytes 2000000", 413, "content-too-large");
        answers("http GET /orders --header x-long:" + "a".repeat(20_000), 431, "headers-too-large");
        answers("http GET /a//b", 400, "invalid-path");

        run(
                "route load "
                        + routesBut(
                                "requests: 5000, per: 1s, burst: 10000", "requests: 1, per: 1h"));
        answers("http GET /inventory --times 2", 429, "too-many-requests");
        text("route reload");

        text("fault add latency gateway->order --delay 30s");
        answers("http GET /orders", 504, "gateway-timeout");
        text("fault clear");
        text("crash order-1");
        answers("http GET /orders", 502, "bad-gateway");
        text("crash gateway");
        text("restart gateway");
        text("crash user-1");
        answers("http GET /inventory", 503, "keys-unavailable");
    }
}
