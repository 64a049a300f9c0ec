package greenbelt.projection;

import java.util.Optional;
import java.util.OptionalInt;

/// How a version of a projection fares.
///
/// @param name the projection's
/// @param version of its tables
/// @param reads whether readers see this version; the other one is being built, or ready
/// @param mode when it takes events
/// @param position of the last event in it
/// @param lag how many positions are behind that
/// @param target where the log ended when the version was begun
/// @param batch how many events it takes in one transaction, at most; an inline one takes those that are appended together
/// @param deadLetters events that it could not take, and those that wait behind them
/// @param says why it halts, or what the last attempt has failed with
public record ProjectionStatus(
        String name,
        long version,
        boolean reads,
        Mode mode,
        State state,
        long position,
        long lag,
        long target,
        OptionalInt batch,
        long deadLetters,
        Optional<String> says) {

    /// When a projection takes events.
    public enum Mode {
        /// In the transaction that appends them.
        INLINE,
        /// Soon after.
        ASYNC
    }

    /// What a version is doing.
    public enum State {
        /// Taking events, or waiting for new ones.
        RUNNING,
        /// Waiting to try again, because its database has failed.
        RETRYING,
        /// Being built.
        BUILDING,
        /// Built, and following: it can be switched to.
        READY,
        /// It takes no more events.
        HALTED
    }

    /// Whether there is nothing that somebody should look at.
    public boolean isHealthy() {
        return state != State.HALTED && state != State.RETRYING && deadLetters == 0;
    }

    /// How much of what there was when it was begun is in it, 0 to 100.
    public int percent() {
        return target <= 0 ? 100 : (int) Math.min(100, position * 100 / target);
    }
}
