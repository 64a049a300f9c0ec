package greenbelt.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/// Puts the spans of one instance into the store, in the task that starts and ends them.
///
/// As a sampler it turns away, before they cost anything, spans that the store would drop, and spans whose parent was
/// not recorded either.
final class Recorder implements SpanProcessor, Sampler {
    private final TraceStore store;
    private final Instance instance;
    private final WorldClock clock;

    Recorder(TraceStore store, Instance instance, WorldClock clock) {
        this.store = store;
        this.instance = instance;
        this.clock = clock;
    }

    @Override
    public SamplingResult shouldSample(
            Context parentContext,
            String traceId,
            String name,
            io.opentelemetry.api.trace.SpanKind kind,
            Attributes attributes,
            List<LinkData> links) {
        var parent = Span.fromContext(parentContext).getSpanContext();
        if (!parent.isValid()) {
            return SamplingResult.recordAndSample();
        }
        boolean admitted = Contexts.isParentOutside(parentContext) || store.admits(traceId);
        boolean keep = admitted && parent.isSampled();
        return keep ? SamplingResult.recordAndSample() : SamplingResult.drop();
    }

    @Override
    public String getDescription() {
        return "what the store admits";
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onStart(Context parentContext, ReadWriteSpan span) {
        boolean outside = Contexts.isParentOutside(parentContext);
        store.started(
                span.getSpanContext().getTraceId(),
                span.getParentSpanContext().isValid(),
                new StoredSpan(span, outside, instance, clock.now()));
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        var context = span.getSpanContext();
        store.ofEndingSpan(context.getTraceId())
                .ifPresent(trace ->
                        trace.end(
                                Hex.toLong(context.getSpanId()),
                                span.toSpanData(),
                                store.shared()));
    }
}
