package greenbelt.token;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// What issuer and verifiers agree on.
///
/// @param issuer who issues, the `iss` claim
/// @param audience for whom, the `aud` claim
/// @param algorithms by which this issuer signs; a token that is signed by another is refused, whatever its keys can do
public record TokenTerms(String issuer, String audience, Set<Algorithm> algorithms) {
    /// The terms of the simulated system: issued by the user service, for the API.
    public static final TokenTerms GREENBELT = new TokenTerms("greenbelt-user", "greenbelt-api");

    public TokenTerms {
        if (issuer.isBlank() || audience.isBlank()) {
            throw new IllegalArgumentException("issuer and audience must not be blank");
        }
        if (algorithms.isEmpty()) {
            throw new IllegalArgumentException("algorithms must be at least one, was none");
        }
        algorithms = Collections.unmodifiableSet(EnumSet.copyOf(algorithms));
    }

    /// Terms of an issuer that signs with EdDSA.
    public TokenTerms(String issuer, String audience) {
        this(issuer, audience, Set.of(Algorithm.EDDSA));
    }
}
