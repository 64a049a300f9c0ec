package greenbelt.database;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A change log")
class ChangeLogTest {
    private static final Schema SCHEMA =
            new Schema(
                    1,
                    List.of(
                            "create table orders (status varchar(20), order_id bigint primary key)",
                            "create table lines (order_id bigint, line_no int, item varchar(20),"
                                    + " primary key (order_id, line_no))"));
    private static final List<String> TABLES = List.of("orders", "lines");

    private final VirtualWorld world = new VirtualWorld(7);
    private final MemoryDisk disk = new MemoryDisk(world);
    private Node node = world.start("shop");
    private Database database = disk.open("shop", SCHEMA);

    @BeforeEach
    void begin() {
        node.attach(database);
        inTask(() -> {
            write("insert into orders values ('placed', 1)");
            ChangeLog.begin(database, TABLES);
            return 0;
        });
    }

    @AfterEach
    void close() {
        world.close();
        disk.close();
    }

    @Test
    @DisplayName("names each row that was inserted, updated or deleted, in that order")
    void namesRows() {
        inTask(() -> {
            write("insert into lines values (1, 2, 'lamp')");
            write("update orders set status = 'paid' where status = 'placed'");
            return write("delete from lines where order_id = 1");
        });

        assertThat(changes()).containsExactly("lines 1 2", "orders 1", "lines 1 2");
    }

    @Test
    @DisplayName("names both rows when the key itself was changed")
    void namesBothKeys() {
        inTask(() -> write("update orders set order_id = 9"));

        assertThat(changes()).containsExactly("orders 1", "orders 9");
    }

    @Test
    @DisplayName("says nothing of a transaction that was undone")
    void undone() {
        inTask(() ->
                org.assertj.core.api.Assertions.catchThrowable(() ->
                        database.write(
                                "fail",
                                session -> {
                                    session.update("delete from orders");
                                    throw new IllegalStateException("no");
                                })));

        assertThat(changes()).isEmpty();
    }

    @Test
    @DisplayName("survives a crash, goes on after it, and forgets what it is told to")
    void survivesACrash() {
        inTask(() -> write("insert into orders values ('placed', 2)"));
        node.crash();
        node = world.start("shop");
        database = disk.open("shop", SCHEMA);
        node.attach(database);
        inTask(() -> write("insert into orders values ('placed', 3)"));

        assertThat(changes()).containsExactly("orders 2", "orders 3");
        inTask(() ->
                database.write(
                        "forget",
                        session -> {
                            ChangeLog.forget(session, ChangeLog.read(session, 1));
                            return true;
                        }));
        assertThat(changes()).containsExactly("orders 3");
    }

    @Test
    @DisplayName("writes nothing down once it has ended, and can begin again")
    void ends() {
        inTask(() -> {
            write("insert into orders values ('placed', 2)");
            ChangeLog.end(database, TABLES);
            write("insert into orders values ('placed', 3)");
            ChangeLog.end(database, TABLES);
            ChangeLog.begin(database, TABLES);
            return write("insert into orders values ('placed', 4)");
        });

        assertThat(changes()).containsExactly("orders 4");
    }

    private List<String> changes() {
        return inTask(() ->
                database.read("changes", session -> ChangeLog.read(session, 100)).stream()
                        .map(change ->
                                change.table()
                                        + " "
                                        + Long.toString(change.first())
                                        + (change.second().isPresent()
                                                ? " " + change.second().getAsLong()
                                                : ""))
                        .toList());
    }

    private int write(String sql) {
        return database.write("write", session -> session.update(sql));
    }

    private <T> T inTask(Supplier<T> body) {
        return world.enter(node, "test", body);
    }
}
