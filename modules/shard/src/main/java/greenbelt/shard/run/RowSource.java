package greenbelt.shard.run;

import org.jspecify.annotations.Nullable;

/// Rows, one after the other. For one task.
interface RowSource extends AutoCloseable {
    /// Goes to the next row; answers whether there is one.
    boolean advance();

    /// The row it stands at. Nobody changes it.
    @Nullable Object[] row();

    /// Gives back what it holds, also before the end. No effect the second time.
    @Override
    void close();
}
