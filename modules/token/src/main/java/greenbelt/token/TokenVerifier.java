package greenbelt.token;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import greenbelt.token.Verification.Refused;
import greenbelt.token.Verification.UnknownKey;
import greenbelt.world.World;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Decides whether a token is genuine and valid now. Safe for many tasks.
///
/// The order is the point: form, header, key, signature, and only then what the token says. Nothing in a token chooses
/// how it is verified: the algorithms are those of the issuer, each key is for one, and keys come from the set alone.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc8725">RFC 8725, JWT best current practices</a>
public final class TokenVerifier {
    /// Longer tokens are refused unread.
    public static final int MAX_TOKEN_CHARS = 4096;

    private static final Pattern COMPACT_FORM =
            Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    private final TokenTerms terms;
    private final TokenClaims claims;

    public TokenVerifier(World world, TokenTerms terms) {
        this.terms = terms;
        this.claims = new TokenClaims(world, terms);
    }

    /// Who a token says has issued it, to choose by whose keys to judge it: not to be believed, and not to be repeated. Empty
    /// when it is no token, or does not say.
    public static Optional<String> claimedIssuer(String token) {
        return claimed(token, "iss");
    }

    /// Whom a token says it is for, to send all of their requests the same way: not to be believed, and not to be repeated.
    /// Empty when it is no token, or does not say.
    public static Optional<String> claimedSubject(String token) {
        return claimed(token, "sub");
    }

    private static Optional<String> claimed(String token, String claim) {
        if (token.length() > MAX_TOKEN_CHARS || !COMPACT_FORM.matcher(token).matches()) {
            return Optional.empty();
        }
        var claims = new Base64URL(token.split("\\.", 3)[1]).decodeToString();
        try {
            return JSONObjectUtils.parse(claims).get(claim) instanceof String text
                    ? Optional.of(text)
                    : Optional.empty();
        } catch (ParseException notJson) {
            return Optional.empty();
        }
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
        if (!isGenuine(header, signed, new Base64URL(parts[2]).decode(), key.get())) {
            return new Refused("expected a genuine signature, found one that does not match");
        }
        return claims.judge(new Base64URL(parts[1]).decodeToString());
    }

    /// Two texts for the same bytes would be two tokens for a cache and one for us.
    private static boolean isCanonical(String part) {
        return Base64URL.encode(new Base64URL(part).decode()).toString().equals(part);
    }

    private Optional<String> objectionTo(JWSHeader header) {
        if (algorithm(header).filter(terms.algorithms()::contains).isEmpty()) {
            return Optional.of("expected a token signed with " + algorithms());
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

    private static Optional<Algorithm> algorithm(JWSHeader header) {
        return Algorithm.of(header.getAlgorithm().getName());
    }

    private String algorithms() {
        return terms.algorithms().stream().map(Algorithm::word).collect(Collectors.joining(" or "));
    }

    /// A key is for one algorithm: it verifies nothing that claims to be signed by another.
    private static boolean isGenuine(
            JWSHeader header, String signed, byte[] signature, KeySet.Key key) {
        return algorithm(header).filter(key.algorithm()::equals).isPresent()
                && key.algorithm()
                        .verifies(
                                key.publicKey(),
                                signed.getBytes(StandardCharsets.US_ASCII),
                                signature);
    }
}
