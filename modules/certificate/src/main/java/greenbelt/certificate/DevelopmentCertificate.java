package greenbelt.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// A certificate for this machine alone, signed by itself, kept in a folder and made anew before it expires.
///
/// It is for `localhost`, `127.0.0.1` and `::1`, with an elliptic key on P-256, for 90 days. Nobody trusts it who is not told
/// to: `curl --cacert certificate.pem`. Only the owner can read the key, where the file system knows owners. The JDK makes
/// certificates with its tool `keytool` alone, so that is what makes it.
///
/// @param identity what the server proves itself with
/// @param file the certificate, for those who are to trust it
public record DevelopmentCertificate(ServerIdentity identity, Path file) {
    /// How long a new one is valid.
    public static final Duration VALIDITY = Duration.ofDays(90);

    /// What an old one must be valid for yet.
    public static final Duration RENEWED_BEFORE = Duration.ofDays(30);

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER =
            PosixFilePermissions.fromString("rwx------");

    /// The one that is kept in this folder; makes the folder, and the certificate, where there is none that is good.
    ///
    /// Throws [CertificateRejected] when it cannot be made or written.
    public static DevelopmentCertificate in(Path folder, Instant now) {
        var certificate = folder.resolve("certificate.pem");
        var key = folder.resolve("key.pem");
        var identity =
                kept(certificate, key, now)
                        .orElseGet(() -> {
                            make(folder, certificate, key);
                            return PemFiles.read(certificate, key, now);
                        });
        return new DevelopmentCertificate(identity, certificate);
    }

    private static Optional<ServerIdentity> kept(Path certificate, Path key, Instant now) {
        if (Files.notExists(certificate) || Files.notExists(key) || !isOwnersOnly(key)) {
            return Optional.empty();
        }
        try {
            return Optional.of(PemFiles.read(certificate, key, now))
                    .filter(it ->
                            it.certificate()
                                    .getNotAfter()
                                    .toInstant()
                                    .isAfter(now.plus(RENEWED_BEFORE)));
        } catch (CertificateRejected _) {
            return Optional.empty(); // it is ours, and can be made again
        }
    }

    private static boolean isOwnersOnly(Path key) {
        try {
            return !knowsOwners(key) || Files.getPosixFilePermissions(key).equals(OWNER_ONLY);
        } catch (IOException _) {
            return false;
        }
    }

    private static void make(Path folder, Path certificate, Path key) {
        try {
            Files.createDirectories(folder, forOwner(folder, OWNER_ONLY_FOLDER));
            var store = Keytool.make(folder, VALIDITY);
            writeForOwner(key, new PemText(PemText.PRIVATE_KEY, key(store).getEncoded()));
            var der = store.getCertificate(Keytool.ALIAS).getEncoded();
            write(certificate, new PemText(PemText.CERTIFICATE, der));
        } catch (IOException | GeneralSecurityException failure) {
            throw new CertificateRejected(
                    "expected to make a certificate in %s, found that it cannot be: %s"
                            .formatted(folder, failure.getMessage()),
                    failure);
        }
    }

    private static PrivateKey key(KeyStore store) throws GeneralSecurityException {
        return (PrivateKey) store.getKey(Keytool.ALIAS, Keytool.PASSWORD.toCharArray());
    }

    /// Written beside it first, so that nobody ever sees half of it, or all of it that should not.
    private static void writeForOwner(Path file, PemText text) throws IOException {
        var next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        Files.createFile(next, forOwner(file, OWNER_ONLY));
        Files.writeString(next, text.toString(), US_ASCII);
        Files.move(next, file, ATOMIC_MOVE);
    }

    private static void write(Path file, PemText text) throws IOException {
        var next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, text.toString(), US_ASCII);
        Files.move(next, file, ATOMIC_MOVE);
    }

    private static FileAttribute<?>[] forOwner(Path path, Set<PosixFilePermission> permissions) {
        return knowsOwners(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static boolean knowsOwners(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
