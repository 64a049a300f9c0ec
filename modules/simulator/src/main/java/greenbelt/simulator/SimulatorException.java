package greenbelt.simulator;

/// The system could not be built, or not asked for what it was. The message is for people: what, why, what to do.
public final class SimulatorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SimulatorException(String message) {
        super(message);
    }

    public SimulatorException(String message, Throwable cause) {
        super(message, cause);
    }
}
