package greenbelt.shard.history;

import java.util.Optional;

/// Which orders, newest first.
///
/// @param before only those with smaller numbers
/// @param limit at most so many, from 1
public record HistoryFilter(
        Optional<String> user, Optional<String> status, Optional<Long> before, int limit) {}
