package greenbelt.shard.run;

import greenbelt.shard.plan.Partials;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whole groups from the parts that shards tell of them, which come by key: one group is in memory at a time.
final class GroupRows implements RowSource {
    private final RowSource parts;
    private final Partials partials;
    private final RowOrder byKey;
    private final GroupState state;
    private boolean standsAtPart;
    private boolean started;
    private @Nullable Object[] current = new Object[0];

    /// @param samples an average of each argument of `avg`
    /// @param single whether each part is one row, not yet summed up
    GroupRows(RowSource parts, Partials partials, List<@Nullable Object> samples, boolean single) {
        this.parts = parts;
        this.partials = partials;
        this.byKey = new RowOrder(partials.sort().subList(0, partials.keys()));
        this.state = new GroupState(partials, samples, single);
    }

    @Override
    public boolean advance() {
        if (!started) {
            started = true;
            standsAtPart = parts.advance();
        }
        if (!standsAtPart) {
            return false;
        }
        var first = parts.row();
        state.begin();
        while (standsAtPart && byKey.compare(first, parts.row()) == 0) {
            state.add(parts.row());
            standsAtPart = parts.advance();
        }
        current = whole(first);
        return true;
    }

    private @Nullable Object[] whole(@Nullable Object[] first) {
        int keys = partials.keys();
        var row = Arrays.copyOf(first, keys + partials.aggregates().size());
        for (int i = 0; i < partials.aggregates().size(); i++) {
            row[keys + i] = state.value(partials.aggregates().get(i));
        }
        return row;
    }

    @Override
    public @Nullable Object[] row() {
        return current;
    }

    @Override
    public void close() {
        parts.close();
    }
}
