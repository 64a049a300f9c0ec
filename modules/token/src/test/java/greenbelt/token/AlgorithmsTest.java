package greenbelt.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import greenbelt.token.Verification.Refused;
import greenbelt.token.Verification.Verified;
import greenbelt.world.VirtualWorld;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A token verifier of an issuer that signs by several algorithms")
class AlgorithmsTest {
    private static RSAKey rsa;
    private static ECKey ec;

    private final VirtualWorld world = new VirtualWorld(1);
    private final SigningKey ed = SigningKey.of(world.secret("key", SigningKey.SECRET_BYTES));

    @BeforeAll
    static void makeKeys() throws JOSEException {
        rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static TokenTerms terms(Set<Algorithm> algorithms) {
        return new TokenTerms("them", "us", algorithms);
    }

    private KeySet keys() {
        var ours = ed.publicKeys();
        var all = List.<JWK>of(rsa.toPublicJWK(), ec.toPublicJWK());
        var theirs = new JWKSet(all).toString(true);
        return KeySet.parse(
                theirs.substring(0, theirs.lastIndexOf(']'))
                        + ","
                        + ours.substring(ours.indexOf('[') + 1));
    }

    private String token(Algorithm algorithm) throws JOSEException {
        return switch (algorithm) {
            case RS256 -> signed(JWSAlgorithm.RS256, "rsa", new RSASSASigner(rsa));
            case ES256 -> signed(JWSAlgorithm.ES256, "ec", new ECDSASigner(ec));
            case EDDSA ->
                    new TokenIssuer(world, ed, terms(Set.of(algorithm)))
                            .issue("ada", List.of())
                            .text();
        };
    }

    private String signed(JWSAlgorithm algorithm, String key, JWSSigner signer)
            throws JOSEException {
        var header = new JWSHeader.Builder(algorithm).type(TokenIssuer.TYPE).keyID(key).build();
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer("them")
                        .audience("us")
                        .subject("ada")
                        .claim("exp", world.now().getEpochSecond() + 60)
                        .build();
        var token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("accepts each of them")
    void acceptsEach(Algorithm algorithm) throws JOSEException {
        var verifier = new TokenVerifier(world, terms(EnumSet.allOf(Algorithm.class)));

        assertThat(verifier.verify(token(algorithm), keys()))
                .isInstanceOfSatisfying(
                        Verified.class, it -> assertThat(it.subject()).isEqualTo("ada"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("refuses those that the issuer does not sign by, though a key would fit")
    void pinsThem(Algorithm algorithm) throws JOSEException {
        var others = EnumSet.complementOf(EnumSet.of(algorithm));

        assertThat(new TokenVerifier(world, terms(others)).verify(token(algorithm), keys()))
                .isInstanceOfSatisfying(
                        Refused.class,
                        it -> assertThat(it.reason()).startsWith("expected a token signed with "));
    }

    @Test
    @DisplayName("uses a key for its own algorithm only, whatever the token says")
    void keepsKeysApart() throws JOSEException {
        var verifier = new TokenVerifier(world, terms(EnumSet.allOf(Algorithm.class)));
        var confused = signed(JWSAlgorithm.RS256, "ec", new RSASSASigner(rsa));

        assertThat(verifier.verify(confused, keys()))
                .isEqualTo(
                        new Refused("expected a genuine signature, found one that does not match"));
    }

    @Test
    @DisplayName("refuses a signature of zeros, which broken implementations of ECDSA accept")
    void refusesZeros() throws JOSEException {
        var verifier = new TokenVerifier(world, terms(Set.of(Algorithm.ES256)));
        var token = token(Algorithm.ES256);
        var zeros = "A".repeat(86);

        assertThat(verifier.verify(token.substring(0, token.lastIndexOf('.') + 1) + zeros, keys()))
                .isInstanceOf(Refused.class);
    }

    @Test
    @DisplayName("passes over RSA keys that are too short, and keys for other algorithms")
    void passesOverWeakKeys() throws JOSEException {
        var weak = new RSAKeyGenerator(1024, true).keyID("weak").generate();
        var pss = new RSAKeyGenerator(2048).keyID("pss").algorithm(JWSAlgorithm.PS256).generate();
        var other = new ECKeyGenerator(Curve.P_384).keyID("p384").generate();
        var all = List.<JWK>of(weak.toPublicJWK(), pss.toPublicJWK(), other.toPublicJWK());

        assertThat(KeySet.parse(new JWKSet(all).toString(true)).size()).isZero();
    }

    @Test
    @DisplayName("says who a token claims to be from, before anybody believes it")
    void namesTheClaimedIssuer() throws JOSEException {
        assertThat(TokenVerifier.claimedIssuer(token(Algorithm.RS256))).contains("them");
        assertThat(TokenVerifier.claimedIssuer("a.b.c")).isEmpty();
        assertThat(TokenVerifier.claimedIssuer("x")).isEmpty();
    }
}
