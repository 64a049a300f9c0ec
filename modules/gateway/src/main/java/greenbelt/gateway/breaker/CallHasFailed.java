package greenbelt.gateway.breaker;

/// Says to Resilience4j, which counts exceptions, that a call has failed; never thrown.
final class CallHasFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CallHasFailed() {
        super("the call has failed", null, false, false);
    }
}
