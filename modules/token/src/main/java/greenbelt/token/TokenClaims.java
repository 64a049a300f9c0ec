package greenbelt.token;

import com.nimbusds.jose.util.JSONObjectUtils;
import greenbelt.token.Verification.Refused;
import greenbelt.token.Verification.Verified;
import greenbelt.world.World;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Judges what a genuine token says: by whom, for whom, about whom, and when.
final class TokenClaims {
    /// By how much the clocks of issuer and verifier may differ.
    static final Duration MAX_SKEW = Duration.ofSeconds(30);

    /// Instants beyond this are nonsense: year 9999.
    private static final double MAX_EPOCH_SECONDS = 253_402_300_799d;

    private final World world;
    private final TokenTerms terms;

    TokenClaims(World world, TokenTerms terms) {
        this.world = world;
        this.terms = terms;
    }

    Verification judge(String json) {
        Map<String, Object> claims;
        try {
            claims = JSONObjectUtils.parse(json);
        } catch (ParseException notJson) {
            return new Refused("expected claims in JSON");
        }
        if (!terms.issuer().equals(claims.get("iss"))) {
            return new Refused("expected issuer " + terms.issuer());
        }
        if (!audience(claims.get("aud")).contains(terms.audience())) {
            return new Refused("expected audience " + terms.audience());
        }
        if (!(claims.get("sub") instanceof String subject) || subject.isBlank()) {
            return new Refused("expected a subject");
        }
        if (!(claims.getOrDefault("scope", "") instanceof String scope)) {
            return new Refused("expected scope to be a text");
        }
        var scopes = scope.isBlank() ? List.<String>of() : List.of(scope.strip().split(" +"));
        return judgeTimes(claims, subject, scopes);
    }

    private Verification judgeTimes(
            Map<String, Object> claims, String subject, List<String> scopes) {
        var expiry = instant(claims.get("exp"));
        if (expiry.isEmpty()) {
            return new Refused("expected an expiry (exp) in seconds since 1970");
        }
        var now = world.now();
        var lastInstant = expiry.get().plus(MAX_SKEW);
        if (!now.isBefore(lastInstant)) {
            return new Refused(
                    "expected a token that is valid now, this one expired at " + expiry.get());
        }
        for (var claim : List.of("nbf", "iat")) {
            if (!claims.containsKey(claim)) {
                continue;
            }
            var begin = instant(claims.get(claim));
            if (begin.isEmpty()) {
                return new Refused("expected " + claim + " in seconds since 1970");
            }
            if (now.plus(MAX_SKEW).isBefore(begin.get())) {
                return new Refused(
                        "expected a token that is valid now, this one begins at " + begin.get());
            }
        }
        return new Verified(subject, scopes, lastInstant);
    }

    private static List<?> audience(@Nullable Object claim) {
        return switch (claim) {
            case String one -> List.of(one);
            case List<?> several -> several;
            case null, default -> List.of();
        };
    }

    private static Optional<Instant> instant(@Nullable Object claim) {
        if (!(claim instanceof Number number)) {
            return Optional.empty();
        }
        double seconds = number.doubleValue();
        return seconds >= 0 && seconds <= MAX_EPOCH_SECONDS
                ? Optional.of(Instant.ofEpochSecond(number.longValue()))
                : Optional.empty();
    }
}
