package greenbelt.gateway.identity;

import greenbelt.token.TokenTerms;

/// Somebody whose tokens are accepted.
///
/// @param terms who they are, for whom their tokens are, and by what they sign
/// @param keysFrom the upstream that publishes their keys
public record Issuer(TokenTerms terms, String keysFrom) {}
