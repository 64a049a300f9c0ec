package greenbelt.shard.plan;

import greenbelt.shard.sql.SqlWriter;
import greenbelt.shard.sql.Statement;
import java.util.List;

/// A statement as a shard gets it.
///
/// @param parameters for each `?`, which of the caller's values it stands for, from 0, or [#LIMIT], [#PARTS] or [#PART]
public record Pushed(String sql, List<Integer> parameters) {
    /// Stands for the rows to return and to pass over, together.
    public static final int LIMIT = -1;

    /// Stands for how many parts the groups are asked for in.
    public static final int PARTS = -2;

    /// Stands for which of the parts is asked for, from 0.
    public static final int PART = -3;

    public Pushed {
        parameters = List.copyOf(parameters);
    }

    /// A statement as it was written.
    public static Pushed of(Statement statement) {
        return of(new SqlWriter().statement(statement));
    }

    static Pushed of(SqlWriter writer) {
        return new Pushed(writer.sql(), writer.parameters());
    }

    @Override
    public String toString() {
        return sql;
    }
}
