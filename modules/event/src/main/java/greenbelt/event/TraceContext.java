package greenbelt.event;

import java.util.Optional;
import java.util.regex.Pattern;

/// Where in which trace something happened, as carried from process to process.
///
/// @param traceId 32 lower-case hex digits, not all zero
/// @param spanId 16 lower-case hex digits, not all zero
/// @param sampled whether the trace is recorded
/// @see <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context, level 1</a>
public record TraceContext(String traceId, String spanId, boolean sampled) {
    private static final Pattern TRACE_ID = Pattern.compile("(?!0{32})[0-9a-f]{32}");
    private static final Pattern SPAN_ID = Pattern.compile("(?!0{16})[0-9a-f]{16}");
    private static final Pattern TRACEPARENT =
            Pattern.compile(
                    "00-(?<trace>[0-9a-f]{32})-(?<span>[0-9a-f]{16})-(?<flags>[0-9a-f]{2})");

    public TraceContext {
        if (!TRACE_ID.matcher(traceId).matches() || !SPAN_ID.matcher(spanId).matches()) {
            throw new IllegalArgumentException(
                    "expected 32 and 16 hex digits, not all zero, was " + traceId + " " + spanId);
        }
    }

    /// Reads a `traceparent` header; empty when it is not a valid one of version 00.
    public static Optional<TraceContext> parse(String traceparent) {
        var match = TRACEPARENT.matcher(traceparent);
        if (!match.matches()
                || !TRACE_ID.matcher(match.group("trace")).matches()
                || !SPAN_ID.matcher(match.group("span")).matches()) {
            return Optional.empty();
        }
        boolean sampled = (Integer.parseInt(match.group("flags"), 16) & 1) == 1;
        return Optional.of(new TraceContext(match.group("trace"), match.group("span"), sampled));
    }

    /// The value of the `traceparent` header.
    public String traceparent() {
        return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
    }
}
