package greenbelt.shard.sql;

import java.util.List;
import java.util.Optional;

/// A statement as it was written: names are not resolved yet.
public sealed interface Statement
        permits Query, Statement.Insert, Statement.Update, Statement.Delete {
    /// `insert into table (columns) values (…), (…)`.
    record Insert(String table, List<String> columns, List<List<Expr>> rows) implements Statement {
        public Insert {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /// `update table set … where …`.
    record Update(String table, List<Assignment> set, Optional<Expr> where) implements Statement {
        public Update {
            set = List.copyOf(set);
        }
    }

    /// `delete from table where …`.
    record Delete(String table, Optional<Expr> where) implements Statement {}

    /// One `column = value` of an update.
    record Assignment(String column, Expr value) {}
}
