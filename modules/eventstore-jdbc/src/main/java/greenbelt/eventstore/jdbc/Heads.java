package greenbelt.eventstore.jdbc;

import greenbelt.eventstore.Admission.Head;
import greenbelt.eventstore.StreamId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Where the streams stand that were written to last. For the writer only.
final class Heads {
    /// How many streams are remembered; the others are looked up again.
    static final int MAX_STREAMS = 10_000;

    private final Map<StreamId, Head> heads =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<StreamId, Head> eldest) {
                    return size() > MAX_STREAMS;
                }
            };

    Optional<Head> of(StreamId stream) {
        return Optional.ofNullable(heads.get(stream));
    }

    void forget() {
        heads.clear();
    }

    void take(Map<StreamId, Head> newer) {
        heads.putAll(newer);
    }
}
