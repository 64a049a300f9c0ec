package greenbelt.telemetry;

import static greenbelt.telemetry.Log.field;

import greenbelt.http.ForwardingNetwork;
import greenbelt.http.Handler;
import greenbelt.http.Network;
import greenbelt.http.Peer;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.world.Node;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Duration;
import java.util.Optional;

/// Records requests.
///
/// @see <a href="https://opentelemetry.io/docs/specs/semconv/http/http-spans/">conventions for HTTP spans</a>
/// @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C Trace Context, traceparent</a>
final class TracedNetwork extends ForwardingNetwork {
    private final Tracer tracer;
    private final boolean edge;

    TracedNetwork(Tracer tracer, Network network, boolean edge) {
        super(network);
        this.tracer = tracer;
        this.edge = edge;
    }

    @Override
    public void listen(Node node, String service, Handler handler) {
        super.listen(node, service, new TracedHandler(service, handler));
    }

    /// Records requests that come in.
    private final class TracedHandler implements Handler {
        private final String service;
        private final Handler handler;

        TracedHandler(String service, Handler handler) {
            this.service = service;
            this.handler = handler;
        }

        @Override
        public Optional<String> route(Request request) {
            return handler.route(request);
        }

        @Override
        public Response handle(Request request) {
            if (isHealthCheck(request)) {
                return handler.handle(request);
            }
            var span = span(request).detached().kind(SpanKind.SERVER).with(Keys.URL_SCHEME, "http");
            request.trace().ifPresent(edge ? span::continuing : span::childOf);
            return span.callWith(current -> {
                // From here on the request is part of this span, also for those who only see the
                // request.
                var response = handler.handle(carrying(current, request));
                describe(response, 500, current);
                if (response.status() >= 500) {
                    tracer.log()
                            .warn(
                                    "failed",
                                    field("work", request.method() + " " + request.path()),
                                    field("status", response.status()));
                }
                return response;
            });
        }

        private NewSpan span(Request request) {
            var method = request.method().name();
            var route = handler.route(request);
            var span =
                    describe(
                            tracer.span(route.map(it -> method + " " + it).orElse(method)),
                            request,
                            service);
            route.ifPresent(it -> span.with(Keys.HTTP_ROUTE, it));
            return span;
        }
    }

    private static boolean isHealthCheck(Request request) {
        return request.path().equals("/health") && request.trace().isEmpty();
    }

    @Override
    public Response call(Peer peer, Request request, Duration timeout) {
        if (isHealthCheck(request) && !Tracer.isInSpan()) {
            return super.call(peer, request, timeout);
        }
        return describe(tracer.span(request.method().name()), request, peer.service())
                .kind(SpanKind.CLIENT)
                .callWith(current -> {
                    var response = super.call(peer, carrying(current, request), timeout);
                    describe(response, 400, current);
                    return response;
                });
    }

    private static NewSpan describe(NewSpan span, Request request, String service) {
        return span.with(Keys.HTTP_METHOD, request.method().name())
                .with(Keys.URL_PATH, request.path())
                .with(Keys.SERVER_ADDRESS, service);
    }

    private static void describe(Response response, int firstError, Span span) {
        int status = response.status();
        span.setAttribute(Keys.HTTP_STATUS, (long) status);
        if (status >= firstError) {
            span.setAttribute(Keys.ERROR_TYPE, Integer.toString(status));
            span.setStatus(StatusCode.ERROR);
        }
    }

    private static Request carrying(Span span, Request request) {
        var context = Contexts.ofOpenTelemetry(span.getSpanContext());
        return request.with(Request.TRACEPARENT, context.traceparent());
    }
}
