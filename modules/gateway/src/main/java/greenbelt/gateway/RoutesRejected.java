package greenbelt.gateway;

/// Routes that cannot be taken into service. The message says where, what was expected and what was found, one complaint
/// to a line.
public final class RoutesRejected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RoutesRejected(RoutesText text, String complaints, Throwable cause) {
        super("the routes (%s) are refused: %s".formatted(text.source(), complaints), cause);
    }
}
