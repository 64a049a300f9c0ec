package greenbelt.gateway.upstream;

import greenbelt.gateway.verdict.Refusals;
import greenbelt.gateway.verdict.Verdict;
import greenbelt.gateway.verdict.Verdict.Passed;
import greenbelt.gateway.verdict.Verdict.Refused;
import greenbelt.http.CallFailed;
import greenbelt.http.Network;
import greenbelt.http.Request;
import greenbelt.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Some instances of one service: passes requests on to them in turn, and their answers back, as they come.
///
/// Safe for many tasks.
public final class Upstream {
    private final Network network;
    private final String name;
    private final List<String> instances;
    private final AtomicLong sent = new AtomicLong();

    /// @param instances their names in the network, at least one
    public Upstream(Network network, String name, List<String> instances) {
        this.network = network;
        this.name = name;
        this.instances = List.copyOf(instances);
    }

    /// Waits for the answer of one instance, whatever it says; refuses when there is none.
    public Verdict<Response> forward(Request request, Duration timeout) {
        try {
            return new Passed<>(network.call(next(), request, timeout));
        } catch (CallFailed failed) {
            return new Refused<>(
                    failed.isTimeout()
                            ? Refusals.gatewayTimeout(name, timeout)
                            : Refusals.badGateway(name));
        }
    }

    private String next() {
        return instances.size() == 1
                ? instances.getFirst()
                : instances.get((int) (sent.getAndIncrement() % instances.size()));
    }

    /// Whether it sends to these.
    public boolean isOf(List<String> others) {
        return instances.equals(others);
    }
}
