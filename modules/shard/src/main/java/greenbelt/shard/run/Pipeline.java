package greenbelt.shard.run;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// Steps that change the rows of one source as they pass.
final class Pipeline {
    private Pipeline() {}

    /// Hands on the rows of another source.
    private abstract static class Step implements RowSource {
        final RowSource rows;

        Step(RowSource rows) {
            this.rows = rows;
        }

        @Override
        public @Nullable Object[] row() {
            return rows.row();
        }

        @Override
        public void close() {
            rows.close();
        }
    }

    /// Without rows that are equal to the one before.
    static RowSource distinct(RowSource rows, Comparator<@Nullable Object[]> order) {
        return new Step(rows) {
            private @Nullable Object @Nullable [] before;

            @Override
            public boolean advance() {
                while (rows.advance()) {
                    var row = rows.row();
                    var last = before;
                    if (last == null || order.compare(last, row) != 0) {
                        before = row;
                        return true;
                    }
                }
                return false;
            }
        };
    }

    /// Without the first ones, and at most so many; nothing is asked of the source behind the last.
    static RowSource slice(RowSource rows, long offset, long most) {
        return new Step(rows) {
            private long left = most;
            private long before = offset;

            @Override
            public boolean advance() {
                if (left == 0) {
                    return false;
                }
                while (before > 0) {
                    if (!rows.advance()) {
                        left = 0;
                        return false;
                    }
                    before--;
                }
                left--;
                return rows.advance();
            }
        };
    }
}
