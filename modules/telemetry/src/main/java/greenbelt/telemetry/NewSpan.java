package greenbelt.telemetry;

import greenbelt.event.TraceContext;
import greenbelt.http.ProblemException;
import greenbelt.world.NodeDown;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.function.Function;
import java.util.function.Supplier;

/// A span that is about to begin: say what is known about it, then run its body. To be used once, by one task.
///
/// The span ends when the body returns. When the body throws, it ends as failed, with the exception as an event; when
/// the body's node went down, it does not end.
public final class NewSpan {
    /// How much of an exception's message is kept, in characters.
    public static final int MAX_MESSAGE_LENGTH = 500;

    private final Instance instance;
    private final Log log;
    private final String name;
    private final SpanBuilder builder;
    private SpanKind kind = SpanKind.INTERNAL;
    private Span parent = Tracer.currentSpan();
    private boolean parentOutside;

    NewSpan(Instance instance, Log log, String name, SpanBuilder builder) {
        this.instance = instance;
        this.log = log;
        this.name = name;
        this.builder = builder;
    }

    /// Which side of a conversation it is; [SpanKind#INTERNAL] unless said.
    public NewSpan kind(SpanKind newKind) {
        kind = newKind;
        builder.setSpanKind(io.opentelemetry.api.trace.SpanKind.valueOf(newKind.name()));
        return this;
    }

    public NewSpan with(String key, String value) {
        builder.setAttribute(key, value);
        return this;
    }

    public NewSpan with(String key, long value) {
        builder.setAttribute(key, value);
        return this;
    }

    <T> NewSpan with(AttributeKey<T> key, T value) {
        builder.setAttribute(key, value);
        return this;
    }

    /// It has to do with that span, without being its child.
    public NewSpan linkedTo(TraceContext other) {
        builder.addLink(Contexts.toOpenTelemetry(other));
        return this;
    }

    /// It is a child of that span, wherever that is, and not of the current one.
    public NewSpan childOf(TraceContext other) {
        parent = Contexts.asParent(other);
        return this;
    }

    /// It continues a trace that somebody outside began and recorded elsewhere.
    public NewSpan continuing(TraceContext outside) {
        parentOutside = true;
        return childOf(outside);
    }

    /// It begins a trace of its own, although the task may be in a span.
    public NewSpan detached() {
        parent = Span.getInvalid();
        return this;
    }

    /// Runs the body inside the span. Must be called by a task.
    public void run(Runnable body) {
        callWith(span -> {
            body.run();
            return true;
        });
    }

    /// Runs the body inside the span and returns what it returns. Must be called by a task.
    public <T> T call(Supplier<T> body) {
        return callWith(span -> body.get());
    }

    <T> T callWith(Function<Span, T> body) {
        var span = start();
        return Tracer.within(span, () -> runToEnd(span, body));
    }

    /// Begins it now; whoever calls this ends it. For work that is done a piece at a time, by one task or several.
    OpenSpan begin() {
        return new OpenSpan(this, start());
    }

    private <T> T runToEnd(Span span, Function<Span, T> body) {
        try {
            var result = body.apply(span);
            end(span);
            return result;
        } catch (NodeDown down) {
            throw down; // a process that is down reports nothing
        } catch (RuntimeException | Error failure) {
            fail(span, failure);
            throw failure;
        }
    }

    private Span start() {
        var context = Context.root().with(parent);
        if (parentOutside) {
            context = context.with(Contexts.PARENT_OUTSIDE, true);
        }
        builder.setParent(context);
        // The id generator asks for the current span.
        return parent.equals(Tracer.currentSpan())
                ? builder.startSpan()
                : Tracer.within(parent, builder::startSpan);
    }

    void fail(Span span, Throwable failure) {
        if (!instance.isUp()) {
            return;
        }
        if (failure instanceof ProblemException refused && kind != SpanKind.CONSUMER) {
            // Not a failure: a request that was refused, which the response will say.
            span.setAttribute(Keys.REFUSED, refused.problem().title());
            end(span);
            return;
        }
        var type = failure.getClass().getName();
        var message = String.valueOf(failure.getMessage());
        var shortened = message.substring(0, Math.min(message.length(), MAX_MESSAGE_LENGTH));
        // Without the stack trace: it would differ between two runs in the names of lambdas.
        span.addEvent(
                "exception",
                Attributes.of(Keys.EXCEPTION_TYPE, type, Keys.EXCEPTION_MESSAGE, shortened));
        span.setAttribute(Keys.ERROR_TYPE, type);
        span.setStatus(StatusCode.ERROR, shortened);
        if (kind == SpanKind.SERVER || kind == SpanKind.CONSUMER) {
            // Here the failure leaves the service's own code; further up it would be logged again.
            log.warn("failed", Log.field("work", name), Log.field("error", failure));
        }
        end(span);
    }

    void end(Span span) {
        if (instance.isUp()) {
            span.end();
        }
    }
}
