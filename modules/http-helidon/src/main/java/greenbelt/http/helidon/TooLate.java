package greenbelt.http.helidon;

/// Whoever is at the other end of a connection has not gone forward in time.
final class TooLate extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLate() {
        super("the client was too slow", null, false, false);
    }
}
