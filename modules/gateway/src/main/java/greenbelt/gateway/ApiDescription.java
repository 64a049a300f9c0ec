package greenbelt.gateway;

import greenbelt.http.Body;
import greenbelt.http.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/// The description of the API, `docs/openapi.yaml`, as it was packaged with the gateway.
final class ApiDescription {
    private ApiDescription() {}

    static Response response() {
        return Response.of(200).with("content-type", "application/yaml").withBody(Body.of(bytes()));
    }

    private static byte[] bytes() {
        try (var in =
                Objects.requireNonNull(
                        ApiDescription.class.getResourceAsStream("openapi.yaml"),
                        "openapi.yaml is packaged beside this class")) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("could not read the packaged openapi.yaml", unreadable);
        }
    }
}
