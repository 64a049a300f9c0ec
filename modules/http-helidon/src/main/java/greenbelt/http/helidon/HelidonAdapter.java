package greenbelt.http.helidon;

import greenbelt.http.Body;
import greenbelt.http.Handler;
import greenbelt.http.Headers;
import greenbelt.http.Method;
import greenbelt.http.Problem;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.world.Node;
import greenbelt.world.NodeDown;
import greenbelt.world.Watermark;
import greenbelt.world.World;
import io.helidon.http.BadRequestException;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Stands between Helidon's requests and ours.
final class HelidonAdapter implements Filter {
    /// Fields that follow from the body, and are the server's to set.
    private static final Set<String> FRAMING =
            Set.of("content-length", "transfer-encoding", "connection", "keep-alive");

    private static final String ABSOLUTE = "http://";

    /// HTTP/2 may have it in pieces, HTTP/1.1 may not.
    ///
    /// @see <a href="https://www.rfc-editor.org/rfc/rfc9113#section-8.2.3">RFC 9113, 8.2.3: Compressing the Cookie Header Field</a>
    private static final String COOKIE = "cookie";

    private static final int REQUEST_TIMEOUT = 408;
    private static final String BAD_REQUEST = "bad-request";

    /// A body of known length up to this is handed over in one piece.
    private static final int MAX_WHOLE_BYTES = 64 * 1024;

    private final World world;
    private final Node node;
    private final Handler handler;
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong endedCount = new AtomicLong();
    private final Watermark ended;

    /// Whether anybody waits for requests to end; till then nobody is told, since all would have to queue for that.
    private volatile boolean draining;

    private final ConnectionWatch watch;

    HelidonAdapter(World world, Node node, Handler handler, ConnectionWatch watch) {
        this.world = world;
        this.watch = watch;
        this.ended = world.watermark("answered requests", 0);
        this.node = node;
        this.handler = handler;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        begun.incrementAndGet();
        try {
            serve(request, response);
        } finally {
            long count = endedCount.incrementAndGet();
            if (draining) {
                ended.advanceTo(count);
            }
        }
    }

    /// Waits until the requests that have begun are answered, at most this long.
    void drain(Duration patience) {
        draining = true;
        ended.advanceTo(endedCount.get());
        ended.restUntilBeyond(begun.get() - 1, patience);
    }

    private void serve(RoutingRequest request, RoutingResponse response) {
        if (!isStream(request)) {
            serve(request, ReceivedBody.of(request, Optional.empty()), response);
            return;
        }
        var guard =
                watch.guard(request.remotePeer().address())
                        .orElseThrow(() -> new CloseConnectionException("nobody is there"));
        try (var reader = guard.begins()) {
            var body = ReceivedBody.of(request, Optional.of(reader));
            serve(request, body, response);
            if (!Leftover.takeIn(body, reader)) {
                reader.cut();
            }
        }
    }

    /// Whether the request shares its connection with others, as HTTP/2 has it.
    private static boolean isStream(RoutingRequest request) {
        return request.prologue().protocolVersion().equals("2.0");
    }

    private void serve(RoutingRequest request, ReceivedBody body, RoutingResponse response) {
        Optional<Request> ours;
        try {
            ours = translated(request, body);
        } catch (IllegalArgumentException refused) {
            var detail = String.valueOf(refused.getMessage());
            if (isStream(request)) {
                // Helidon 4.5.0 would answer with headers that have no status.
                send(Method.GET, Problem.of(400, BAD_REQUEST, detail).toResponse(), response);
                return;
            }
            throw new BadRequestException(detail, refused);
        }
        try {
            world.enter(node, taskName(ours), () -> answer(request, ours, body, response));
        } catch (NodeDown down) {
            // The task has ended and the thread is Helidon's again: no answer, as from a process
            // that is gone.
            throw new CloseConnectionException(String.valueOf(down.getMessage()), down);
        }
    }

    /// Names the route, not the path: a node remembers the names of its tasks, and there are as many paths as ids.
    private String taskName(Optional<Request> ours) {
        return ours.map(request ->
                        handler.route(request)
                                .map(route -> request.method() + " " + route)
                                .orElse(request.method().name()))
                .orElse("a request of an unknown method");
    }

    private Boolean answer(
            RoutingRequest request,
            Optional<Request> ours,
            ReceivedBody body,
            RoutingResponse response) {
        var answer = ours.map(handler::handle).orElseGet(() -> notImplemented(request));
        world.step("answer"); // a dying node sends no answer
        if (isStream(request) && body.wasTakenBack()) {
            throw new CloseConnectionException("the client has taken its request back");
        }
        boolean last = !isStream(request) && (isLast(request) || body.isBroken());
        if (last) {
            response.headers().set(HeaderValues.CONNECTION_CLOSE);
        }
        send(ours.map(Request::method).orElse(Method.GET), answer, response);
        if (last) {
            // Helidon 4.5.0 says that it closes, and does not:
            // https://github.com/helidon-io/helidon/issues/12324
            throw new CloseConnectionException("the last answer on this connection");
        }
        return true;
    }

    private static boolean isLast(RoutingRequest request) {
        return request.headers().containsToken(HeaderValues.CONNECTION_CLOSE);
    }

    private static Response notImplemented(RoutingRequest request) {
        var method = request.prologue().method().text();
        return Problem.of(501, "not-implemented", "The method " + method + " is not known.")
                .expected("one of " + Arrays.toString(Method.values()))
                .found(method)
                .toResponse();
    }

