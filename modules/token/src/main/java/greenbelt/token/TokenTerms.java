package greenbelt.token;

/// What issuer and verifiers agree on.
///
/// @param issuer who issues, the `iss` claim
/// @param audience for whom, the `aud` claim
public record TokenTerms(String issuer, String audience) {
    /// The terms of the simulated system: issued by the user service, for the API.
    public static final TokenTerms GREENBELT = new TokenTerms("greenbelt-user", "greenbelt-api");

    public TokenTerms {
        if (issuer.isBlank() || audience.isBlank()) {
            throw new IllegalArgumentException("issuer and audience must not be blank");
        }
    }
}
