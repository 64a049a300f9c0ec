package greenbelt.certificate;

import org.jspecify.annotations.Nullable;

/// A certificate or a key that cannot be used; the message says of which file, what was expected and what was found.
public final class CertificateRejected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CertificateRejected(String message) {
        this(message, null);
    }

    CertificateRejected(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
