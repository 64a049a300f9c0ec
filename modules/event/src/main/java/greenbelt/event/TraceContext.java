package greenbelt.event;

import java.util.Optional;

/// Where in which trace something happened, as carried from process to process.
///
/// @param traceId 32 lower-case hex digits, not all zero
/// @param spanId 16 lower-case hex digits, not all zero
/// @param sampled whether the trace is recorded
/// @see <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context, level 1</a>
public record TraceContext(String traceId, String spanId, boolean sampled) {
    private static final int TRACE_ID_LENGTH = 32;
    private static final int SPAN_ID_LENGTH = 16;
    private static final String VERSION = "00-";
    private static final int TRACE_ID_END = VERSION.length() + TRACE_ID_LENGTH;
    private static final int SPAN_ID_END = TRACE_ID_END + 1 + SPAN_ID_LENGTH;
    private static final int LENGTH = SPAN_ID_END + 3;

    public TraceContext {
        if (!isId(traceId, TRACE_ID_LENGTH) || !isId(spanId, SPAN_ID_LENGTH)) {
            throw new IllegalArgumentException(
                    "expected 32 and 16 hex digits, not all zero, was " + traceId + " " + spanId);
        }
    }

    /// Reads a `traceparent` header; empty when it is not a valid one of version 00.
    public static Optional<TraceContext> parse(String traceparent) {
        if (traceparent.length() != LENGTH
                || !traceparent.startsWith(VERSION)
                || traceparent.charAt(TRACE_ID_END) != '-'
                || traceparent.charAt(SPAN_ID_END) != '-') {
            return Optional.empty();
        }
        var trace = traceparent.substring(VERSION.length(), TRACE_ID_END);
        var span = traceparent.substring(TRACE_ID_END + 1, SPAN_ID_END);
        var flags = traceparent.substring(SPAN_ID_END + 1);
        if (!isId(trace, TRACE_ID_LENGTH) || !isId(span, SPAN_ID_LENGTH) || !isHex(flags)) {
            return Optional.empty();
        }
        boolean sampled = (Integer.parseInt(flags, 16) & 1) == 1;
        return Optional.of(new TraceContext(trace, span, sampled));
    }

    /// The value of the `traceparent` header.
    public String traceparent() {
        return VERSION + traceId + "-" + spanId + (sampled ? "-01" : "-00");
    }

    private static boolean isId(String text, int length) {
        return text.length() == length && isHex(text) && !isZero(text);
    }

    // Loops, because a pattern costs 2 µs, and every message and request passes here several times.
    private static boolean isHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isZero(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }
}
