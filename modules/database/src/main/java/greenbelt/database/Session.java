package greenbelt.database;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// SQL inside one transaction.
///
/// Parameters are `?` and may be String, Integer, Long, BigDecimal, Double, Boolean, Instant, UUID or an enum (stored by name), or a list of
/// String or UUID (an array); for NULL pass an empty [Optional]. Throws [DatabaseException] when the statement cannot be done. For the task that got it
/// only, and only until the transaction ends.
public interface Session {
    /// Runs a statement and answers how many rows it changed.
    int update(String sql, Object... parameters);

    /// Runs a statement once for each list of parameters, in one round trip.
    void updateAll(String sql, List<List<Object>> parameters);

    /// The rows, in the order the query asks for; a query that can give several rows must have an ORDER BY.
    <T> List<T> query(String sql, Function<Row, T> reader, Object... parameters);

    /// Hands over each row as it is found, in the order the query asks for; answers how many there were. For many rows: none
    /// is kept. Nothing else may be asked of the session meanwhile, and a row is of no use afterwards.
    default long each(String sql, Consumer<Row> reader, Object... parameters) {
        return query(
                        sql,
                        row -> {
                            reader.accept(row);
                            return true;
                        },
                        parameters)
                .size();
    }

    /// The only row, if there is one. Throws [DatabaseException] when there are several.
    <T> Optional<T> queryOne(String sql, Function<Row, T> reader, Object... parameters);

    /// Runs `then` once, when the transaction is committed and durable; never when it is undone.
    ///
    /// For telling others that there is something new. It must neither wait nor throw. Not in a transaction that is to be prepared.
    void afterCommit(Runnable then);
}
