package greenbelt.contract;

/// How a call travels.
public enum Mode {
    /// As an HTTP request; the caller waits for the response.
    SYNC,
    /// As a command on the bus; the reply comes on the bus later.
    ASYNC
}
