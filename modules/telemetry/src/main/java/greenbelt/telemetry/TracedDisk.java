package greenbelt.telemetry;

import greenbelt.database.Database;
import greenbelt.database.Disk;
import greenbelt.database.Schema;
import greenbelt.world.Node;
import java.util.NavigableSet;
import java.util.function.UnaryOperator;

/// A disk whose databases record their transactions.
record TracedDisk(Disk disk, UnaryOperator<Database> traced) implements Disk {
    @Override
    public Database open(String name, Schema schema) {
        return traced.apply(disk.open(name, schema));
    }

    @Override
    public Database share(Node node, String name, Schema schema) {
        return traced.apply(disk.share(node, name, schema));
    }

    @Override
    public NavigableSet<String> names() {
        return disk.names();
    }

    @Override
    public void remove(String name) {
        disk.remove(name);
    }

    @Override
    public void close() {
        disk.close();
    }
}
