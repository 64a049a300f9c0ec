package greenbelt.database;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a query has found, whatever its columns.
///
/// @param columns their names, as a [Row] knows them
/// @param values of each row, one for every column, as a [Cursor] gives them
public record Rows(List<String> columns, List<@Nullable Object[]> values) {
    public Rows {
        columns = List.copyOf(columns);
        values = Collections.unmodifiableList(values);
    }
}
