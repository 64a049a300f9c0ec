package greenbelt.database;

import greenbelt.database.DatabaseException.Kind;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The disk of a virtual world: databases in memory, each without a name that anybody else could open it by.
public final class MemoryDisk implements Disk {
    /// An unnamed H2 database belongs to its only connection, so worlds side by side never meet.
    private static final String URL =
            "jdbc:h2:mem:;DB_CLOSE_ON_EXIT=FALSE;QUERY_CACHE_SIZE=" + FileDisk.STATEMENTS_KEPT;

    private final VirtualWorld world;
    private final Map<String, Connection> databases = new TreeMap<>();
    private final Set<String> open = new TreeSet<>();
    private final Shares shares;

    public MemoryDisk(VirtualWorld world) {
        this.world = world;
        this.shares = new Shares(world, this::store);
    }

    @Override
    public Database share(Node node, String name, Schema schema) {
        return shares.open(node, name, schema);
    }

    @Override
    public Database open(String name, Schema schema) {
        return store(name, schema);
    }

    private Store store(String name, Schema schema) {
        if (open.contains(name)) {
            throw new DatabaseException(Kind.IN_USE, "another node has database " + name + " open");
        }
        var connection = databases.computeIfAbsent(name, key -> connect());
        SchemaTable.install(connection, name, schema, "database " + name);
        open.add(name);
        return new MemoryDatabase(world, name, connection, () -> open.remove(name));
    }

    private static Connection connect() {
        try {
            var connection = new org.h2.Driver().connect(URL, new Properties());
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException failure) {
            throw SqlErrors.during("open a database in memory", failure);
        }
    }

    @Override
    public void close() {
        try {
            for (var connection : databases.values()) {
                connection.close();
            }
            databases.clear();
        } catch (SQLException failure) {
            throw SqlErrors.during("close a database in memory", failure);
        }
    }
}
