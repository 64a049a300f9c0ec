package greenbelt.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.Optional;

/// Percent-encoding, decoded strictly. `+` stands for itself, as in a URI, not for a space, as in a form.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-2.1">RFC 3986, 2.1</a>
final class Percent {
    private Percent() {}

    /// The decoded text; empty when an escape is broken or the bytes are not UTF-8.
    static Optional<String> decode(String text) {
        if (text.indexOf('%') < 0) {
            return Optional.of(text);
        }
        var bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                bytes.writeBytes(
                        String.valueOf(c).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            } else if (i + 2 < text.length()
                    && HexFormat.isHexDigit(text.charAt(i + 1))
                    && HexFormat.isHexDigit(text.charAt(i + 2))) {
                bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 2;
            } else {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(MediaTypes.utf8(bytes.toByteArray()));
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }
}
