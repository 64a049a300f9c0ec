package greenbelt.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import greenbelt.token.TokenIssuer;
import greenbelt.token.TokenTerms;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Tokens that are not sound, each in one way, by the word that stands for it in the table of hostile requests.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc8725#section-2">RFC 8725, 2: threats to JSON Web Tokens</a>
final class Forgery {
    private static final int X_BYTES = 32;

    private final Map<String, String> words = new LinkedHashMap<>();

    Forgery(LiveGateway gateway) {
        var terms = TokenTerms.GREENBELT;
        var sound = token(gateway.issuer);
        var parts = sound.split("\\.", -1);
        var claims = text(parts[1]);
        words.put("TOKENTEXT", sound);
        words.put("TOKEN", "Authorization: Bearer " + sound);
        words.put("STRIPPED", parts[0] + "." + parts[1] + ".");
        words.put("NONE", encoded("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + parts[1] + ".");
        words.put(
                "TAMPERED",
                parts[0] + "." + encoded(claims.replace("\"ada\"", "\"eve\"")) + "." + parts[2]);
        words.put("STRANGER", token(gateway.issuer("another key", terms)));
        words.put(
                "ELSEWHERE", token(gateway.issuer("key", new TokenTerms(terms.issuer(), "other"))));
        words.put("HMAC", withPublicKeyAsSecret(gateway.issuer.publicKeys(), parts[1]));
        words.put("EMBEDDED", withItsOwnKey(parts[1]));
    }

    /// The text with a token for each word.
    String fillIn(String text) {
        var filled = text;
        for (var word : words.entrySet()) {
            filled = filled.replace(word.getKey(), word.getValue());
        }
        return filled;
    }

    private static String token(TokenIssuer issuer) {
        return issuer.issue("ada", GatewayTown.SCOPES).text();
    }

    private static String withPublicKeyAsSecret(String publicKeys, String claims) {
        var signed = encoded("{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}") + "." + claims;
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(publicKeys.getBytes(UTF_8), "HmacSHA256"));
            return signed + "." + encoded(mac.doFinal(signed.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String withItsOwnKey(String claims) {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            var der = pair.getPublic().getEncoded();
            var x = new byte[X_BYTES];
            System.arraycopy(der, der.length - X_BYTES, x, 0, X_BYTES);
            var jwk = "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"%s\"}".formatted(encoded(x));
            var signed =
                    encoded("{\"alg\":\"EdDSA\",\"typ\":\"at+jwt\",\"jwk\":%s}".formatted(jwk))
                            + "."
                            + claims;
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(signed.getBytes(UTF_8));
            return signed + "." + encoded(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String text(String base64) {
        return new String(Base64.getUrlDecoder().decode(base64), UTF_8);
    }

    private static String encoded(String text) {
        return encoded(text.getBytes(UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
