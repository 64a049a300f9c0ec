package greenbelt.world;

import java.time.Instant;

/// A task that ended by throwing.
///
/// @param at when
/// @param node the node it ran on
/// @param task its name
/// @param cause what it threw
public record TaskFailure(Instant at, String node, String task, Throwable cause) {
    @Override
    public String toString() {
        return at + " " + task + " failed: " + cause;
    }
}
