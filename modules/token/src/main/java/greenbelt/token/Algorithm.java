package greenbelt.token;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.Optional;

/// How a token can be signed. There are no others: not with a shared secret, and not at all.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc7518#section-3">RFC 7518, 3: algorithms for signatures</a>
public enum Algorithm {
    /// RSA with SHA-256; keys of at least 2048 bits.
    RS256("RS256", "SHA256withRSA"),
    /// ECDSA on the curve P-256 with SHA-256; its signatures differ each time.
    ES256("ES256", "SHA256withECDSAinP1363Format"),
    /// Ed25519 (RFC 8037); its signatures are a function of key and text.
    EDDSA("EdDSA", "Ed25519");

    private final String word;
    private final String standardName;

    Algorithm(String word, String standardName) {
        this.word = word;
        this.standardName = standardName;
    }

    /// What tokens and keys call it.
    public String word() {
        return word;
    }

    /// The algorithm that tokens and keys call by this word.
    public static Optional<Algorithm> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
    }

    boolean verifies(PublicKey key, byte[] signed, byte[] signature) {
        try {
            var verifier = Signature.getInstance(standardName);
            verifier.initVerify(key);
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (SignatureException malformed) {
            return false;
        } catch (GeneralSecurityException failure) {
            throw new TokenException("could not verify a signature with " + word, failure);
        }
    }
}
