package greenbelt.shard.run;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The rows of several sources one after the other, each opened when the one before has ended.
final class OneByOne implements RowSource {
    private final int count;
    private final IntFunction<RowSource> opening;
    private @Nullable RowSource open;
    private int opened;

    /// @param opening opens the source of a number, from 0
    OneByOne(int count, IntFunction<RowSource> opening) {
        this.count = count;
        this.opening = opening;
    }

    @Override
    public boolean advance() {
        for (var now = current(); now != null; now = current()) {
            if (now.advance()) {
                return true;
            }
            now.close();
            open = null;
        }
        return false;
    }

    private @Nullable RowSource current() {
        if (open == null && opened < count) {
            open = opening.apply(opened++);
        }
        return open;
    }

    @Override
    public @Nullable Object[] row() {
        if (open == null) {
            throw new IllegalStateException("not at a row");
        }
        return open.row();
    }

    @Override
    public void close() {
        opened = count;
        if (open != null) {
            open.close();
        }
    }
}
