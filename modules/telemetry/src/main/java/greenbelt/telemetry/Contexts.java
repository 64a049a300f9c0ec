package greenbelt.telemetry;

import greenbelt.event.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;

/// Trace contexts, ours and OpenTelemetry's.
final class Contexts {
    /// Set in the context of a span whose parent nobody here has recorded.
    static final ContextKey<Boolean> PARENT_OUTSIDE = ContextKey.named("parent outside");

    private Contexts() {}

    static TraceContext ofOpenTelemetry(SpanContext context) {
        return new TraceContext(context.getTraceId(), context.getSpanId(), context.isSampled());
    }

    static SpanContext toOpenTelemetry(TraceContext context) {
        return SpanContext.createFromRemoteParent(
                context.traceId(),
                context.spanId(),
                context.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                TraceState.getDefault());
    }

    static Span asParent(TraceContext context) {
        return Span.wrap(toOpenTelemetry(context));
    }

    static boolean isParentOutside(Context context) {
        return context.get(PARENT_OUTSIDE) != null;
    }
}
