package greenbelt.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// An Ed25519 key pair that signs tokens: a function of 32 secret bytes, which its owner keeps.
///
/// Ed25519 because its signatures are deterministic: the same token has the same bytes in every run. The pair is
/// computed when it is first needed: that loads a good part of the JDK's cryptography, and a system that starts should
/// not wait for it. Safe for many tasks.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc8032">RFC 8032, EdDSA</a>
/// @see <a href="https://www.rfc-editor.org/rfc/rfc8037">RFC 8037, EdDSA in JOSE</a>
public final class SigningKey {
    /// How many secret bytes make a key.
    public static final int SECRET_BYTES = 32;

    private final byte[] secret;

    /// Two tasks may compute it at the same time: they come to the same result.
    private final AtomicReference<@Nullable Pair> pair = new AtomicReference<>();

    /// Both halves.
    private record Pair(PrivateKey privateKey, OctetKeyPair publicKey) {}

    private SigningKey(byte[] secret) {
        this.secret = secret;
    }

    /// The key of these secret bytes, such as `world.secret("token-key", SigningKey.SECRET_BYTES)`.
    ///
    /// Store the bytes where nobody else reads them, and tokens stay valid over a restart.
    public static SigningKey of(byte[] secret) {
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "secret must be " + SECRET_BYTES + " bytes, was " + secret.length);
        }
        return new SigningKey(secret.clone());
    }

    /// The name of this key in token headers: the thumbprint of its public half (RFC 7638).
    public String id() {
        return pair().publicKey().getKeyID();
    }

    /// The public half as a JSON Web Key Set (RFC 7517): what `/.well-known/jwks.json` answers.
    public String publicKeys() {
        return new JWKSet(pair().publicKey()).toString(true);
    }

    PrivateKey privateKey() {
        return pair().privateKey();
    }

    private Pair pair() {
        var known = pair.get();
        if (known == null) {
            known = compute();
            pair.set(known);
        }
        return known;
    }

    private Pair compute() {
        try {
            var keys = generate(secret);
            var encoded = keys.getPublic().getEncoded();
            var point = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
            var jwk =
                    new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(point))
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(JWSAlgorithm.EdDSA)
                            .keyIDFromThumbprint()
                            .build();
            return new Pair(keys.getPrivate(), jwk);
        } catch (GeneralSecurityException | JOSEException failure) {
            throw new TokenException("could not make the signing key", failure);
        }
    }

    private static KeyPair generate(byte[] secret) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(255, new TheseBytes(secret));
        return generator.generateKeyPair();
    }

    /// Not random: hands out the secret, because the JDK derives the public half of a key only while generating a pair.
    private static final class TheseBytes extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] secret;

        TheseBytes(byte[] secret) {
            super(null, null);
            this.secret = secret;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != secret.length) {
                throw new IllegalStateException(
                        "expected to give " + secret.length + " bytes, asked for " + bytes.length);
            }
            System.arraycopy(secret, 0, bytes, 0, bytes.length);
        }
    }
}
