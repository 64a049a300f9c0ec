package greenbelt.simulator;

import java.time.Instant;

/// Something that befell a node.
///
/// @param says more about it, such as the fault that did it; may be empty
public record Incident(Instant at, String node, Kind kind, String says) {
    /// How many incidents of a system are kept; later ones are not.
    public static final int MAX_KEPT = 10_000;

    /// What befell it.
    public enum Kind {
        /// It went down.
        DOWN,
        /// It came up.
        UP,
        /// A fault has struck it, or what it did when it did it for nobody: what is done for a request or a message is
        /// a span, and that says so itself.
        STRUCK
    }
}
