package greenbelt.http.helidon;

import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/// How a server listens.
///
/// @param port 0 for any that is free
/// @param patience how long it waits for those who call it
/// @param tls what it proves itself with, where it speaks TLS 1.3 and 1.2, and nothing else
/// @param http2 whether it also speaks HTTP/2: where ALPN says so, and on an open wire to whoever begins with it
public record Listening(int port, Patience patience, Optional<SSLContext> tls, boolean http2) {
    private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    /// Those with forward secrecy and authenticated encryption; for HTTP/2 no others may be used.
    ///
    /// @see <a href="https://www.rfc-editor.org/rfc/rfc9325#section-4.2">RFC 9325, 4.2: recommended cipher suites</a>
    /// @see <a href="https://www.rfc-editor.org/rfc/rfc9113#section-9.2.2">RFC 9113, 9.2.2</a>
    private static final List<String> CIPHER_SUITES =
            List.of(
                    "TLS_AES_128_GCM_SHA256",
                    "TLS_AES_256_GCM_SHA384",
                    "TLS_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    /// HTTP/1.1 alone, on an open wire, with the patience of [Patience#STANDARD].
    public static Listening on(int port) {
        return new Listening(port, Patience.STANDARD, Optional.empty(), false);
    }

    public Listening withPatience(Patience newPatience) {
        return new Listening(port, newPatience, tls, http2);
    }

    public Listening withTls(SSLContext identity) {
        return new Listening(port, patience, Optional.of(identity), http2);
    }

    public Listening withHttp2() {
        return new Listening(port, patience, tls, true);
    }

    SSLParameters tlsParameters(SSLContext identity) {
        var parameters = identity.getDefaultSSLParameters();
        parameters.setProtocols(PROTOCOLS.toArray(String[]::new));
        parameters.setCipherSuites(CIPHER_SUITES.toArray(String[]::new));
        parameters.setUseCipherSuitesOrder(true);
        return parameters;
    }
}
