package greenbelt.shard.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What can be said of a row before H2 is asked to compute another from it. For one task.
interface Shortcut {
    /// Yes when [#known] is what H2 would compute; no, or unknown, when the row counts for nothing; open when H2 must be asked.
    Truth of(@Nullable Object[] row);

    /// What H2 would compute of a row.
    @Nullable Object[] known(@Nullable Object[] row);

    /// Told what H2 has computed.
    default void computed(@Nullable Object[] from, @Nullable Object[] row) {}

    /// For groups: the condition on them, where there is one; and which columns they become, if it needs no computing.
    static Shortcut ofGroups(
            Optional<Condition> condition, boolean hasCondition, List<Integer> direct) {
        var always = hasCondition ? Truth.OPEN : Truth.YES;
        return new Shortcut() {
            @Override
            public Truth of(@Nullable Object[] row) {
                var truth = condition.map(one -> one.of(row)).orElse(always);
                return truth == Truth.YES && direct.isEmpty() ? Truth.OPEN : truth;
            }

            @Override
            public @Nullable Object[] known(@Nullable Object[] row) {
                return Picked.from(row, direct);
            }
        };
    }

    /// For rows that are converted to the types of their columns: those that H2 would leave as they are, because it has left others
    /// of the same types.
    static Shortcut ofConversions(int columns) {
        var unchanged = new ArrayList<Set<Class<?>>>();
        for (int i = 0; i < columns; i++) {
            unchanged.add(new HashSet<>());
        }
        return new Shortcut() {
            @Override
            public Truth of(@Nullable Object[] row) {
                for (int i = 0; i < row.length; i++) {
                    var value = row[i];
                    if (value != null && !unchanged.get(i).contains(value.getClass())) {
                        return Truth.OPEN;
                    }
                }
                return Truth.YES;
            }

            @Override
            public @Nullable Object[] known(@Nullable Object[] row) {
                return row;
            }

            @Override
            public void computed(@Nullable Object[] from, @Nullable Object[] row) {
                for (int i = 0; i < row.length; i++) {
                    var value = from[i];
                    if (value != null && value.equals(row[i])) {
                        unchanged.get(i).add(value.getClass());
                    }
                }
            }
        };
    }
}
