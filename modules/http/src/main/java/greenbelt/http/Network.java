package greenbelt.http;

import greenbelt.world.Node;
import java.time.Duration;

/// Carries requests between nodes. Services are addressed by name. Safe for many tasks.
public interface Network {
    /// Answers requests to `service` on this node until it stops or crashes.
    void listen(Node node, String service, Handler handler);

    /// Sends a request and waits for the response's status and headers; its body may still be on its way.
    ///
    /// The caller closes the response's body. Throws [CallFailed] when there is no response within `timeout`.
    Response call(String service, Request request, Duration timeout);
}
