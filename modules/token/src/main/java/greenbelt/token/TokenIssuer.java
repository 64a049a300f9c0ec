package greenbelt.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import greenbelt.world.World;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Issues access tokens: signed statements of who somebody is and what they may do. Safe for many tasks.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9068">RFC 9068, JWT profile for access tokens</a>
public final class TokenIssuer {
    /// How long a token is valid unless the constructor is told otherwise.
    public static final Duration DEFAULT_LIFETIME = Duration.ofHours(1);

    static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    private final World world;
    private final SigningKey key;
    private final TokenTerms terms;
    private final Duration lifetime;

    /// An issuer with the default lifetime.
    public TokenIssuer(World world, SigningKey key, TokenTerms terms) {
        this(world, key, terms, DEFAULT_LIFETIME);
    }

    /// An issuer whose tokens live for `lifetime`, at least one second.
    public TokenIssuer(World world, SigningKey key, TokenTerms terms, Duration lifetime) {
        if (lifetime.toSeconds() < 1) {
            throw new IllegalArgumentException("lifetime must be >= 1 s, was " + lifetime);
        }
        this.world = world;
        this.key = key;
        this.terms = terms;
        this.lifetime = Duration.ofSeconds(lifetime.toSeconds());
    }

    /// Issues a token to `subject`, such as a user's id, for these scopes.
    public AccessToken issue(String subject, List<String> scopes) {
        var now = world.now().truncatedTo(ChronoUnit.SECONDS);
        var expiry = now.plus(lifetime);
        var header = new JWSHeader.Builder(JWSAlgorithm.EdDSA).type(TYPE).keyID(key.id()).build();
        var token = new SignedJWT(header, claims(subject, scopes, now, expiry));
        try {
            token.sign(new Ed25519Signer(key.privateKey()));
        } catch (JOSEException failure) {
            throw new TokenException("could not sign a token for " + subject, failure);
        }
        return new AccessToken(token.serialize(), expiry, lifetime);
    }

    private JWTClaimsSet claims(
            String subject, List<String> scopes, Instant issuedAt, Instant expiry) {
        var id = world.random("token/" + subject).nextUuid();
        return new JWTClaimsSet.Builder()
                .issuer(terms.issuer())
                .subject(subject)
                .audience(terms.audience())
                .claim("iat", issuedAt.getEpochSecond())
                .claim("exp", expiry.getEpochSecond())
                .claim("jti", id.toString())
                .claim("scope", String.join(" ", scopes))
                .build();
    }

    /// The public keys with which these tokens are verified, as a JSON Web Key Set.
    public String publicKeys() {
        return key.publicKeys();
    }
}
