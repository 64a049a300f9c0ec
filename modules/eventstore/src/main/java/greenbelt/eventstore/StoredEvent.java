package greenbelt.eventstore;

import greenbelt.event.Envelope;

/// An event with its places.
///
/// @param position in the global order, increasing; do not rely on it being dense
/// @param stream whose event it is
/// @param version its place in the stream, from 1, without gaps
/// @param event what happened
public record StoredEvent(long position, StreamId stream, long version, Envelope event) {}
