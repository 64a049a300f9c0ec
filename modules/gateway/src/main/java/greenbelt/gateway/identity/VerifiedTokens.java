package greenbelt.gateway.identity;

import greenbelt.token.Verification.Verified;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Tokens that were verified with one set of keys, so that a signature is computed once per token, not per request.
///
/// Forgets the oldest beyond [#MAX_TOKENS]: by order of arrival and not by time or size, because what it forgets must
/// be the same in every run of the virtual world. Safe for many tasks.
public final class VerifiedTokens {
    /// The most tokens that are remembered.
    static final int MAX_TOKENS = 16_384;

    private final ConcurrentHashMap<String, Verified> verified = new ConcurrentHashMap<>();
    private final Queue<String> oldestFirst = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    /// What was found out about this token, if it is valid still.
    Optional<Verified> find(String token, Instant now) {
        return Optional.ofNullable(verified.get(token))
                .filter(found -> now.isBefore(found.expiresAt()));
    }

    void remember(String token, Verified found) {
        if (verified.putIfAbsent(token, found) != null) {
            return;
        }
        oldestFirst.add(token);
        if (count.incrementAndGet() > MAX_TOKENS) {
            var oldest = oldestFirst.poll();
            if (oldest != null) {
                verified.remove(oldest);
                count.decrementAndGet();
            }
        }
    }

    int size() {
        return verified.size();
    }
}
