package greenbelt.order;

import greenbelt.eventstore.StreamId;
import java.util.OptionalLong;

/// Of what use the snapshot of an order's stream is.
///
/// @param stream of the order
/// @param version of its last event
/// @param snapshot the version at which it was made, empty when there is none
/// @param read how many events the order is read from, with the one on which the snapshot stands: all of them when there is
///     none, or it does not count; empty when they cannot be read
public record SnapshotUse(
        StreamId stream, long version, OptionalLong snapshot, OptionalLong read) {}
