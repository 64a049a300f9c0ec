package greenbelt.gateway;

import greenbelt.json.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/// What somebody has written about routes, before anybody has judged it.
///
/// @param text in YAML, in the shape of [GatewayFile]
/// @param source where it is from, for people
public record RoutesText(String text, String source) {
    private static final String SHIPPED = "routes.yaml";

    /// The routes that come with the gateway: what `docs/openapi.yaml` describes, and nothing else.
    public static RoutesText shipped() {
        try (var in =
                Objects.requireNonNull(
                        RoutesText.class.getResourceAsStream(SHIPPED),
                        "routes.yaml is packaged beside this class")) {
            return new RoutesText(
                    new String(in.readAllBytes(), StandardCharsets.UTF_8), "as shipped");
        } catch (IOException unreadable) {
            throw new UncheckedIOException("could not read the packaged routes.yaml", unreadable);
        }
    }

    /// What is in a file now. Throws [UncheckedIOException], whose message says why it cannot be read.
    public static RoutesText read(Path file) {
        return new RoutesText(TextFile.read(file), file.toString());
    }
}
