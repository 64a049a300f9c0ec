package greenbelt.telemetry;

import greenbelt.database.Row;
import greenbelt.database.Session;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Notes the statements of one transaction; without their parameters, which may be nobody's business.
final class RecordedSession implements Session {
    /// How much of the statements is kept, in characters.
    static final int MAX_LENGTH = 1_000;

    private final Session session;
    private final StringBuilder statements = new StringBuilder();
    private String last = "";
    private int repetitions;

    RecordedSession(Session session) {
        this.session = session;
    }

    /// The statements in order, a repeated one once with the number of times.
    String statements() {
        endRepetitions();
        return statements.toString();
    }

    private void note(String sql) {
        if (sql.equals(last)) {
            repetitions++;
            return;
        }
        endRepetitions();
        last = sql;
        if (!statements.isEmpty()) {
            statements.append("; ");
        }
        int room = Math.max(0, MAX_LENGTH - statements.length());
        statements.append(sql, 0, Math.min(sql.length(), room));
    }

    private void endRepetitions() {
        if (repetitions > 0) {
            statements.append(" (").append(repetitions + 1).append(" times)");
            repetitions = 0;
        }
    }

    @Override
    public int update(String sql, Object... parameters) {
        note(sql);
        return session.update(sql, parameters);
    }

    @Override
    public void updateAll(String sql, List<List<Object>> parameters) {
        note(sql);
        session.updateAll(sql, parameters);
    }

    @Override
    public <T> List<T> query(String sql, Function<Row, T> reader, Object... parameters) {
        note(sql);
        return session.query(sql, reader, parameters);
    }

    @Override
    public <T> Optional<T> queryOne(String sql, Function<Row, T> reader, Object... parameters) {
        note(sql);
        return session.queryOne(sql, reader, parameters);
    }

    @Override
    public void afterCommit(Runnable then) {
        session.afterCommit(then);
    }
}
