package greenbelt.bench.gateway;

import greenbelt.http.Headers;
import greenbelt.http.Response;
import greenbelt.http.helidon.HelidonServer;
import greenbelt.world.LiveWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The service behind every gateway that is measured: `PORT KEYS`, where KEYS is a file with a JSON Web Key Set. It
/// answers every request alike, with few bytes.
final class UpstreamProcess {
    /// Where it shows its keys.
    static final String KEYS = "/.well-known/jwks.json";

    /// What it says to all else.
    static final String ANSWER = "{\"sku\":\"apple\",\"available\":1000000}";

    private UpstreamProcess() {}

    public static void main(String[] args) throws IOException {
        var keys = Files.readString(Path.of(args[1]));
        var world = new LiveWorld();
        var json = Headers.of("content-type", "application/json");
        HelidonServer.start(
                world,
                world.start("upstream"),
                Integer.parseInt(args[0]),
                request ->
                        Response.text(200, request.path().equals(KEYS) ? keys : ANSWER)
                                .withHeaders(json));
    }
}
