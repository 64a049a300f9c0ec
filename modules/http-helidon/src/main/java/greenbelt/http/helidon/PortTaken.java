package greenbelt.http.helidon;

/// A server could not start because another program listens on its port.
public final class PortTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PortTaken(int port, Throwable cause) {
        super(
                "port "
                        + port
                        + " is taken by another program; stop that one, or choose another port"
                        + " (0 takes any that is free)",
                cause);
    }
}
