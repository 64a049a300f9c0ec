package greenbelt.eventstore.journal;

import java.util.Optional;

/// How a journal fares.
///
/// @param position of the last event in it
/// @param lag how many positions the store is ahead
/// @param segments how many pieces it is in
/// @param mended how often it was made anew, in whole or in part, because it did not say what the store says
/// @param trouble what was wrong last, in a sentence
public record JournalStatus(
        State state, long position, long lag, int segments, long mended, Optional<String> trouble) {
    /// What a journal is doing.
    public enum State {
        /// Nobody has needed it yet, or there is nothing worth copying.
        RESTING,
        /// Copying from the store.
        COPYING,
        /// As far as the store, but for what will be copied with the next batch.
        CURRENT,
        /// As large as it may become; what came later is read from the store.
        FULL,
        /// Waiting for room on the disk; what is missing is read from the store.
        NO_ROOM,
        /// Of no use, for the reason that is its trouble; everything is read from the store.
        STOPPED
    }

    /// Whether there is nothing to be done about it.
    public boolean isWell() {
        return switch (state) {
            case RESTING, COPYING, CURRENT -> true;
            case FULL, NO_ROOM, STOPPED -> false;
        };
    }
}
