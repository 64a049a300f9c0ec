package greenbelt.command;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// How the system is to be started.
///
/// @param world which of the two worlds it runs in
/// @param seed what a virtual world is drawn from; when empty, 1
/// @param data where databases and queues are kept; not used when ephemeral or virtual
/// @param ephemeral whether to begin with an empty folder that is removed at the end
/// @param port where the gateway listens; when empty, the way of starting decides
/// @param json whether results are printed as JSON
public record Settings(
        Kind world,
        OptionalLong seed,
        Path data,
        boolean ephemeral,
        OptionalInt port,
        boolean json) {
    /// The two worlds.
    public enum Kind {
        /// Real time, real sockets, real files.
        LIVE,
        /// Simulated time; the same seed gives the same bytes.
        VIRTUAL
    }
}
