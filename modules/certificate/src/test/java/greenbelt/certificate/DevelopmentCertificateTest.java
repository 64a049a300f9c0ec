package greenbelt.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateParsingException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The development certificate")
class DevelopmentCertificateTest {
    @TempDir Path folder;

    /// The tool that makes it has no other clock.
    private final Instant now = Instant.now();

    private DevelopmentCertificate in(String name, Instant when) {
        return DevelopmentCertificate.in(folder.resolve(name), when);
    }

    @Test
    @DisplayName("is for this machine alone, on P-256, for 90 days, and for servers")
    void isFor() throws CertificateParsingException {
        var certificate = in("new", now).identity().certificate();

        assertThat(certificate.getSubjectAlternativeNames())
                .extracting(name -> name.get(1))
                .isEqualTo(List.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1"));
        assertThat(certificate.getPublicKey().toString()).contains("secp256r1");
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(
                        Duration.between(
                                certificate.getNotBefore().toInstant(),
                                certificate.getNotAfter().toInstant()))
                .isEqualTo(DevelopmentCertificate.VALIDITY);
    }

    @Test
    @DisplayName("has a key that only its owner can read, and leaves nothing else behind")
    void keyIsOwners() throws IOException {
        in("new", now);

        assertThat(Files.getPosixFilePermissions(folder.resolve("new/key.pem")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(folder.resolve("new")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        try (var files = Files.list(folder.resolve("new"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("certificate.pem", "key.pem");
        }
    }

    @Test
    @DisplayName(
            "is kept while it is good, and made anew when it is old, damaged, or its key was open")
    void keptAndRenewed() throws IOException {
        var first = in("kept", now).identity();
        var old = now.plus(DevelopmentCertificate.VALIDITY).minus(Duration.ofDays(29));

        assertThat(in("kept", now)).extracting(DevelopmentCertificate::identity).isEqualTo(first);
        assertThat(in("kept", old).identity()).isNotEqualTo(first);

        Files.setPosixFilePermissions(
                folder.resolve("kept/key.pem"), PosixFilePermissions.fromString("rw-r--r--"));
        var third = in("kept", now).identity();
        assertThat(third).isNotEqualTo(first);

        Files.writeString(folder.resolve("kept/certificate.pem"), "damaged");
        assertThat(in("kept", now).identity()).isNotEqualTo(third);
    }
}
