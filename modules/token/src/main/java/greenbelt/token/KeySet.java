package greenbelt.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
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
/// Only keys meant for verifying signatures by an [Algorithm] are taken, each for one; others in the same document are
/// passed over, so that neither a symmetric key nor one for another purpose can ever verify a token.
public final class KeySet {
    /// The most keys that a document may hold.
    public static final int MAX_KEYS = 20;

    /// A set in which every key is unknown.
    public static final KeySet EMPTY = new KeySet(Map.of());

    /// Shorter RSA keys are passed over.
    ///
    /// @see <a href="https://www.rfc-editor.org/rfc/rfc7518#section-3.3">RFC 7518, 3.3</a>
    public static final int MIN_RSA_BITS = 2048;

    /// What stands before the 32 bytes of an Ed25519 key in X.509 form.
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final Map<String, Key> keys;

    /// A key, and the one algorithm that it is for.
    record Key(Algorithm algorithm, PublicKey publicKey) {}

    private KeySet(Map<String, Key> keys) {
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
            var keys = new LinkedHashMap<String, Key>();
            for (var jwk : document) {
                var key = isForSignatures(jwk) ? key(jwk) : Optional.<Key>empty();
                if (key.isPresent() && keys.put(jwk.getKeyID(), key.get()) != null) {
                    throw new ParseException("key id " + jwk.getKeyID() + " twice", 0);
                }
            }
            return new KeySet(keys);
        } catch (ParseException | GeneralSecurityException | JOSEException failure) {
            throw new TokenException(
                    "could not read the key set: " + failure.getMessage(), failure);
        }
    }

    private static boolean isForSignatures(JWK key) {
        return key.getKeyID() != null
                && (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE));
    }

    private static Optional<Key> key(JWK jwk) throws GeneralSecurityException, JOSEException {
        return switch (jwk) {
            case OctetKeyPair pair
                    when pair.getCurve().equals(Curve.Ed25519) && isFor(jwk, Algorithm.EDDSA) ->
                    Optional.of(new Key(Algorithm.EDDSA, publicKey(pair)));
            case ECKey ec when ec.getCurve().equals(Curve.P_256) && isFor(jwk, Algorithm.ES256) ->
                    Optional.of(new Key(Algorithm.ES256, ec.toECPublicKey()));
            case RSAKey rsa when rsa.size() >= MIN_RSA_BITS && isFor(jwk, Algorithm.RS256) ->
                    Optional.of(new Key(Algorithm.RS256, rsa.toRSAPublicKey()));
            default -> Optional.empty();
        };
    }

    private static boolean isFor(JWK key, Algorithm algorithm) {
        return key.getAlgorithm() == null || key.getAlgorithm().getName().equals(algorithm.word());
    }

    private static PublicKey publicKey(OctetKeyPair jwk) throws GeneralSecurityException {
        var encoded = new ByteArrayOutputStream();
        encoded.writeBytes(X509_PREFIX);
        encoded.writeBytes(jwk.getDecodedX());
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(encoded.toByteArray()));
    }

    Optional<Key> key(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    /// How many keys can verify tokens.
    public int size() {
        return keys.size();
    }
}
