package greenbelt.user;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// Turns passwords into what may be stored, and compares.
///
/// A hash reads `pbkdf2-sha256$ITERATIONS$SALT$KEY`, salt and key in Base64, so that hashes of different strength live
/// side by side and the strength can grow.
///
/// @param iterations for new hashes: what an attacker pays for each guess, and we for each sign-in
/// @see <a href="https://www.rfc-editor.org/rfc/rfc8018#section-5.2">PBKDF2, RFC 8018, 5.2</a>
/// @see <a href="https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html">600,000 iterations:
///     OWASP Password Storage Cheat Sheet</a>
record Passwords(int iterations) {
    /// How long a salt is, in bytes.
    static final int SALT_BYTES = 16;

    private static final String ALGORITHM = "pbkdf2-sha256";
    private static final int KEY_BITS = 256;

    Passwords {
        if (iterations < 1) {
            throw new IllegalArgumentException("iterations must be >= 1, was " + iterations);
        }
    }

    /// The hash to store for a password.
    String hash(String password, byte[] salt) {
        var base64 = Base64.getEncoder();
        return String.join(
                "$",
                ALGORITHM,
                Integer.toString(iterations),
                base64.encodeToString(salt),
                base64.encodeToString(key(password, salt, iterations)));
    }

    /// Whether this is the password of that hash. Takes as long for a wrong one as for the right one.
    boolean matches(String password, String hash) {
        var parts = hash.split("\\$", -1);
        if (parts.length != 4 || !parts[0].equals(ALGORITHM)) {
            throw new IllegalArgumentException("expected a hash of " + ALGORITHM);
        }
        var base64 = Base64.getDecoder();
        var key = key(password, base64.decode(parts[2]), Integer.parseInt(parts[1]));
        return MessageDigest.isEqual(key, base64.decode(parts[3]));
    }

    /// A hash of this strength that no password has: for whoever asks in the name of nobody.
    String decoy() {
        var base64 = Base64.getEncoder();
        return String.join(
                "$",
                ALGORITHM,
                Integer.toString(iterations),
                base64.encodeToString(new byte[SALT_BYTES]),
                base64.encodeToString(new byte[KEY_BITS / 8]));
    }

    private static byte[] key(String password, byte[] salt, int iterations) {
        var spec = new PBEKeySpec(password.toCharArray(), salt, iterations, KEY_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has PBKDF2WithHmacSHA256", missing);
        } finally {
            spec.clearPassword();
        }
    }
}
