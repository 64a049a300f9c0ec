package greenbelt.token;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The public keys of an issuer, by their id. Immutable.
///
/// Only keys meant for verifying Ed25519 signatures are taken; others in the same document are passed over, so that
/// neither a symmetric key nor one for another purpose can ever verify a token.
public final class KeySet {
    /// The most keys that a document may hold.
    public static final int MAX_KEYS = 20;

    /// A set in which every key is unknown.
    public static final KeySet EMPTY = new KeySet(Map.of());

    /// What stands before the 32 bytes of an Ed25519 key in X.509 form.
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final Map<String, PublicKey> keys;

    private KeySet(Map<String, PublicKey> keys) {
        this.keys = keys;
    }

    /// Reads a JSON Web Key Set; throws [TokenException] when it is not one, is too large, or uses an id twice.
    ///
    /// @see <a href="https://www.rfc-editor.org/rfc/rfc7517#section-5">RFC 7517, 5</a>
    public static KeySet parse(String json) {
        try {
            var document = JWKSet.parse(json).getKeys();
            if (document.size() > MAX_KEYS) {
                throw new ParseException(
                        "expected at most " + MAX_KEYS + " keys, found " + document.size(), 0);
            }
            var keys = new LinkedHashMap<String, PublicKey>();
            for (var jwk : document) {
                if (jwk instanceof OctetKeyPair pair && verifiesTokens(pair)) {
                    if (keys.put(pair.getKeyID(), publicKey(pair)) != null) {
                        throw new ParseException("key id " + pair.getKeyID() + " twice", 0);
                    }
                }
            }
            return new KeySet(keys);
        } catch (ParseException | GeneralSecurityException failure) {
            throw new TokenException(
                    "could not read the key set: " + failure.getMessage(), failure);
        }
    }

    private static boolean verifiesTokens(OctetKeyPair key) {
        return key.getCurve().equals(Curve.Ed25519)
                && key.getKeyID() != null
                && (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE));
    }

    private static PublicKey publicKey(OctetKeyPair jwk) throws GeneralSecurityException {
        var encoded = new ByteArrayOutputStream();
        encoded.writeBytes(X509_PREFIX);
        encoded.writeBytes(jwk.getDecodedX());
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(encoded.toByteArray()));
    }

    Optional<PublicKey> key(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    /// How many keys can verify tokens.
    public int size() {
        return keys.size();
    }
}
