package greenbelt.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import greenbelt.token.Verification.Refused;
import greenbelt.token.Verification.Verified;
import greenbelt.world.VirtualWorld;
import java.security.GeneralSecurityException;
import java.security.Signature;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A forged token")
class ForgeryTest {
    private static final String CLAIMS =
            "{'iss':'greenbelt-user','aud':'greenbelt-api','sub':'ada','exp':1767229200}";

    private final VirtualWorld world = new VirtualWorld(7);
    private final SigningKey key =
            SigningKey.of(world.secret("token-key", SigningKey.SECRET_BYTES));
    private final KeySet keys = KeySet.parse(key.publicKeys());
    private final TokenVerifier verifier = new TokenVerifier(world, TokenTerms.GREENBELT);

    private static String part(String json) {
        return Base64URL.encode(json.replace('\'', '"')).toString();
    }

    private String header(String fields) {
        return "{'kid':'" + key.id() + "'," + fields + "}";
    }

    private String signed(String header, String claims) {
        var input = part(header) + "." + part(claims);
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(key.privateKey());
            signature.update(input.getBytes(UTF_8));
            return input + "." + Base64URL.encode(signature.sign());
        } catch (GeneralSecurityException failure) {
            throw new AssertionError(failure);
        }
    }

    private String verdict(String token) {
        return verifier.verify(token, keys) instanceof Refused refused
                ? refused.reason()
                : "not refused";
    }

    @Test
    @DisplayName("differs from a genuine one made the same way, which is accepted")
    void controlIsAccepted() {
        var token = signed(header("'alg':'EdDSA','typ':'at+jwt'"), CLAIMS);

        assertThat(verifier.verify(token, keys)).isInstanceOf(Verified.class);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'alg':'none','typ':'at+jwt' | expected a token header that is readable for a signature",
                "'alg':'HS256','typ':'at+jwt' | expected a token signed with EdDSA",
                "'alg':'eddsa','typ':'at+jwt' | expected a token signed with EdDSA",
                "'alg':'RS256','typ':'at+jwt' | expected a token signed with EdDSA",
                "'alg':'EdDSA','typ':'JWT' | expected a token of type at+jwt",
                "'alg':'EdDSA' | expected a token of type at+jwt",
                "'typ':'at+jwt' | expected a token header that is readable for a signature",
                "'alg':'EdDSA','typ':'at+jwt','jku':'https://evil.example/k'"
                        + " | expected a token that names its key, found one that brings its own",
                "'alg':'EdDSA','typ':'at+jwt','jwk':{'kty':'OKP','crv':'Ed25519',"
                        + "'x':'11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'}"
                        + " | expected a token that names its key, found one that brings its own",
                "'alg':'EdDSA','typ':'at+jwt','crit':['exp'],'exp':1"
                        + " | expected a token without critical extensions",
                "'alg':'EdDSA','typ':'at+jwt','b64':false"
                        + " | expected a token without critical extensions",
            })
    @DisplayName("is refused for its header, even when the signature is genuine")
    void headerIsRefused(String fields, String reason) {
        assertThat(verdict(signed(header(fields), CLAIMS))).isEqualTo(reason);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'exp':1767229200,'sub':'ada' | expected audience greenbelt-api",
                "'aud':'greenbelt-api','sub':'ada'"
                        + " | expected an expiry (exp) in seconds since 1970",
                "'aud':'greenbelt-api','sub':'ada','exp':'tomorrow'"
                        + " | expected an expiry (exp) in seconds since 1970",
                "'aud':'greenbelt-api','sub':'ada','exp':1e300"
                        + " | expected an expiry (exp) in seconds since 1970",
                "'aud':'greenbelt-api','exp':1767229200 | expected a subject",
                "'aud':'greenbelt-api','exp':1767229200,'sub':7 | expected a subject",
                "'aud':['x'],'exp':1767229200,'sub':'ada' | expected audience greenbelt-api",
                "'aud':'greenbelt-api','exp':1767229200,'sub':'ada','scope':['admin']"
                        + " | expected scope to be a text",
                "'aud':'greenbelt-api','exp':1767229200,'sub':'ada','nbf':1767226000"
                        + " | expected a token that is valid now, this one begins at"
                        + " 2026-01-01T00:06:40Z",
            })
    @DisplayName("is refused for its claims")
    void claimsAreRefused(String claims, String reason) {
        var token =
                signed(
                        header("'alg':'EdDSA','typ':'at+jwt'"),
                        "{'iss':'greenbelt-user'," + claims + "}");

        assertThat(verdict(token)).isEqualTo(reason);
    }

    @Test
    @DisplayName("is refused when the public key was used as the secret of an HMAC")
    void algorithmConfusionIsRefused() throws GeneralSecurityException {
        var input = part(header("'alg':'HS256','typ':'at+jwt'")) + "." + part(CLAIMS);
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.publicKeys().getBytes(UTF_8), "HmacSHA256"));
        var token = input + "." + Base64URL.encode(mac.doFinal(input.getBytes(UTF_8)));

        assertThat(verdict(token)).isEqualTo("expected a token signed with EdDSA");
    }

    @Test
    @DisplayName("is refused when its claims were changed after signing")
    void tamperingIsRefused() {
        var genuine = signed(header("'alg':'EdDSA','typ':'at+jwt'"), CLAIMS).split("\\.", 3);
        var changed = genuine[0] + "." + part(CLAIMS.replace("ada", "eve")) + "." + genuine[2];

        assertThat(verdict(changed))
                .isEqualTo("expected a genuine signature, found one that does not match");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'a.b'",
        "''",
        "'a..c'",
        "'a.b.c.d.e'",
        "'a.b.c '",
        "'ä.b.c'",
        "'a=.b.c'",
        "'.a.b'"
    })
    @DisplayName("is refused unread when it has not the form of one")
    void otherFormsAreRefused(String text) {
        assertThat(verdict(text))
                .isEqualTo("expected a token of three base64url parts joined by dots");
    }

    @Test
    @DisplayName("is refused unread when it is too long")
    void oversizeIsRefused() {
        assertThat(verdict("a".repeat(4_097)))
                .isEqualTo("expected a token of at most 4096 characters, found 4097");
    }

    @Test
    @DisplayName("is refused when its last character carries stray bits")
    void strayBitsAreRefused() {
        var genuine = signed(header("'alg':'EdDSA','typ':'at+jwt'"), CLAIMS);
        var last = genuine.charAt(genuine.length() - 1);
        var sameBytes = genuine.substring(0, genuine.length() - 1) + (char) (last + 1);

        assertThat(verdict(sameBytes)).isEqualTo("expected base64url without stray bits");
    }
}
