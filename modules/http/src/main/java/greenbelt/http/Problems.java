package greenbelt.http;

import greenbelt.disk.DiskFull;
import greenbelt.event.TraceContext;
import greenbelt.http.CallFailed.Certainty;
import greenbelt.json.JsonRejected;
import greenbelt.world.World;
import java.util.function.Supplier;

/// Turns what a handler throws into the problem that the caller sees.
///
/// [ProblemException] says which; [JsonRejected] is 400; [CallFailed] is 503 when the request was certainly not carried
/// out, 504 when the answer did not come in time, else 502. Whatever a full disk is behind is 507. Anything else is 500:
/// the caller learns no more than that, the world keeps the cause in its failures. Every problem names the trace.
public final class Problems {
    private Problems() {}

    /// A handler that answers with a problem where `handler` throws.
    public static Handler answering(World world, Handler handler) {
        return new Answering(world, handler);
    }

    static Response answering(World world, Request request, Supplier<Response> body) {
        try {
            return body.get();
        } catch (ProblemException refused) {
            return traced(refused.problem(), request).toResponse();
        } catch (JsonRejected rejected) {
            return traced(Problem.of(rejected), request).toResponse();
        } catch (CallFailed failed) {
            return traced(of(failed), request).toResponse();
        } catch (RuntimeException failure) {
            var problem =
                    DiskFull.behind(failure)
                            .map(Problems::of)
                            .orElseGet(() -> internalError(world, request, failure));
            return traced(problem, request).toResponse();
        }
    }

    private static Problem internalError(World world, Request request, RuntimeException failure) {
        world.report(new HandlerFailed(request, failure));
        return Problem.of(500, "internal-error", "The request failed for a reason on our side.");
    }

    /// @see <a href="https://www.rfc-editor.org/rfc/rfc4918#section-11.5">RFC 4918, 11.5: Insufficient Storage</a>
    private static Problem of(DiskFull full) {
        return Problem.of(507, "disk-full", String.valueOf(full.getMessage()));
    }

    private static Problem of(CallFailed failed) {
        var detail = String.valueOf(failed.getMessage());
        if (failed.certainty() == Certainty.NOT_SENT) {
            return Problem.of(503, "service-unavailable", detail);
        }
        return failed.isTimeout()
                ? Problem.of(504, "gateway-timeout", detail)
                : Problem.of(502, "bad-gateway", detail);
    }

    private static Problem traced(Problem problem, Request request) {
        return request.trace()
                .map(TraceContext::traceId)
                .map(id -> problem.with("traceId", id))
                .orElse(problem);
    }

    private record Answering(World world, Handler handler) implements Handler {
        @Override
        public Response handle(Request request) {
            return answering(world, request, () -> handler.handle(request));
        }

        @Override
        public java.util.Optional<String> route(Request request) {
            return handler.route(request);
        }
    }

    /// A request that ended with 500, and why.
    private static final class HandlerFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        HandlerFailed(Request request, RuntimeException cause) {
            super(
                    request.method()
                            + " "
                            + request.path()
                            + request.trace().map(it -> " in trace " + it.traceId()).orElse("")
                            + ": "
                            + cause,
                    cause,
                    false,
                    false);
        }
    }
}
