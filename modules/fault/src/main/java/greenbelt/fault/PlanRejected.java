package greenbelt.fault;

import java.util.OptionalInt;

/// A plan, or a line of one, that makes no sense; nothing of it was put on.
///
/// The message says the line, what was expected, what was found, and the nearest valid word where there is one.
public final class PlanRejected extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int line;

    PlanRejected(String message) {
        super(message);
        this.line = 0;
    }

    private PlanRejected(int line, String message) {
        super("line " + line + ": " + message);
        this.line = line;
    }

    /// For a value that cannot be.
    static PlanRejected because(IllegalArgumentException misfit) {
        return new PlanRejected(String.valueOf(misfit.getMessage()));
    }

    /// The same about this line of a file, from 1.
    PlanRejected in(int ofFile) {
        return new PlanRejected(ofFile, String.valueOf(getMessage()));
    }

    /// Which line of the file it is about, from 1; empty when it was not a file.
    public OptionalInt line() {
        return line == 0 ? OptionalInt.empty() : OptionalInt.of(line);
    }
}
