package greenbelt.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A certificate and its key in files")
class PemFilesTest {
    private final Instant now = Instant.now();
    private Path folder;
    private Path certificate;
    private Path key;
    private Path otherCertificate;
    private Path otherKey;

    @BeforeAll
    void make(@TempDir Path temporary) {
        folder = temporary;
        DevelopmentCertificate.in(folder.resolve("one"), now);
        DevelopmentCertificate.in(folder.resolve("two"), now);
        certificate = folder.resolve("one/certificate.pem");
        key = folder.resolve("one/key.pem");
        otherCertificate = folder.resolve("two/certificate.pem");
        otherKey = folder.resolve("two/key.pem");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private void isRefused(Path certificates, Path keys, String... says) {
        assertThatThrownBy(() -> PemFiles.read(certificates, keys, now))
                .isInstanceOf(CertificateRejected.class)
                .hasMessageContainingAll(says);
    }

    @Test
    @DisplayName("make an identity")
    void read() {
        assertThat(PemFiles.read(certificate, key, now).chain()).hasSize(1);
    }

    @Test
    @DisplayName("are refused where there is none, or no PEM in it")
    void noPem() throws IOException {
        isRefused(folder.resolve("nowhere.pem"), key, "nowhere.pem", "there is none");
        isRefused(certificate, folder.resolve("nowhere.pem"), "nowhere.pem", "there is none");
        isRefused(write("text.pem", "hello"), key, "text.pem: expected PEM");
    }

    @Test
    @DisplayName("are refused where one is in the place of the other")
    void swapped() {
        isRefused(key, certificate, "expected only CERTIFICATE, found PRIVATE KEY");
        isRefused(certificate, certificate, "expected one PRIVATE KEY, found 0");
    }

    @Test
    @DisplayName("are refused where the key is another's")
    void anothersKey() {
        isRefused(certificate, otherKey, "expected the private key of the first certificate");
    }

    @Test
    @DisplayName("are refused where the key is for another algorithm")
    void otherAlgorithm() throws IOException, GeneralSecurityException {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var text = new PemText(PemText.PRIVATE_KEY, pair.getPrivate().getEncoded()).toString();

        isRefused(certificate, write("ed.pem", text), "expected a private key for EC");
    }

    @Test
    @DisplayName("are refused where the key is in an older form, and say how to convert it")
    void olderForm() throws IOException {
        var text = Files.readString(key).replace("PRIVATE KEY", "EC PRIVATE KEY");

        isRefused(
                certificate,
                write("old.pem", text),
                "found EC PRIVATE KEY",
                "openssl pkcs8 -topk8 -nocrypt");
    }

    @Test
    @DisplayName("are refused where one is damaged")
    void damaged() throws IOException {
        var text = Files.readString(certificate);

        isRefused(
                write("damaged.pem", text.replaceFirst("MII", "AAA")),
                key,
                "damaged.pem: expected a certificate, found something damaged");
    }

    @Test
    @DisplayName("are refused where the certificate is not valid any more, or not yet")
    void expired() {
        var late = now.plus(DevelopmentCertificate.VALIDITY).plusSeconds(60);

        assertThatThrownBy(() -> PemFiles.read(certificate, key, late))
                .isInstanceOf(CertificateRejected.class)
                .hasMessageContaining("expected a certificate that is valid at " + late);
    }

    @Test
    @DisplayName("are refused where a certificate does not vouch for the one before it")
    void order() throws IOException {
        var both = Files.readString(certificate) + Files.readString(otherCertificate);

        isRefused(write("both.pem", both), key, "certificate 2 vouches for the one before it");
    }
}
