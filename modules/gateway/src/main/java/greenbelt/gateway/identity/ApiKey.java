package greenbelt.gateway.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// A program's key, as the gateway keeps it: hashed, so that whoever reads the file cannot use it.
///
/// A fast hash is enough, other than for passwords, because what is hashed is not chosen by people: 32 secret bytes
/// cannot be guessed, however fast one guesses.
///
/// @param name whose it is
/// @param sha256 of the whole key, in 64 hex digits of lower case
/// @param scopes what its bearer may do
public record ApiKey(String name, String sha256, List<String> scopes) {
    /// How many secret bytes are in a key.
    public static final int SECRET_BYTES = 32;

    /// What is between the name and the secret.
    static final char SEPARATOR = '.';

    public ApiKey {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,63}")) {
            throw new IllegalArgumentException(
                    "name must be letters, digits and dashes, at most 64, was \"" + name + "\"");
        }
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "sha256 must be 64 hex digits in lower case, was "
                            + sha256.length()
                            + " others");
        }
        scopes = List.copyOf(scopes);
    }

    /// The hash of a whole key, such as the file has it.
    public static String hash(String key) {
        return HexFormat.of().formatHex(digest(key));
    }

    /// Whether this is the key: takes as long whether the first byte is wrong or the last.
    boolean is(String key) {
        return MessageDigest.isEqual(HexFormat.of().parseHex(sha256), digest(key));
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
