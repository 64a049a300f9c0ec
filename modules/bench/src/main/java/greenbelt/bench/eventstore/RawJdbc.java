package greenbelt.bench.eventstore;

import greenbelt.database.Durability;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.event.TraceContext;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// The peer: one connection to the store's file, its table and its keys, by JDBC with nothing in between.
final class RawJdbc implements AutoCloseable {
    private static final String INSERT =
            "insert into event values (?, ?, ?, false, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Connection connection;
    private final Durability durability;

    RawJdbc(Path folder, Durability durability) throws SQLException {
        // As the store has it, but for what belongs to a pool.
        var retention = durability == Durability.DEVICE ? "" : ";RETENTION_TIME=0";
        this.connection =
                DriverManager.getConnection(
                        "jdbc:h2:file:%s;CACHE_SIZE=16384;LAZY_QUERY_EXECUTION=1%s"
                                .formatted(folder.resolve(LiveStore.NAME), retention),
                        "",
                        "");
        this.durability = durability;
        connection.setAutoCommit(false);
    }

    /// Where the table stands, 0 when it is empty.
    private long lastPosition() throws SQLException {
        try (var statement = connection.createStatement();
                var last =
                        statement.executeQuery(
                                "select position from event order by position desc limit 1")) {
            return last.next() ? last.getLong(1) : 0;
        }
    }

    /// Appends events in batches, each made as durable as the store makes its own.
    ///
    /// @param first the number of the first event
    void append(String stream, long first, int count, int batch, Rate rate) throws SQLException {
        long position = lastPosition();
        int version = 0;
        var round = rate.begin();
        try (var insert = connection.prepareStatement(INSERT);
                var checkpoint = connection.createStatement()) {
            for (int done = 0; done < count; done += batch) {
                long step = System.nanoTime();
                for (int i = 0; i < batch; i++) {
                    bind(insert, ++position, stream, ++version, Samples.event(first++));
                    insert.addBatch();
                }
                insert.executeBatch();
                connection.commit();
                makeDurable(checkpoint);
                rate.step(step);
            }
        }
        round.end(count);
    }

    private void makeDurable(java.sql.Statement statement) throws SQLException {
        switch (durability) {
            case HEAP -> {}
            case PROCESS -> statement.execute("checkpoint");
            case DEVICE -> statement.execute("checkpoint sync");
        }
    }

    private static void bind(
            PreparedStatement insert, long position, String stream, int version, Envelope event)
            throws SQLException {
        insert.setLong(1, position);
        insert.setString(2, stream);
        insert.setLong(3, version);
        insert.setString(4, event.id().value());
        insert.setString(5, event.source());
        insert.setString(6, event.type());
        insert.setInt(7, event.schemaVersion());
        insert.setString(8, event.subject());
        insert.setObject(9, OffsetDateTime.ofInstant(event.time(), ZoneOffset.UTC));
        insert.setString(10, event.trace().map(TraceContext::traceparent).orElseThrow());
        insert.setString(11, event.cause().map(MessageId::value).orElseThrow());
        insert.setString(12, event.data());
    }

    /// Reads every row with every column, and makes nothing of them; answers how many there are.
    ///
    /// @param page after how many rows a step ends
    long scan(int page, Rate rate) throws SQLException {
        long rows = 0;
        long sum = 0;
        long step = System.nanoTime();
        try (var statement = connection.createStatement();
                var results = statement.executeQuery("select * from event order by position")) {
            while (results.next()) {
                sum += columns(results);
                rows++;
                if (rows % page == 0) {
                    rate.step(step);
                    step = System.nanoTime();
                }
            }
        }
        connection.rollback();
        if (sum == 0) {
            throw new IllegalStateException("nothing was read");
        }
        return rows;
    }

    private static long columns(ResultSet row) throws SQLException {
        return row.getLong(1)
                + row.getString(2).length()
                + row.getLong(3)
                + (row.getBoolean(4) ? 1 : 0)
                + row.getString(5).length()
                + row.getString(6).length()
                + row.getString(7).length()
                + row.getInt(8)
                + row.getString(9).length()
                + row.getObject(10, OffsetDateTime.class).getNano()
                + row.getString(11).length()
                + row.getString(12).length()
                + row.getString(13).length();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
