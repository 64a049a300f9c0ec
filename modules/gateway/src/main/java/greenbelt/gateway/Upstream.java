package greenbelt.gateway;

import greenbelt.gateway.Route.Destination.Service;
import greenbelt.http.CallFailed;
import greenbelt.http.Network;
import greenbelt.http.Request;
import greenbelt.http.Response;
import java.time.Duration;

/// Passes a request on to a service, and its answer back, as they come. Safe for many tasks.
final class Upstream {
    private final Network network;
    private final Duration timeout;
    private final long maxBodyBytes;

    Upstream(Network network, Duration timeout, long maxBodyBytes) {
        this.network = network;
        this.timeout = timeout;
        this.maxBodyBytes = maxBodyBytes;
    }

    /// Waits for the service's answer, or answers why there is none.
    Response forward(Service service, Request request) {
        if (request.body().length().isPresent()) {
            return send(
                    service,
                    request); // the length was judged, and the network holds the sender to it
        }
        var metered = new LimitedBody(request.body(), maxBodyBytes);
        var response = send(service, request.withBody(metered));
        if (!metered.isExceeded()) {
            return response;
        }
        // Whatever the service made of a body that broke off, the reason is ours to tell.
        response.body().close();
        return Refusals.contentTooLarge(maxBodyBytes, "more");
    }

    private Response send(Service service, Request request) {
        try {
            return network.call(service.name(), request, timeout);
        } catch (CallFailed failed) {
            return failed.isTimeout()
                    ? Refusals.gatewayTimeout(service.name(), timeout)
                    : Refusals.badGateway(service.name());
        }
    }
}
