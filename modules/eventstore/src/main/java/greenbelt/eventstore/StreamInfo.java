package greenbelt.eventstore;

import greenbelt.eventstore.AppendResult.Closed;
import greenbelt.eventstore.AppendResult.Conflict;
import greenbelt.eventstore.StreamChange.Changed;
import java.time.Instant;

/// What is known of a stream besides its events.
///
/// @param version of its last event; a deleted stream keeps that
/// @param count how many events it has, 0 when it is deleted
/// @param firstPosition of its first event in the global order
/// @param lastPosition of its last event in the global order
/// @param created when its first event happened, as that event says
/// @param metadata what its users have written down about it, empty at first
public record StreamInfo(
        StreamId stream,
        StreamState state,
        long version,
        long count,
        long firstPosition,
        long lastPosition,
        Instant created,
        String metadata) {
    /// The longest metadata, in characters.
    public static final int MAX_METADATA_LENGTH = 4_096;

    public StreamInfo {
        checkMetadata(metadata);
    }

    /// Throws [IllegalArgumentException] when this is more than [#MAX_METADATA_LENGTH].
    public static void checkMetadata(String metadata) {
        if (metadata.length() > MAX_METADATA_LENGTH) {
            throw new IllegalArgumentException(
                    "metadata has at most %d characters, had %d"
                            .formatted(MAX_METADATA_LENGTH, metadata.length()));
        }
    }

    /// What comes of archiving it.
    public StreamChange archived(Expected expected) {
        return switch (state) {
            case DELETED -> new Closed(stream, state);
            case ARCHIVED -> new Changed(this);
            case OPEN -> expecting(expected, in(StreamState.ARCHIVED, count));
        };
    }

    /// What comes of deleting it: a tombstone.
    public StreamChange deleted(Expected expected) {
        return switch (state) {
            case DELETED -> new Changed(this);
            case ARCHIVED, OPEN -> expecting(expected, in(StreamState.DELETED, 0));
        };
    }

    /// What comes of describing it otherwise.
    public StreamChange describedAs(String newMetadata) {
        return switch (state) {
            case DELETED -> new Closed(stream, state);
            case ARCHIVED, OPEN ->
                    new Changed(
                            new StreamInfo(
                                    stream,
                                    state,
                                    version,
                                    count,
                                    firstPosition,
                                    lastPosition,
                                    created,
                                    newMetadata));
        };
    }

    private StreamChange expecting(Expected expected, StreamInfo changed) {
        return expected.holdsAt(version) ? new Changed(changed) : new Conflict(stream, version);
    }

    private StreamInfo in(StreamState newState, long newCount) {
        return new StreamInfo(
                stream,
                newState,
                version,
                newCount,
                firstPosition,
                lastPosition,
                created,
                metadata);
    }
}
