package greenbelt.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The key of a person, for as long as something is sealed or opened. It shows itself to nobody.
///
/// AES with 256 bits in Galois/Counter Mode, which also notices a change. The place is authenticated with the text, so a
/// sealed text that somebody copies to another order does not open there.
///
/// @see <a href="https://csrc.nist.gov/pubs/sp/800/38/d/final">NIST SP 800-38D: Galois/Counter Mode</a>
final class Key {
    /// How long the secret is.
    static final int SECRET_BYTES = 32;

    /// How long a nonce is: the length for which the mode is made.
    static final int NONCE_BYTES = 12;

    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int TAG_BITS = 128;

    private final UUID id;
    private final String secretInHex;

    Key(UUID id, String secretInHex) {
        this.id = id;
        this.secretInHex = secretInHex;
    }

    /// @param nonce never used before with this key: whoever sees two texts under one nonce can read both
    Sealed seal(String text, String place, byte[] nonce) {
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, place, nonce);
            var hidden = cipher.doFinal(text.getBytes(UTF_8));
            var bytes =
                    ByteBuffer.allocate(nonce.length + hidden.length)
                            .put(nonce)
                            .put(hidden)
                            .array();
            return new Sealed(id, Base64.getEncoder().encodeToString(bytes));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, missing);
        }
    }

    /// Throws [VaultException] when the text was changed, or sealed for another place.
    String open(Sealed sealed, String place) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(sealed.text()));
            var nonce = new byte[Math.min(NONCE_BYTES, bytes.remaining())];
            bytes.get(nonce);
            var hidden = new byte[bytes.remaining()];
            bytes.get(hidden);
            return new String(cipher(Cipher.DECRYPT_MODE, place, nonce).doFinal(hidden), UTF_8);
        } catch (AEADBadTagException | IllegalArgumentException changed) {
            throw new VaultException(
                    "what key %s sealed for %s was changed, or belongs elsewhere"
                            .formatted(id, place));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, missing);
        }
    }

    private Cipher cipher(int mode, String place, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(ALGORITHM);
        var secret = new SecretKeySpec(HexFormat.of().parseHex(secretInHex), "AES");
        cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(UTF_8));
        return cipher;
    }

    @Override
    public String toString() {
        return "key " + id;
    }
}
