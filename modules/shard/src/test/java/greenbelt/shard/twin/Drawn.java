package greenbelt.shard.twin;

import java.util.List;

/// A statement drawn at random.
///
/// @param values one for each `?`
record Drawn(String sql, List<Object> values) {
    Drawn {
        values = List.copyOf(values);
    }

    @Override
    public String toString() {
        return values.isEmpty() ? sql : sql + " with " + values;
    }
}
