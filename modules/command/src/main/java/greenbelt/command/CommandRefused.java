package greenbelt.command;

/// A command that was not carried out, with a sentence that says what was expected, what was found and what to do.
public final class CommandRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// The exit code of a command that failed.
    public static final int FAILED = 1;

    /// The exit code of a command that makes no sense.
    public static final int USAGE = 2;

    private final int exitCode;

    private CommandRefused(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /// The words make no sense.
    public static CommandRefused usage(String message) {
        return new CommandRefused(USAGE, message);
    }

    /// The words make sense, but it cannot be done.
    public static CommandRefused failed(String message) {
        return new CommandRefused(FAILED, message);
    }

    public int exitCode() {
        return exitCode;
    }
}
