package greenbelt.http;

/// A call to another service that had no response.
public final class CallFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Certainty certainty;

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
    }

    public CallFailed(Certainty certainty, String message, Throwable cause) {
        super(message, cause);
        this.certainty = certainty;
    }

    public Certainty certainty() {
        return certainty;
    }
}
