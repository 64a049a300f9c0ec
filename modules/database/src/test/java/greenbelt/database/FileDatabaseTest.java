package greenbelt.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.database.DatabaseException.Kind;
import greenbelt.disk.DiskGuard;
import greenbelt.world.LiveWorld;
import greenbelt.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A database in a file")
class FileDatabaseTest extends DatabaseRules {
    @TempDir Path folder;
    private final AtomicLong usableBytes = new AtomicLong(Long.MAX_VALUE);

    @Override
    World newWorld() {
        return new LiveWorld();
    }

    @Override
    Disk newDisk(World itsWorld) {
        return new FileDisk(itsWorld, folder, Durability.PROCESS, below -> usableBytes.get());
    }

    @Test
    @DisplayName("on a full disk can be read but not written, and goes on when there is room again")
    void fullDisk() {
        inTask(() -> put("a", 1));
        usableBytes.set(DiskGuard.RESERVE_BYTES - 1);

        assertThatThrownBy(() -> inTask(() -> put("b", 1)))
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FULL))
                .hasMessageContaining("the disk is full: 32767 KiB are free for " + folder);
        assertThatThrownBy(() -> inTask(() -> probe(database)))
                .hasMessageStartingWith("probe: the disk is full");
        assertThat(inTask(this::ids)).containsExactly("a");

        usableBytes.set(DiskGuard.RESERVE_BYTES);
        inTask(() -> put("c", 1));
        assertThat(inTask(this::ids)).containsExactly("a", "c");
    }

    private static boolean probe(Database database) {
        database.probe();
        return true;
    }

    @Test
    @DisplayName("runs the writes of many tasks one after another, so that no update is lost")
    void manyWriters() {
        inTask(() -> put("a", 0) + put("ready", 0));
        var done = world.watermark("done", 0);
        IntStream.range(0, 8)
                .forEach(i ->
                        node.spawn(
                                "writer",
                                () -> {
                                    for (int n = 0; n < 25; n++) {
                                        database.write("count", s -> increment(s, "a"));
                                    }
                                    database.write(
                                            "done",
                                            s -> {
                                                int ready = increment(s, "ready");
                                                s.afterCommit(() -> done.advanceTo(ready));
                                                return true;
                                            });
                                }));
        assertThat(inTask(() -> done.awaitBeyond(7, Duration.ofSeconds(20)))).isTrue();
        assertThat(inTask(() -> Dump.of(database))).contains("item: a | 200 | - | - | - | - | -");
    }

    private static int increment(Session session, String id) {
        int before =
                session.queryOne(
                                "select stock from item where id = ?",
                                row -> row.integer("stock"),
                                id)
                        .orElse(0);
        session.update("update item set stock = ? where id = ?", before + 1, id);
        return before + 1;
    }

    @Test
    @DisplayName("has every commit that had returned when its node crashed among many writers")
    void crashUnderLoad() {
        var acknowledged = ConcurrentHashMap.<String>newKeySet();
        for (int round = 0; round < 5; round++) {
            var enough = world.watermark("enough", 0);
            var first = "r" + round + "-";
            IntStream.range(0, 4)
                    .forEach(i ->
                            node.spawn(
                                    "writer",
                                    () -> {
                                        for (int n = 1; ; n++) {
                                            var id = first + i + "-" + n;
                                            put(id, n);
                                            acknowledged.add(id);
                                            enough.advanceTo(n);
                                        }
                                    }));
            inTask(() -> enough.awaitBeyond(20, Duration.ofSeconds(20)));
            node.crash();
            var known = List.copyOf(acknowledged);
            start();
            assertThat(inTask(this::ids)).containsAll(known);
        }
        assertThat(world.failures()).isEmpty();
    }

    @Test
    @DisplayName("leaves a file of somebody else as it is")
    void foreign() throws Exception {
        try (var connection =
                        java.sql.DriverManager.getConnection("jdbc:h2:" + folder.resolve("user"));
                var statement = connection.createStatement()) {
            statement.execute("create table theirs (id int)");
        }
        assertThatThrownBy(() -> disk.open("user", SCHEMA))
                .hasMessageContaining("not one of Greenbelt's")
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.INCOMPATIBLE));
        try (var connection =
                        java.sql.DriverManager.getConnection("jdbc:h2:" + folder.resolve("user"));
                var statement = connection.createStatement()) {
            assertThat(statement.executeQuery("select * from theirs").next()).isFalse();
        }
    }

    @Test
    @DisplayName("says so when the file is not a database")
    void garbage() throws IOException {
        Files.write(folder.resolve("user.mv.db"), new byte[20_000]);
        assertThatThrownBy(() -> disk.open("user", SCHEMA)).isInstanceOf(DatabaseException.class);
    }

    @Test
    @DisplayName("begins again with a creation that was cut short")
    void cutShort() {
        var broken = new Schema(1, List.of("create table item (id int)", "create nonsense"));
        assertThatThrownBy(() -> disk.open("user", broken)).isInstanceOf(DatabaseException.class);
        node.attach(disk.open("user", SCHEMA));
    }

    @Test
    @DisplayName("refuses the seventeenth cursor at once, and goes on to read and write meanwhile")
    void tooManyCursors() {
        inTask(() -> {
            put("a", 1);
            var cursors = new ArrayList<Cursor>();
            for (int i = 0; i < 16; i++) {
                cursors.add(database.cursor("scan", "select id from item order by id"));
            }
            assertThatThrownBy(() -> database.cursor("scan", "select id from item order by id"))
                    .isInstanceOfSatisfying(
                            DatabaseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.BUSY))
                    .hasMessage(
                            "scan: 16 cursors on database inventory are open, which is the most;"
                                    + " close one first");
            put("b", 1);
            cursors.getFirst().close();
            try (var another = database.cursor("scan", "select id from item order by id")) {
                assertThat(another.next(9)).hasSize(2);
            }
            cursors.forEach(Cursor::close);
            return true;
        });
    }

    @Test
    @DisplayName("finds the rows of a cursor as they are pulled, and not before")
    void streams() {
        inTask(() -> {
            try (var cursor =
                    database.cursor("count", "select 10 / (3 - x) as n from system_range(1, 9)")) {
                assertThat(cursor.next(2)).hasSize(2);
                assertThatThrownBy(() -> cursor.next(1))
                        .isInstanceOf(DatabaseException.class)
                        .hasMessageContaining("Division by zero");
            }
            return true;
        });
    }

    @Test
    @DisplayName("lets nobody wait for a cursor when it stops, and can be opened again")
    void stopsUnderCursors() {
        inTask(() -> {
            put("a", 1);
            return database.cursor("scan", "select id from item order by id");
        });
        node.stop();
        start();
        assertThat(inTask(this::ids)).containsExactly("a");
    }
}
