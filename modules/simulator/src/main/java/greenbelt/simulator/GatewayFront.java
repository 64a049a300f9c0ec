package greenbelt.simulator;

import greenbelt.certificate.CertificateRejected;
import greenbelt.certificate.DevelopmentCertificate;
import greenbelt.certificate.PemFiles;
import greenbelt.certificate.ServerIdentity;
import greenbelt.gateway.Admin;
import greenbelt.gateway.Gateway;
import greenbelt.gateway.RoutesText;
import greenbelt.http.Address;
import greenbelt.http.Handler;
import greenbelt.http.client.HttpClient;
import greenbelt.http.helidon.HelidonServer;
import greenbelt.http.helidon.Listening;
import greenbelt.telemetry.Log;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// The listeners of the gateway in the live world: with or without TLS, and beside it the one for those who run it.
final class GatewayFront {
    private final World world;
    private final Front front;
    private final Optional<ServerIdentity> identity;
    private final Optional<Path> certificate;
    private final AtomicReference<Optional<AdminAccess>> admin =
            new AtomicReference<>(Optional.empty());

    private GatewayFront(
            World world,
            Front front,
            Optional<ServerIdentity> identity,
            Optional<Path> certificate) {
        this.world = world;
        this.front = front;
        this.identity = identity;
        this.certificate = certificate;
    }

    /// Reads or makes what the gateway proves itself with. Throws [SimulatorException] when that cannot be.
    ///
    /// @param folder where a certificate for this machine is kept
    static GatewayFront of(World world, Front front, Path folder) {
        try {
            return switch (front.identity()) {
                case Front.Identity.None _ ->
                        new GatewayFront(world, front, Optional.empty(), Optional.empty());
                case Front.Identity.Development _ -> {
                    var own = DevelopmentCertificate.in(folder, world.now());
                    yield new GatewayFront(
                            world,
                            front,
                            Optional.of(own.identity()),
                            Optional.of(own.file().toAbsolutePath()));
                }
                case Front.Identity.Given(var certificates, var key) ->
                        new GatewayFront(
                                world,
                                front,
                                Optional.of(PemFiles.read(certificates, key, world.now())),
                                Optional.empty());
            };
        } catch (CertificateRejected rejected) {
            throw new SimulatorException(String.valueOf(rejected.getMessage()), rejected);
        }
    }

    /// `http` or `https`.
    String scheme() {
        return identity.isPresent() ? "https" : "http";
    }

    /// Starts the gateway's own listener; from then on `client` can speak with it.
    Address listen(Node node, int port, Handler handler, HttpClient client) {
        var listening = Listening.on(port).withHttp2();
        var served = identity.map(it -> listening.withTls(it.forServer())).orElse(listening);
        var address = HelidonServer.start(world, node, served, handler).address();
        identity.ifPresent(it -> client.speakTls(address, it.forClient()));
        return address;
    }

    /// Starts the listener for those who run the gateway, with a key that nobody has had before.
    ///
    /// @param origin the routes that the gateway was started with, as they are now
    /// @param url where the gateway itself is reached
    void listenForAdmin(
            Node node, Gateway gateway, Log log, Supplier<RoutesText> origin, String url) {
        var key = Admin.newKey(world);
        var settings =
                new Admin.Settings(key, front.adminWritable(), origin, ProcessMetrics::families);
        var panel = gateway.admin(settings, log);
        var address =
                HelidonServer.start(world, node, Listening.on(front.adminPort()), panel).address();
        admin.set(
                Optional.of(
                        new AdminAccess(
                                "http://" + address,
                                key,
                                front.adminWritable(),
                                url,
                                certificate.map(Path::toString))));
    }

    /// How to ask the gateway that was started last.
    Optional<AdminAccess> admin() {
        return admin.get();
    }
}
