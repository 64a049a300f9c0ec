package greenbelt.token;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import greenbelt.token.Verification.Refused;
import greenbelt.token.Verification.UnknownKey;
import greenbelt.world.World;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.text.ParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/// Decides whether a token is genuine and valid now. Safe for many tasks.
///
/// The order is the point: form, header, key, signature, and only then what the token says. Nothing in a token chooses
/// how it is verified: the algorithm is pinned, and keys come from the set alone.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc8725">RFC 8725, JWT best current practices</a>
public final class TokenVerifier {
    /// Longer tokens are refused unread.
    public static final int MAX_TOKEN_CHARS = 4096;

    /// The one algorithm.
    public static final String ALGORITHM = "EdDSA";

    private static final Pattern COMPACT_FORM =
            Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    private final TokenClaims claims;

    public TokenVerifier(World world, TokenTerms terms) {
        this.claims = new TokenClaims(world, terms);
    }

    /// Verifies the compact form of a token with one of `keys`.
    public Verification verify(String token, KeySet keys) {
        if (token.length() > MAX_TOKEN_CHARS) {
            return new Refused(
                    "expected a token of at most %d characters, found %d"
                            .formatted(MAX_TOKEN_CHARS, token.length()));
        }
        if (!COMPACT_FORM.matcher(token).matches()) {
            return new Refused("expected a token of three base64url parts joined by dots");
        }
        var parts = token.split("\\.", 3);
        for (var part : parts) {
            if (!isCanonical(part)) {
                return new Refused("expected base64url without stray bits");
            }
        }
        try {
            return verify(token, parts, keys);
        } catch (ParseException | IllegalArgumentException notAToken) {
            return new Refused("expected a token header that is readable for a signature");
        }
    }

    private Verification verify(String token, String[] parts, KeySet keys) throws ParseException {
        var header = JWSHeader.parse(new Base64URL(parts[0]));
        var objection = objectionTo(header);
        if (objection.isPresent()) {
            return new Refused(objection.get());
        }
        var key = keys.key(header.getKeyID());
        if (key.isEmpty()) {
            return new UnknownKey(header.getKeyID());
        }
        var signed = token.substring(0, token.lastIndexOf('.'));
        if (!isGenuine(signed, new Base64URL(parts[2]).decode(), key.get())) {
            return new Refused("expected a genuine signature, found one that does not match");
        }
        return claims.judge(new Base64URL(parts[1]).decodeToString());
    }

    /// Two texts for the same bytes would be two tokens for a cache and one for us.
    private static boolean isCanonical(String part) {
        return Base64URL.encode(new Base64URL(part).decode()).toString().equals(part);
    }

    private static Optional<String> objectionTo(JWSHeader header) {
        if (!header.getAlgorithm().getName().equals(ALGORITHM)) {
            return Optional.of("expected a token signed with " + ALGORITHM);
        }
        if (!TokenIssuer.TYPE.equals(header.getType())) {
            return Optional.of("expected a token of type " + TokenIssuer.TYPE);
        }
        if (header.getJWK() != null
                || header.getJWKURL() != null
                || header.getX509CertURL() != null
                || header.getX509CertChain() != null) {
            return Optional.of(
                    "expected a token that names its key, found one that brings its own");
        }
        if (header.getCriticalParams() != null || !header.isBase64URLEncodePayload()) {
            return Optional.of("expected a token without critical extensions");
        }
        if (header.getKeyID() == null) {
            return Optional.of("expected a token that names its key (kid)");
        }
        return Optional.empty();
    }

    private static boolean isGenuine(String signed, byte[] signature, PublicKey key) {
        try {
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(signed.getBytes(StandardCharsets.US_ASCII));
            return verifier.verify(signature);
        } catch (SignatureException malformed) {
            return false;
        } catch (GeneralSecurityException failure) {
            throw new TokenException("could not verify a signature with Ed25519", failure);
        }
    }
}
