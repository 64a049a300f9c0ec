package greenbelt.http;

import java.time.Duration;

/// A call to another service that had no usable response.
public final class CallFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Certainty certainty;
    private final boolean timeout;

    /// What the caller knows about whether the request was carried out.
    public enum Certainty {
        /// It was not: the connection was refused, or the request was never sent whole.
        NOT_SENT,
        /// It may have been: the reply was lost, or did not come in time.
        UNKNOWN
    }

    public CallFailed(Certainty certainty, String message) {
        super(message);
        this.certainty = certainty;
        this.timeout = false;
    }

    public CallFailed(Certainty certainty, String message, Throwable cause) {
        super(message, cause);
        this.certainty = certainty;
        this.timeout = false;
    }

    private CallFailed(String message) {
        super(message);
        this.certainty = Certainty.UNKNOWN;
        this.timeout = true;
    }

    /// The response did not come in time.
    public static CallFailed timedOut(String service, Duration timeout) {
        return new CallFailed(service + " did not answer within " + timeout.toMillis() + " ms");
    }

    public Certainty certainty() {
        return certainty;
    }

    /// Whether the response did not come in time.
    public boolean isTimeout() {
        return timeout;
    }
}
