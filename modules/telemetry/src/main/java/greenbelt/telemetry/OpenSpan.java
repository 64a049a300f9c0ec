package greenbelt.telemetry;

import greenbelt.world.NodeDown;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import java.util.function.Supplier;

/// A span that has begun and goes on from one piece of its work to the next. For one task at a time.
final class OpenSpan {
    private final NewSpan kind;
    private final Span span;
    private boolean ended;

    OpenSpan(NewSpan kind, Span span) {
        this.kind = kind;
        this.span = span;
    }

    /// Does a piece of the work. When it throws, the span ends as failed; when its node went down, it does not end.
    <T> T call(Supplier<T> piece) {
        try {
            return Tracer.within(span, piece);
        } catch (NodeDown down) {
            ended = true;
            throw down;
        } catch (RuntimeException | Error failure) {
            if (!ended) {
                ended = true;
                kind.fail(span, failure);
            }
            throw failure;
        }
    }

    <T> void set(AttributeKey<T> key, T value) {
        span.setAttribute(key, value);
    }

    /// No effect the second time, nor after a failure.
    void end() {
        if (!ended) {
            ended = true;
            kind.end(span);
        }
    }
}
