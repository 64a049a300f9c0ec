package greenbelt.database;

import greenbelt.database.DatabaseException.Kind;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The disk of a virtual world: databases in memory, each without a name that anybody else could open it by.
public final class MemoryDisk implements Disk {
    private final VirtualWorld world;
    private final Map<String, MemoryData> databases = new TreeMap<>();
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
        var data = databases.computeIfAbsent(name, _ -> new MemoryData());
        SchemaTable.install(data.connection(), name, schema, "database " + name);
        open.add(name);
        return new MemoryDatabase(world, name, data, () -> open.remove(name));
    }

    @Override
    public NavigableSet<String> names() {
        return new TreeSet<>(databases.keySet());
    }

    @Override
    public void remove(String name) {
        if (open.contains(name)) {
            throw new DatabaseException(Kind.IN_USE, "another node has database " + name + " open");
        }
        var data = databases.remove(name);
        if (data != null) {
            data.close();
        }
    }

    @Override
    public void close() {
        databases.values().forEach(MemoryData::close);
        databases.clear();
    }
}
