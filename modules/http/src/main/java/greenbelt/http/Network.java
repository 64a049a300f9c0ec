package greenbelt.http;

import greenbelt.world.Node;
import java.time.Duration;

/// Carries requests between nodes. Services are addressed by name. Safe for many tasks.
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
    /// Throws [IllegalStateException] when somebody listens under this name.
    void listen(Node node, String service, Handler handler);

    /// Sends a request and waits for the response's status and headers; its body may still be on its way.
    ///
    /// The caller closes the response's body; reading it fails when nothing comes for [#BODY_PATIENCE]. Throws
    /// [CallFailed] when there is no response within `timeout`.
    Response call(String service, Request request, Duration timeout);
}
