package greenbelt.order;

import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Snapshot;
import greenbelt.eventstore.SnapshotPolicy;
import greenbelt.eventstore.Snapshots;
import greenbelt.eventstore.StreamId;
import greenbelt.eventstore.StreamInfo;
import greenbelt.eventstore.StreamStates;
import greenbelt.order.decider.BrokenOrderException;
import greenbelt.order.decider.OrderFolding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Looks at the snapshots of orders, and reads the orders as the service does. Changes nothing.
final class OrderSnapshots {
    private final EventStore store;
    private final Snapshots snapshots;
    private final StreamStates<OrderFolding.Past> states;

    OrderSnapshots(EventStore store, Snapshots snapshots, SnapshotPolicy policy) {
        this.store = store;
        this.snapshots = snapshots;
        this.states = new StreamStates<>(store, snapshots, policy, new OrderFolding());
    }

    /// That of a stream, also where there is none; empty when there is no such stream.
    Optional<SnapshotUse> find(StreamId stream) {
        return store.stream(stream).map(this::use);
    }

    /// Those that there are, by the names of their streams, at most `limit`.
    List<SnapshotUse> all(int limit) {
        var found = new ArrayList<SnapshotUse>();
        var after = "";
        while (true) {
            var page = store.streams(Orders.STREAM_PREFIX, after, EventStore.MAX_EVENTS_PER_READ);
            for (var info : page) {
                if (snapshots.find(info.stream()).isPresent()) {
                    found.add(use(info));
                }
                if (found.size() == limit) {
                    return found;
                }
            }
            if (page.size() < EventStore.MAX_EVENTS_PER_READ) {
                return found;
            }
            after = page.getLast().stream().value();
        }
    }

    private SnapshotUse use(StreamInfo info) {
        return new SnapshotUse(
                info.stream(),
                info.version(),
                snapshots
                        .find(info.stream())
                        .map(Snapshot::version)
                        .map(OptionalLong::of)
                        .orElseGet(OptionalLong::empty),
                read(info.stream()));
    }

    private OptionalLong read(StreamId stream) {
        try {
            return OptionalLong.of(states.load(stream).read());
        } catch (BrokenOrderException unreadable) {
            return OptionalLong.empty();
        }
    }
}