    /// Our form of the request; empty when we do not know its method. Throws [IllegalArgumentException].
    private static Optional<Request> translated(RoutingRequest request, Body body) {
        return method(request.prologue().method().text())
                .map(method -> translated(method, request, body));
    }

    private static Request translated(Method method, RoutingRequest request, Body body) {
        var prologue = request.prologue();
        if (prologue.fragment().hasValue()) {
            throw new IllegalArgumentException("expected a target without a fragment");
        }
        var path = path(method, prologue.uriPath().rawPath());
        var query = prologue.query().rawValue();
        return new Request(method, path, query, headers(request), Map.of(), body, peer(request))
                .sendable();
    }

    /// The address of whoever holds the other end of the connection.
    private static String peer(RoutingRequest request) {
        return request.remotePeer().address() instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : "";
    }

    /// The path of a target, which may be a whole URI, or `*` for `OPTIONS`.
    ///
    /// @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-3.2">RFC 9112, 3.2</a>
    private static String path(Method method, String target) {
        if (target.equals("*") && method == Method.OPTIONS) {
            return "/*";
        }
        if (target.startsWith("/")) {
            return target;
        }
        if (!target.startsWith(ABSOLUTE)) {
            throw new IllegalArgumentException(
                    "expected a target that begins with / or " + ABSOLUTE);
        }
        int slash = target.indexOf('/', ABSOLUTE.length());
        return slash < 0 ? "/" : target.substring(slash);
    }

    private static Optional<Method> method(String name) {
        return Arrays.stream(Method.values()).filter(it -> it.name().equals(name)).findFirst();
    }

    /// Of a target that is a whole URI the host counts, whatever the field says.
    private static Headers headers(RoutingRequest request) {
        var fields = new ArrayList<Headers.Field>();
        for (var header : request.headers()) {
            var name = header.headerName().lowerCase();
            var values = header.allValues();
            if (name.equals(COOKIE) && isStream(request)) {
                values = List.of(String.join("; ", values));
            }
            for (var value : values) {
                fields.add(new Headers.Field(name, value));
            }
        }
        var headers = new Headers(fields);
        return authority(request.prologue().uriPath().rawPath())
                .map(host -> headers.with("host", host))
                .orElse(headers);
    }

    /// The host of a target that is a whole URI.
    private static Optional<String> authority(String target) {
        if (!target.startsWith(ABSOLUTE)) {
            return Optional.empty();
        }
        int slash = target.indexOf('/', ABSOLUTE.length());
        return Optional.of(
                target.substring(ABSOLUTE.length(), slash < 0 ? target.length() : slash));
    }

    private void send(Method method, Response answer, RoutingResponse response) {
        try (var body = answer.body()) {
            response.status(Status.create(answer.status()));
            for (var field : answer.headers().fields()) {
                if (!FRAMING.contains(field.name())) {
                    var name = HeaderNames.create(field.name());
                    response.headers().add(HeaderValues.create(name, field.value()));
                }
            }
            if (Response.hasBody(answer.status(), method)) {
                send(body, response);
            } else {
                if (method == Method.HEAD) {
                    body.length().ifPresent(response::contentLength); // as GET would have it
                }
                sent(response::send);
            }
        } catch (IOException gone) {
            throw new CloseConnectionException("the reader has gone", gone);
        } catch (CloseConnectionException gone) {
            throw gone;
        } catch (RuntimeException failure) {
            world.report(
                    failure); // the status is on its way already; all that is left is to break off
            throw new CloseConnectionException("the content broke off", failure);
        }
    }

    private static void send(Body body, RoutingResponse response) throws IOException {
        long length = body.length().orElse(-1);
        if (length >= 0 && length <= MAX_WHOLE_BYTES) {
            try (var in = body.open()) {
                var bytes = in.readAllBytes();
                sent(() -> response.send(bytes));
            }
            return;
        }
        if (length >= 0) {
            response.contentLength(length);
        }
        // Committed only when all was sent: that tells the reader that it has everything.
        var out = new SentStream(response.outputStream());
        body.writeTo(out);
        out.close();
        sent(response::commit);
    }

    /// Whatever Helidon throws here, nobody is there to read any more.
    private static void sent(Runnable sending) throws IOException {
        try {
            sending.run();
        } catch (RuntimeException gone) {
            throw new IOException("the client has closed the connection", gone);
        }
    }

    /// Answers with a problem to what Helidon refuses before it reaches us.
    DirectHandlers refusals() {
        var handlers = DirectHandlers.builder();
        for (var type : DirectHandler.EventType.values()) {
            handlers.addHandler(type, HelidonAdapter::refuse);
        }
        return handlers.build();
    }

    private static DirectHandler.TransportResponse refuse(
            DirectHandler.TransportRequest request,
            DirectHandler.EventType type,
            Status status,
            io.helidon.http.ServerResponseHeaders headers,
            @Nullable String message) {
        // What Helidon calls an internal error here is a first line that its parser gave up on.
        int code =
                type == DirectHandler.EventType.INTERNAL_ERROR ? 400 : Math.max(status.code(), 400);
        var detail = message == null || message.isEmpty() ? status.reasonPhrase() : message;
        var name = code == REQUEST_TIMEOUT ? "request-timeout" : BAD_REQUEST;
        var problem = Problem.of(code, name, detail).toResponse();
        return DirectHandler.TransportResponse.builder()
                .status(Status.create(code))
                .headers(headers)
                .header(HeaderNames.CONTENT_TYPE, "application/problem+json")
                .keepAlive(false)
                .entity(problem.text())
                .build();
    }
}
