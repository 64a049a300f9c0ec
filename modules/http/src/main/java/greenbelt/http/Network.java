package greenbelt.http;

import greenbelt.world.Node;
import java.time.Duration;
import java.util.List;

/// Carries requests between nodes. Services are addressed by name. Safe for many tasks.
///
/// A service has an instance for each node that listens under its name; an instance is called as its node is. A call to a
/// service goes to any of those that listen: one that would refuse the connection is passed over, as a client does that is
/// given several addresses. A call to one instance goes to that one alone.
///
/// A call is made by a task, and a handler runs in a task of the node that listens. The fields that frame a message on
/// the wire (`content-length`, `transfer-encoding`, `connection`) follow from the body, whatever the headers say; all
/// others travel as they are.
public interface Network {
    /// How long the reader of a body waits for more of it before giving up: 30 s.
    ///
    /// Who sends a stream that may be silent for longer sends something, such as a comment, in between.
    Duration BODY_PATIENCE = Duration.ofSeconds(30);

    /// Answers requests to `service` on this node until it stops or crashes.
    ///
    /// Throws [IllegalStateException] when this node listens under this name already.
    void listen(Node node, String service, Handler handler);

    /// The instances of a service, sorted: those that have listened and were neither stopped nor signed off. So one that has
    /// crashed is among them. As long as they are the same, so is the list.
    List<String> instances(String service);

    /// Takes an instance off the list, whether it is up or not: nobody who asks from now on is told of it. One that is up
    /// answers what is sent to it all the same, until it stops, and is on the list again when it listens next.
    void signOff(String service, String instance);

    /// Sends a request to any instance of a service; see [#call(Peer, Request, Duration)].
    default Response call(String service, Request request, Duration timeout) {
        return call(Peer.any(service), request, timeout);
    }

    /// Sends a request and waits for the response's status and headers; its body may still be on its way.
    ///
    /// The caller closes the response's body; reading it fails when nothing comes for [#BODY_PATIENCE]. Throws
    /// [CallFailed] when there is no response within `timeout`.
    Response call(Peer peer, Request request, Duration timeout);
}
