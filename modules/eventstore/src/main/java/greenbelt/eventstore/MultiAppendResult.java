package greenbelt.eventstore;

import greenbelt.eventstore.AppendResult.Appended;
import java.util.List;

/// What came of an append to several streams: all of it, or nothing and the reason.
public sealed interface MultiAppendResult
        permits AppendResult.Refused, MultiAppendResult.AllAppended {
    /// All events are in their streams and durable.
    ///
    /// @param places for each stream, in the order of the append
    record AllAppended(List<Appended> places) implements MultiAppendResult {
        public AllAppended {
            places = List.copyOf(places);
        }
    }
}
