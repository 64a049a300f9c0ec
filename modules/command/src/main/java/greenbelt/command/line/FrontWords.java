package greenbelt.command.line;

import greenbelt.command.Arguments;
import greenbelt.command.CommandRefused;
import greenbelt.simulator.Front;
import greenbelt.simulator.Front.Identity;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The options that say how the gateway is reached.
final class FrontWords {
    static final String TLS = "--tls";
    static final String CERTIFICATE = "--tls-cert";
    static final String KEY = "--tls-key";
    static final String ADMIN_PORT = "--admin-port";
    static final String ADMIN_WRITE = "--admin-write";

    private FrontWords() {}

    /// What was said; empty when nothing was.
    static Optional<Front> front(Arguments given) {
        var all = List.of(TLS, CERTIFICATE, KEY, ADMIN_PORT, ADMIN_WRITE);
        if (all.stream().noneMatch(given::has)) {
            return Optional.empty();
        }
        return Optional.of(
                new Front(
                        identity(given),
                        given.number(ADMIN_PORT, 0, CommandLineParser.MAX_PORT, 0),
                        given.has(ADMIN_WRITE)));
    }

    private static Identity identity(Arguments given) {
        var certificate = given.maybe(CERTIFICATE);
        var key = given.maybe(KEY);
        if (certificate.isPresent() != key.isPresent()) {
            throw CommandRefused.usage(
                    "%s and %s belong together: a certificate and its private key, both in PEM"
                            .formatted(CERTIFICATE, KEY));
        }
        if (certificate.isPresent()) {
            return new Identity.Given(Path.of(certificate.get()), Path.of(key.orElseThrow()));
        }
        return given.has(TLS) ? new Identity.Development() : new Identity.None();
    }
}
