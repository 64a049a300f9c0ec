package greenbelt.gateway;

import static greenbelt.telemetry.Log.field;
import static java.nio.charset.StandardCharsets.UTF_8;

import greenbelt.http.Handler;
import greenbelt.http.Method;
import greenbelt.http.Problem;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.http.Router;
import greenbelt.metrics.Exposition;
import greenbelt.metrics.Family;
import greenbelt.telemetry.Log;
import greenbelt.world.World;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What those who run the gateway may ask of it, on a listener of its own: `/metrics`, `/routes`, `/limits`, `/health`, and,
/// where that was allowed at the start, `POST /routes` with other routes, or with nothing to read the same file again.
///
/// Nobody is answered without the key, which is made anew at each start. Every change, and every attempt that lacks the key or
/// the permission, is in the log. Safe for many tasks.
public final class Admin implements Handler {
    private static final int KEY_BYTES = 32;
    private static final String BEARER = "Bearer ";
    private static final String CHALLENGE = "Bearer realm=\"greenbelt-admin\"";

    private final Gateway gateway;
    private final Log log;
    private final Settings settings;
    private final byte[] keyHash;
    private final Router router;

    /// How it is set up.
    ///
    /// @param key whoever knows it is answered
    /// @param writable whether routes can be loaded
    /// @param origin the routes that the gateway was started with, as they are now
    /// @param more what else there is to be counted, such as the process
    public record Settings(
            String key,
            boolean writable,
            Supplier<RoutesText> origin,
            Supplier<List<Family>> more) {}

    Admin(World world, Gateway gateway, Log log, Settings settings) {
        this.gateway = gateway;
        this.log = log;
        this.settings = settings;
        this.keyHash = hash(settings.key());
        this.router =
                new Router(world)
                        .on(Method.GET, "/metrics", this::metrics)
                        .on(Method.GET, "/routes", _ -> Response.json(200, gateway.routes()))
                        .on(Method.POST, "/routes", this::load)
                        .on(Method.GET, "/limits", _ -> Response.json(200, gateway.limits()))
                        .on(Method.GET, "/health", _ -> health());
    }

    /// A key that nobody can guess.
    public static String newKey(World world) {
        var secret = world.secret("key of the gateway's admin listener", KEY_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    @Override
    public Response handle(Request request) {
        if (!isKnown(request)) {
            log.warn(
                    "admin refused",
                    field("remote", request.peer()),
                    field("method", request.method()),
                    field("path", request.path()));
            return Problem.of(401, "unauthenticated", "The admin listener wants its key.")
                    .expected("authorization: Bearer and the key that the command admin shows")
                    .found(request.headers().first("authorization").isEmpty() ? "none" : "another")
                    .toResponse()
                    .with("www-authenticate", CHALLENGE);
        }
        return router.handle(request);
    }

    @Override
    public Optional<String> route(Request request) {
        return router.route(request);
    }

    /// Hashed first, so that the comparison takes as long for every key of whatever length.
    private boolean isKnown(Request request) {
        var shown = request.headers().all("authorization");
        return shown.size() == 1
                && shown.getFirst().startsWith(BEARER)
                && MessageDigest.isEqual(
                        hash(shown.getFirst().substring(BEARER.length())), keyHash);
    }

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private Response metrics(Request request) {
        var families = Stream.concat(gateway.metrics().stream(), settings.more().get().stream());
        var accept = String.join(",", request.headers().all("accept"));
        var exposition = Exposition.of(families.toList(), accept);
        return Response.text(200, exposition.text()).with("content-type", exposition.contentType());
    }

    private Response health() {
        var routes = gateway.routes();
        return Response.json(
                200, Map.of("status", routes.refused().isEmpty() ? "up" : "up, with old routes"));
    }

    private Response load(Request request) {
        if (!settings.writable()) {
            log.warn("admin refused", field("remote", request.peer()), field("change", "routes"));
            return Problem.of(403, "read-only", "The admin listener only answers questions.")
                    .expected("a start with --admin-write")
                    .found("one without")
                    .toResponse();
        }
        var text = request.text();
        var routes =
                text.isBlank()
                        ? settings.origin().get()
                        : new RoutesText(text, "sent to the admin listener");
        return switch (gateway.load(routes)) {
            case Reload.Loaded loaded -> {
                log.info(
                        "admin change",
                        field("remote", request.peer()),
                        field("change", "routes"),
                        field("edition", loaded.version()),
                        field("what", String.join(", ", loaded.changes())));
                yield Response.json(200, loaded);
            }
            case Reload.Kept kept -> {
                log.warn(
                        "admin change refused",
                        field("remote", request.peer()),
                        field("change", "routes"),
                        field("because", kept.complaint()));
                yield Problem.of(422, "routes-refused", kept.complaint())
                        .with("edition", kept.version())
                        .toResponse();
            }
        };
    }
}
