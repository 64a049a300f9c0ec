package greenbelt.database;

import greenbelt.database.DatabaseException.Kind;
import greenbelt.disk.DiskGuard;
import greenbelt.disk.DiskSpace;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The disk of a live world: a folder with one H2 file for each database.
///
/// A process has its files to itself; whoever comes second gets `IN_USE`. Safe for use by many threads.
public final class FileDisk implements Disk {
    /// How many parsed statements each connection keeps.
    static final int STATEMENTS_KEPT = 64;

    private static final int MIN_CACHE_KILOBYTES = 256;

    /// How much of each file is kept in the heap, if nothing else is said; H2 would take a part of the heap that grows with it.
    public static final int CACHE_KILOBYTES = 16 * 1024;

    /// Nobody waits in H2 for what another transaction has locked: writes come one after another, so it is one that is
    /// prepared, for which [Writes] waits. The least that H2 takes is 1 ms. And no query is answered with the
    /// remembered result of the one before: that keeps results in the heap, and makes a benchmark measure nothing.
    static final String SETTINGS = ";LOCK_TIMEOUT=1;OPTIMIZE_REUSE_RESULTS=0";

    /// What H2 calls the file of a database, and the one for what went wrong.
    private static final String DATA = ".mv.db";

    private static final String TRACE = ".trace.db";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");

    private final World world;
    private final Path folder;
    private final Durability durability;
    private final DiskGuard guard;
    private final int cacheKilobytes;
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final Shares shares;

    /// A disk in `folder`, which is created when there is none.
    public FileDisk(World world, Path folder, Durability durability) {
        this(world, folder, durability, DiskSpace.REAL, CACHE_KILOBYTES);
    }

    /// A disk in `folder` that has as much room as `space` says.
    public FileDisk(World world, Path folder, Durability durability, DiskSpace space) {
        this(world, folder, durability, space, CACHE_KILOBYTES);
    }

    /// A disk in `folder` that has as much room as `space` says.
    ///
    /// @param cacheKilobytes how much of each file is kept in the heap, from 256
    public FileDisk(
            World world, Path folder, Durability durability, DiskSpace space, int cacheKilobytes) {
        if (cacheKilobytes < MIN_CACHE_KILOBYTES) {
            throw new IllegalArgumentException(
                    "the cache of a file must be >= %d KiB, was %d"
                            .formatted(MIN_CACHE_KILOBYTES, cacheKilobytes));
        }
        this.cacheKilobytes = cacheKilobytes;
        this.world = world;
        this.folder = folder.toAbsolutePath().normalize();
        this.durability = durability;
        this.guard = new DiskGuard(this.folder, space);
        this.shares = new Shares(world, this::store);
        if (this.folder.toString().contains(";")) {
            throw new IllegalArgumentException("H2 takes no folder with a semicolon: " + folder);
        }
        try {
            Files.createDirectories(this.folder);
        } catch (IOException failure) {
            throw new DatabaseException(
                    Kind.OTHER, "cannot create the folder " + this.folder + ": " + failure);
        }
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
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a database is 1 to 60 lower-case letters, digits and dashes, was \""
                            + name
                            + "\"");
        }
        if (!open.add(name)) {
            throw new DatabaseException(Kind.IN_USE, "another node has database " + name + " open");
        }
        try {
            var source = new FileSource(folder.resolve(name), durability, cacheKilobytes);
            return FileDatabase.open(
                    world, name, source, durability, guard, schema, () -> open.remove(name));
        } catch (DatabaseException failure) {
            open.remove(name);
            if (failure.kind() == Kind.IN_USE) {
                throw new DatabaseException(
                        Kind.IN_USE, "another process uses the folder " + folder, failure);
            }
            throw failure;
        }
    }

    @Override
    public NavigableSet<String> names() {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(DATA))
                    .map(file -> file.substring(0, file.length() - DATA.length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException failure) {
            throw new DatabaseException(Kind.OTHER, "list " + folder, failure);
        }
    }

    @Override
    public void remove(String name) {
        if (open.contains(name)) {
            throw new DatabaseException(Kind.IN_USE, "another node has database " + name + " open");
        }
        try {
            Files.deleteIfExists(folder.resolve(name + DATA));
            Files.deleteIfExists(folder.resolve(name + TRACE));
        } catch (IOException failure) {
            throw new DatabaseException(Kind.OTHER, "remove database " + name, failure);
        }
    }

    @Override
    public void close() {
        // Each database closes with its node; a folder needs no closing.
    }
}
