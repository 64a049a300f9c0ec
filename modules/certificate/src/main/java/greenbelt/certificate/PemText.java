package greenbelt.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// What is in a text between its lines of BEGIN and END.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc7468">RFC 7468: Textual Encodings of PKIX, PKCS, and CMS Structures</a>
final class PemText {
    static final String CERTIFICATE = "CERTIFICATE";
    static final String PRIVATE_KEY = "PRIVATE KEY";

    private static final int MAX_FILE_BYTES = 1 << 20;
    private static final int LINE_CHARACTERS = 64;

    private static final Pattern BLOCK =
            Pattern.compile(
                    "-----BEGIN ([A-Z0-9 ]+)-----\\s+([A-Za-z0-9+/=\\s]*?)-----END \\1-----");

    private final String label;
    private final byte[] der;

    /// @param label what it says it is, such as CERTIFICATE
    PemText(String label, byte[] der) {
        this.label = label;
        this.der = der.clone();
    }

    String label() {
        return label;
    }

    byte[] der() {
        return der.clone();
    }

    /// All that is in a file. Throws [CertificateRejected] when it cannot be read, or there is nothing.
    static List<PemText> read(Path file) {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new CertificateRejected(
                        "%s: expected at most %d bytes, found %d"
                                .formatted(file, MAX_FILE_BYTES, Files.size(file)));
            }
            var texts = texts(file, Files.readString(file, US_ASCII));
            if (texts.isEmpty()) {
                throw new CertificateRejected(
                        file + ": expected PEM, found no line -----BEGIN ...-----");
            }
            return texts;
        } catch (IOException unreadable) {
            throw new CertificateRejected(
                    "%s: expected a file in PEM that can be read, found that %s"
                            .formatted(file, inWords(unreadable)),
                    unreadable);
        }
    }

    private static List<PemText> texts(Path file, String text) {
        var texts = new ArrayList<PemText>();
        for (var found = BLOCK.matcher(text); found.find(); ) {
            try {
                var der = Base64.getMimeDecoder().decode(found.group(2));
                texts.add(new PemText(found.group(1), der));
            } catch (IllegalArgumentException notBase64) {
                throw new CertificateRejected(
                        "%s: expected base64 in %s, found that %s"
                                .formatted(file, found.group(1), notBase64.getMessage()),
                        notBase64);
            }
        }
        return texts;
    }

    private static String inWords(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "there is none";
            case AccessDeniedException _ -> "access is denied";
            default -> String.valueOf(failure.getMessage());
        };
    }

    @Override
    public String toString() {
        var encoder = Base64.getMimeEncoder(LINE_CHARACTERS, new byte[] {'\n'});
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(label, encoder.encodeToString(der), label);
    }
}
