package greenbelt.eventstore;

/// An event store could not do what was attempted.
public final class EventStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EventStoreException(String attempted, Throwable cause) {
        super(attempted + ": " + cause.getMessage(), cause);
    }

    public EventStoreException(String message) {
        super(message);
    }
}
