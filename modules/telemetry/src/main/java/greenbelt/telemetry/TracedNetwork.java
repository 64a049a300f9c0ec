package greenbelt.telemetry;

import greenbelt.event.TraceContext;
import greenbelt.http.Handler;
import greenbelt.http.Network;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.world.Node;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Duration;

/// Records requests.
///
/// @see <a href="https://opentelemetry.io/docs/specs/semconv/http/http-spans/">conventions for HTTP spans</a>
/// @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C Trace Context, traceparent</a>
final class TracedNetwork implements Network {
    private static final String TRACEPARENT = "traceparent";

    private final Tracer tracer;
    private final Network network;
    private final boolean edge;

    TracedNetwork(Tracer tracer, Network network, boolean edge) {
        this.tracer = tracer;
        this.network = network;
        this.edge = edge;
    }

    @Override
    public void listen(Node node, String service, Handler handler) {
        network.listen(node, service, request -> serve(service, handler, request));
    }

    private Response serve(String service, Handler handler, Request request) {
        var span = describe(request, service).detached().kind(SpanKind.SERVER);
        request.headers()
                .first(TRACEPARENT)
                .flatMap(TraceContext::parse)
                .ifPresent(edge ? span::continuing : span::childOf);
        return span.callWith(current -> {
            var response = handler.handle(request);
            describe(response, 500, current);
            return response;
        });
    }

    @Override
    public Response call(String service, Request request, Duration timeout) {
        return describe(request, service)
                .kind(SpanKind.CLIENT)
                .callWith(current -> {
                    var context = Contexts.ofOpenTelemetry(current.getSpanContext());
                    var response = network.call(service, carrying(context, request), timeout);
                    describe(response, 400, current);
                    return response;
                });
    }

    private NewSpan describe(Request request, String service) {
        return tracer.span(request.method().name())
                .with(Keys.HTTP_METHOD, request.method().name())
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

    private static Request carrying(TraceContext context, Request request) {
        return new Request(
                request.method(),
                request.path(),
                request.query(),
                request.headers().with(TRACEPARENT, context.traceparent()),
                request.parameters(),
                request.body());
    }
}
