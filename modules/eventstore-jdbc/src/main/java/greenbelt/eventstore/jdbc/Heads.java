package greenbelt.eventstore.jdbc;

import greenbelt.eventstore.StreamId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Where the streams stand that were written to last. For the writer only.
final class Heads {
    /// How many streams are remembered; the others are looked up again.
    static final int MAX_STREAMS = 10_000;

    private final Map<StreamId, Long> versions =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<StreamId, Long> eldest) {
                    return size() > MAX_STREAMS;
                }
            };

    Optional<Long> of(StreamId stream) {
        return Optional.ofNullable(versions.get(stream));
    }

    void forget() {
        versions.clear();
    }

    void take(Map<StreamId, Long> newer) {
        versions.putAll(newer);
    }
}
