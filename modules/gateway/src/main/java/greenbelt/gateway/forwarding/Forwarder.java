package greenbelt.gateway.forwarding;

import greenbelt.gateway.verdict.Verdict;
import greenbelt.http.Request;
import greenbelt.http.Response;
import java.util.Optional;

/// Where the requests of one route go: to their upstream, and as copies to another, if there is one. Safe for many tasks.
public record Forwarder(Optional<Mirroring> mirror, Sender sender) {
    /// Waits for the answer of the upstream, whatever it says; refuses when there is none.
    public Verdict<Response> forward(Request request) {
        return mirror.isEmpty()
                ? sender.send(request)
                : mirror.get().copy(request).then(sender::send);
    }
}
