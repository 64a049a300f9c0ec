package greenbelt.gateway;

import greenbelt.gateway.GatewayFile.ConcurrencyEntry;
import greenbelt.gateway.GatewayFile.Length;
import greenbelt.gateway.GatewayFile.LimitEntry;
import greenbelt.http.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What holds for requests, as the file of routes says it.
///
/// @param timeout how long the service may take to begin its answer, all tries together
/// @param perTry how long it may take for each try
/// @param maxBodyBytes how long a request's body may be
/// @param limits how many requests there may be
/// @param concurrency how many may be under way at once
/// @param retries how often a request is sent again
/// @param fallback what is answered when the service has no answer
/// @param mirror who gets copies
/// @param cache whether answers are kept
/// @param cors what scripts of other origins may do
public record PoliciesEntry(
        Optional<Length> timeout,
        Optional<Length> perTry,
        Optional<Long> maxBodyBytes,
        Optional<List<LimitEntry>> limits,
        Optional<ConcurrencyEntry> concurrency,
        Optional<RetriesEntry> retries,
        Optional<FallbackEntry> fallback,
        Optional<MirrorEntry> mirror,
        Optional<CacheEntry> cache,
        Optional<CorsEntry> cors) {
    /// Nothing is said.
    static final PoliciesEntry NONE =
            new PoliciesEntry(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    public PoliciesEntry {
        maxBodyBytes.ifPresent(bytes -> {
            if (bytes < 0) {
                throw new IllegalArgumentException("maxBodyBytes must be >= 0, was " + bytes);
            }
        });
    }

    /// How often a request is sent again.
    ///
    /// @param most besides the first time; 0 for never, where the defaults say otherwise
    /// @param backoff how long the first pause is at most, 100 ms when left out; each further one at most twice as long
    /// @param ceiling how long any pause is at most, 2 s when left out
    /// @param keyed whether those with an `idempotency-key` are, though their method is not idempotent; yes when left out
    public record RetriesEntry(
            int most,
            Optional<Length> backoff,
            Optional<Length> ceiling,
            Optional<Boolean> keyed) {}

    /// What is answered when the service has no answer.
    ///
    /// @param on instead of what: no-answer, timeout, open, busy, failed
    /// @param status 200 to 599
    public record FallbackEntry(
            List<String> on,
            int status,
            Optional<Map<String, String>> headers,
            Optional<String> body) {}

    /// Who gets copies of requests.
    ///
    /// @param to another upstream
    /// @param share in percent of the requests
    /// @param most so many copies under way at once, 16 when left out
    /// @param methods those that change nothing, when left out
    /// @param maxBodyBytes requests with longer bodies are not copied; 64 KiB when left out
    public record MirrorEntry(
            String to,
            int share,
            Optional<Integer> most,
            Optional<List<Method>> methods,
            Optional<Integer> maxBodyBytes) {}

    /// That answers are kept as long as they say.
    ///
    /// @param atMost but no longer than this
    /// @param largest none whose body is longer, in bytes; 256 KiB when left out
    public record CacheEntry(Optional<Length> atMost, Optional<Integer> largest) {}

    /// What scripts of other origins may do.
    ///
    /// @param origins such as `https://shop.example.org`, or `*` alone
    /// @param methods those of the route when left out
    /// @param headers which fields they may send, besides those that any form may
    /// @param expose which fields of the answer they may read, besides those that anybody may
    /// @param maxAge how long a browser may remember it, 10 minutes when left out
    /// @param credentials whether browsers may send cookies with it; no when left out
    public record CorsEntry(
            List<String> origins,
            Optional<List<Method>> methods,
            Optional<List<String>> headers,
            Optional<List<String>> expose,
            Optional<Length> maxAge,
            Optional<Boolean> credentials) {}

    /// How many retries there may be to an upstream.
    ///
    /// @param share in percent of its requests, 20 when left out
    /// @param least so many each second in any case, 3 when left out
    public record BudgetEntry(Optional<Integer> share, Optional<Integer> least) {}

    /// When an instance of an upstream is left alone, because it fails.
    ///
    /// @param window how many calls are looked back at, 20 when left out
    /// @param least so many must have ended before anything is concluded, 10 when left out
    /// @param failures the share that opens it, in percent, 50 when left out
    /// @param slow the share of slow answers that opens it, in percent, 100 when left out
    /// @param slowAfter from when on an answer is slow, 5 s when left out
    /// @param open how long the instance is left alone, 10 s when left out
    /// @param trials how many calls decide after that, 3 when left out
    public record BreakerEntry(
            Optional<Integer> window,
            Optional<Integer> least,
            Optional<Integer> failures,
            Optional<Integer> slow,
            Optional<Length> slowAfter,
            Optional<Length> open,
            Optional<Integer> trials) {}

    /// How many answers are kept.
    ///
    /// @param entries so many, 1,000 when left out
    /// @param bytes so many bytes, 16 MiB when left out
    public record BoundsEntry(Optional<Integer> entries, Optional<Long> bytes) {}
}
