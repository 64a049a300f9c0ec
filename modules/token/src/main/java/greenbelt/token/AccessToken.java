package greenbelt.token;

import java.time.Duration;
import java.time.Instant;

/// A token as it was issued.
///
/// @param text what the bearer sends: a signed JWT in compact form
/// @param expiresAt the first instant at which it is refused
/// @param lifetime from issue to expiry
public record AccessToken(String text, Instant expiresAt, Duration lifetime) {}
