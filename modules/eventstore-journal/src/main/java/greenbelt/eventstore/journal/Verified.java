package greenbelt.eventstore.journal;

import java.util.Optional;

/// What came of comparing a journal with its store.
///
/// @param events how many were compared, and are the same
/// @param position of the last of them
/// @param missing how many positions the store is ahead of that: what has not been copied yet is read from the store
/// @param trouble what is different, in a sentence; the journal mends that by itself
public record Verified(long events, long position, long missing, Optional<String> trouble) {}
