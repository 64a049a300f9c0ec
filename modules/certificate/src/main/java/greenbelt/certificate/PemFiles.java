package greenbelt.certificate;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/// Reads an identity from two files in PEM, as certificate authorities give them out.
public final class PemFiles {
    private static final byte[] PROBE = {1, 2, 3};

    private PemFiles() {}

    /// Throws [CertificateRejected] unless both files can be read, the key belongs to the first certificate, each further
    /// one vouches for the one before it, and all are valid at `now`.
    ///
    /// @param certificates one, or a chain
    /// @param key in PKCS #8, not encrypted
    public static ServerIdentity read(Path certificates, Path key, Instant now) {
        var chain = chain(certificates);
        for (var certificate : chain) {
            checkValidity(certificates, certificate, now);
        }
        checkOrder(certificates, chain);
        var identity = new ServerIdentity(chain, key(key, chain.getFirst()));
        if (!belongTogether(identity)) {
            throw new CertificateRejected(
                    "%s: expected the private key of the first certificate in %s, found another"
                            .formatted(key, certificates));
        }
        return identity;
    }

    private static List<X509Certificate> chain(Path file) {
        var chain = new ArrayList<X509Certificate>();
        for (var text : PemText.read(file)) {
            if (!text.label().equals(PemText.CERTIFICATE)) {
                throw new CertificateRejected(
                        "%s: expected only %s, found %s"
                                .formatted(file, PemText.CERTIFICATE, text.label()));
            }
            chain.add(certificate(file, text.der()));
        }
        return chain;
    }

    private static X509Certificate certificate(Path file, byte[] der) {
        try {
            var factory = CertificateFactory.getInstance("X.509");
            return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException damaged) {
            throw new CertificateRejected(
                    file
                            + ": expected a certificate, found something damaged: "
                            + damaged.getMessage(),
                    damaged);
        }
    }

    private static void checkValidity(Path file, X509Certificate certificate, Instant now) {
        try {
            certificate.checkValidity(Date.from(now));
        } catch (CertificateException _) {
            throw new CertificateRejected(
                    "%s: expected a certificate that is valid at %s, found one from %s until %s"
                            .formatted(
                                    file,
                                    now,
                                    certificate.getNotBefore().toInstant(),
                                    certificate.getNotAfter().toInstant()));
        }
    }

    private static void checkOrder(Path file, List<X509Certificate> chain) {
        for (int i = 1; i < chain.size(); i++) {
            try {
                chain.get(i - 1).verify(chain.get(i).getPublicKey());
            } catch (GeneralSecurityException _) {
                throw new CertificateRejected(
                        "%s: expected that certificate %d vouches for the one before it, found that it does not; the server's own comes first"
                                .formatted(file, i + 1));
            }
        }
    }

    private static PrivateKey key(Path file, X509Certificate certificate) {
        var texts =
                PemText.read(file).stream()
                        .filter(text -> text.label().endsWith(PemText.PRIVATE_KEY))
                        .toList();
        if (texts.size() != 1) {
            throw new CertificateRejected(
                    "%s: expected one %s, found %d"
                            .formatted(file, PemText.PRIVATE_KEY, texts.size()));
        }
        var text = texts.getFirst();
        if (!text.label().equals(PemText.PRIVATE_KEY)) {
            throw new CertificateRejected(
                    "%s: expected %s, found %s; convert it: openssl pkcs8 -topk8 -nocrypt -in %s"
                            .formatted(file, PemText.PRIVATE_KEY, text.label(), file));
        }
        var algorithm = certificate.getPublicKey().getAlgorithm();
        try {
            return KeyFactory.getInstance(algorithm)
                    .generatePrivate(new PKCS8EncodedKeySpec(text.der()));
        } catch (GeneralSecurityException other) {
            throw new CertificateRejected(
                    "%s: expected a private key for %s, as the certificate has, found another, or a damaged one"
                            .formatted(file, algorithm),
                    other);
        }
    }

    private static boolean belongTogether(ServerIdentity identity) {
        var algorithm =
                switch (identity.key().getAlgorithm()) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    case String other -> other;
                };
        try {
            var signing = Signature.getInstance(algorithm);
            signing.initSign(identity.key());
            signing.update(PROBE);
            var signature = signing.sign();
            var verifying = Signature.getInstance(algorithm);
            verifying.initVerify(identity.certificate());
            verifying.update(PROBE);
            return verifying.verify(signature);
        } catch (GeneralSecurityException _) {
            return false; // a signature of another size, for one
        }
    }
}
