package greenbelt.certificate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The tool for keys and certificates that comes with every Java runtime, beside `java`.
final class Keytool {
    static final String ALIAS = "development";

    /// Of a file that is gone before anybody could read it.
    static final String PASSWORD = "greenbelt";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Keytool() {}

    /// A new key, and a certificate for this machine. Throws [CertificateRejected] when the tool does not do it.
    ///
    /// @param folder where others cannot look
    static KeyStore make(Path folder, Duration validity)
            throws IOException, GeneralSecurityException {
        var file = folder.resolve("new.p12");
        Files.deleteIfExists(file);
        try {
            run(
                    List.of(
                            tool(),
                            "-genkeypair",
                            "-alias",
                            ALIAS,
                            "-keyalg",
                            "EC",
                            "-groupname",
                            "secp256r1",
                            "-sigalg",
                            "SHA256withECDSA",
                            "-dname",
                            "CN=Greenbelt development certificate",
                            "-ext",
                            "SAN=dns:localhost,ip:127.0.0.1,ip:0:0:0:0:0:0:0:1",
                            "-ext",
                            "EKU=serverAuth",
                            "-ext",
                            "KU:critical=digitalSignature",
                            "-startdate",
                            "-1H", // for clocks that differ
                            "-validity",
                            Long.toString(validity.toDays()),
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            PASSWORD,
                            "-keystore",
                            file.toString()));
            return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static String tool() {
        return Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    }

    private static void run(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var _ = process.getOutputStream();
                var said = process.getInputStream()) {
            var words = new String(said.readAllBytes(), UTF_8).strip();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroy();
                throw new CertificateRejected("keytool did not end within " + PATIENCE);
            }
            if (process.exitValue() != 0) {
                throw new CertificateRejected("keytool refused: " + words);
            }
        } catch (InterruptedException interrupted) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new CertificateRejected("making a certificate was interrupted", interrupted);
        }
    }
}
