package greenbelt.shard.measure;

import greenbelt.database.Database;
import greenbelt.shard.run.Queries;

/// Who is asked: shards by way of the planner, or one database itself.
public interface Contender {
    /// Asks; answers how many rows came.
    long ask(String sql, Object... values);

    /// Changes rows.
    void change(String sql, Object... values);

    /// Shards, by way of the planner.
    static Contender of(Queries queries) {
        return new Contender() {
            @Override
            public long ask(String sql, Object... values) {
                try (var answer = queries.query(sql, values)) {
                    long rows = 0;
                    while (answer.advance()) {
                        answer.row();
                        rows++;
                    }
                    return rows;
                }
            }

            @Override
            public void change(String sql, Object... values) {
                queries.update(sql, values);
            }
        };
    }

    /// One database itself.
    static Contender of(Database database) {
        return new Contender() {
            private static final int ROWS_AT_ONCE = 1_000;

            @Override
            public long ask(String sql, Object... values) {
                var first = database.rows("measure", sql, ROWS_AT_ONCE, values).values().size();
                return first < ROWS_AT_ONCE ? first : all(sql, values);
            }

            private long all(String sql, Object... values) {
                try (var cursor = database.cursor("measure", sql, values)) {
                    long rows = 0;
                    for (var some = cursor.next(ROWS_AT_ONCE);
                            !some.isEmpty();
                            some = cursor.next(ROWS_AT_ONCE)) {
                        rows += some.size();
                    }
                    return rows;
                }
            }

            @Override
            public void change(String sql, Object... values) {
                database.write("measure", session -> session.update(sql, values));
            }
        };
    }
}
