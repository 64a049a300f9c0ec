package greenbelt.bench.bus;

import static java.nio.charset.StandardCharsets.UTF_8;

import greenbelt.event.Envelope;
import greenbelt.outbox.Inbox;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/// The rows that the consumer writes, by plain JDBC batches on one connection with nothing in between: no bus, nothing
/// looked up, nothing cleaned up. As durable as the consumer's: a checkpoint after each batch.
final class RawRows implements Measurement {
    @Override
    public void run(Path folder, int count, Rates rates) throws SQLException {
        var messages = Through.messages(count);
        try (var connection =
                        DriverManager.getConnection(
                                "jdbc:h2:file:%s;CACHE_SIZE=16384;RETENTION_TIME=0"
                                        .formatted(folder.resolve("bench")),
                                "",
                                "");
                var statement = connection.createStatement()) {
            statement.execute(HandledThrough.EFFECTS);
            for (var table : Inbox.TABLES) {
                statement.execute(table);
            }
            connection.setAutoCommit(false);
            System.gc();
            rates.begin();
            write(connection, messages, rates);
            rates.end(count);
        }
    }

    private static void write(Connection connection, List<Envelope> messages, Rates rates)
            throws SQLException {
        try (var effect = connection.prepareStatement("insert into effects values (?, ?)");
                var inbox = connection.prepareStatement("insert into inbox values (?, ?, ?, ?)");
                var checkpoint = connection.createStatement()) {
            for (int from = 0; from < messages.size(); from += BusBench.BATCH) {
                long step = System.nanoTime();
                int to = Math.min(messages.size(), from + BusBench.BATCH);
                for (int i = from; i < to; i++) {
                    bind(effect, inbox, i + 1L, messages.get(i));
                }
                effect.executeBatch();
                inbox.executeBatch();
                connection.commit();
                checkpoint.execute("checkpoint");
                rates.step(step);
            }
        }
    }

    private static void bind(
            PreparedStatement effect, PreparedStatement inbox, long position, Envelope message)
            throws SQLException {
        var id = message.id().value();
        effect.setLong(1, position);
        effect.setString(2, message.data());
        effect.addBatch();
        inbox.setLong(1, position);
        inbox.setString(2, Through.GROUP.name());
        inbox.setString(3, id);
        inbox.setObject(4, UUID.nameUUIDFromBytes(id.getBytes(UTF_8)));
        inbox.addBatch();
    }
}
