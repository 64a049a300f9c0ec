package greenbelt.gateway.hygiene;

import greenbelt.gateway.verdict.Objection;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/// The characters that may stand for themselves in one part of a URI; others are percent-encoded UTF-8.
final class Alphabet {
    private static final HexFormat UPPER_HEX = HexFormat.of().withUpperCase();

    /// Servers may take these for what they stand for, encoded or not; no name has a use for them.
    private static final String NEVER_IN_A_NAME = "/\\%;";

    private final String part;
    private final boolean[] literal = new boolean[128];

    /// Letters, digits and these marks; `part` is what the messages call it.
    Alphabet(String part, String marks) {
        this.part = part;
        for (char c = 0; c < literal.length; c++) {
            literal[c] = isLetterOrDigit(c) || marks.indexOf(c) >= 0;
        }
    }

    /// Why this is not even well-formed.
    Optional<Objection> objectionTo(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '%') {
                if (!beginsByte(text, at) || text.startsWith("%00", at)) {
                    return Optional.of(
                            new Objection(
                                    "% in the " + part + " to begin a byte such as %C3",
                                    text.substring(at, Math.min(at + 3, text.length()))));
                }
                at += 2;
            } else if (c >= literal.length || !literal[c]) {
                return Optional.of(
                        new Objection(
                                "only characters that a " + part + " may have",
                                "U+%04X".formatted((int) c)));
            }
        }
        return Optional.empty();
    }

    /// Why a well-formed text is not the one way to write what it says.
    Optional<Objection> objectionToEncoding(String text) {
        if (text.indexOf('%') < 0) {
            return Optional.empty();
        }
        try {
            var decoded = decode(text);
            var forbidden = decoded.chars().filter(Alphabet::isForbidden).findFirst();
            if (forbidden.isPresent()) {
                return Optional.of(
                        new Objection(
                                "a " + part + " without encoded separators and controls",
                                "%%%02X".formatted(forbidden.getAsInt())));
            }
            var canonical = encode(decoded);
            return canonical.equals(text)
                    ? Optional.empty()
                    : Optional.of(new Objection(canonical + " in the " + part, text));
        } catch (CharacterCodingException notUtf8) {
            return Optional.of(new Objection("UTF-8 in the " + part, text));
        }
    }

    private static boolean isForbidden(int c) {
        return Character.isISOControl(c) || NEVER_IN_A_NAME.indexOf(c) >= 0;
    }

    /// What a well-formed text says; empty when its bytes are not UTF-8.
    static Optional<String> decoded(String text) {
        try {
            return Optional.of(text.indexOf('%') < 0 ? text : decode(text));
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    /// What a well-formed text says. Strict: overlong and broken UTF-8 is refused.
    private static String decode(String text) throws CharacterCodingException {
        var bytes = ByteBuffer.allocate(text.length());
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '%') {
                bytes.put((byte) HexFormat.fromHexDigits(text, at + 1, at + 3));
                at += 2;
            } else {
                bytes.put((byte) c);
            }
        }
        return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    }

    private String encode(String decoded) {
        var encoded = new StringBuilder(decoded.length() + 8);
        for (byte each : decoded.getBytes(StandardCharsets.UTF_8)) {
            if (each >= 0 && literal[each]) {
                encoded.append((char) each);
            } else {
                encoded.append('%').append(UPPER_HEX.toHexDigits(each));
            }
        }
        return encoded.toString();
    }

    private static boolean beginsByte(String text, int at) {
        return at + 2 < text.length()
                && HexFormat.isHexDigit(text.charAt(at + 1))
                && HexFormat.isHexDigit(text.charAt(at + 2));
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
