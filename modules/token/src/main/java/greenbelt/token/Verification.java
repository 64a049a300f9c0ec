package greenbelt.token;

import java.time.Instant;
import java.util.List;

/// What came of verifying a token.
public sealed interface Verification {
    /// It is genuine and valid now.
    ///
    /// @param subject whose token it is
    /// @param scopes what they may do, in the order of the token
    /// @param expiresAt the first instant at which it is refused
    record Verified(String subject, List<String> scopes, Instant expiresAt)
            implements Verification {
        public Verified {
            scopes = List.copyOf(scopes);
        }
    }

    /// It is signed by a key that is not in the set; a newer set may have it.
    ///
    /// @param keyId as the token names it: not to be trusted, not to be repeated to the sender
    record UnknownKey(String keyId) implements Verification {}

    /// It is not valid.
    ///
    /// @param reason a sentence for the sender: what was expected, what was found
    record Refused(String reason) implements Verification {}
}
