package greenbelt.gateway;

import greenbelt.gateway.Route.Destination.Service;
import greenbelt.gateway.Verdict.Passed;
import greenbelt.gateway.Verdict.Refused;
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

    /// Waits for the service's answer, whatever it says; refuses when there is none.
    Verdict<Response> forward(Service service, Request request) {
        if (request.body().length().isPresent()) {
            return send(service, request); // judged already, and the network holds the sender to it
        }
        var metered = new LimitedBody(request.body(), maxBodyBytes);
        var outcome = send(service, request.withBody(metered));
        if (!metered.isExceeded()) {
            return outcome;
        }
        // Whatever the service made of a body that broke off, the reason is ours to tell.
        outcome.passed().ifPresent(response -> response.body().close());
        return new Refused<>(Refusals.contentTooLarge(maxBodyBytes, "more"));
    }

    private Verdict<Response> send(Service service, Request request) {
        try {
            return new Passed<>(network.call(service.name(), request, timeout));
        } catch (CallFailed failed) {
            return new Refused<>(
                    failed.isTimeout()
                            ? Refusals.gatewayTimeout(service.name(), timeout)
                            : Refusals.badGateway(service.name()));
        }
    }
}
