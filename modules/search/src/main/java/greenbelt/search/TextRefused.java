package greenbelt.search;

import greenbelt.fault.PlanRejected;

/// A text that cannot be read as what it should be; the message says in which line, what was expected, and what was
/// found.
public final class TextRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param line counted from 1
    TextRefused(int line, String message) {
        super("line " + line + ": " + message);
    }

    TextRefused(String message) {
        super(message);
    }

    TextRefused(PlanRejected rejected) {
        super(rejected.getMessage(), rejected);
    }

    private TextRefused(String message, TextRefused cause) {
        super(message, cause);
    }

    /// The same, with the name of the file.
    TextRefused in(String file) {
        return new TextRefused(file + ": " + getMessage(), this);
    }
}
