package greenbelt.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.database.DatabaseException.Kind;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What every database does, whatever it is made of.
abstract class DatabaseRules {
    static final Schema SCHEMA =
            new Schema(
                    1,
                    List.of(
                            "create table item (id varchar(20) primary key, stock int not null"
                                    + " check (stock >= 0), since timestamp(9) with time zone,"
                                    + " code uuid, ready boolean, weight bigint, note varchar(100))"));

    World world;
    Disk disk;
    Node node;
    Database database;

    abstract World newWorld();

    abstract Disk newDisk(World itsWorld);

    @BeforeEach
    void open() {
        world = newWorld();
        disk = newDisk(world);
        start();
    }

    @AfterEach
    void close() {
        world.close();
        disk.close();
    }

    final void start() {
        node = world.start("inventory");
        database = disk.open("inventory", SCHEMA);
        node.attach(database);
    }

    <T> T inTask(Supplier<T> body) {
        return world.enter(node, "test", body);
    }

    int put(String id, int stock) {
        return database.write(
                "put item",
                session -> session.update("insert into item (id, stock) values (?, ?)", id, stock));
    }

    List<String> ids() {
        return database.read(
                "list items",
                session -> session.query("select id from item order by id", row -> row.text("id")));
    }

    @Test
    @DisplayName("hands over many rows one by one, in the order that was asked for")
    void eachRow() {
        var seen = new ArrayList<String>();
        long rows =
                inTask(() -> {
                    List.of("b", "c", "a").forEach(id -> put(id, 1));
                    return database.read(
                            "walk through items",
                            session ->
                                    session.each(
                                            "select stock, id from item where stock = ? order by id",
                                            row -> seen.add(row.text("id") + row.integer("stock")),
                                            1));
                });

        assertThat(rows).isEqualTo(3);
        assertThat(seen).containsExactly("a1", "b1", "c1");
    }

    @Test
    @DisplayName("goes on as before when somebody has thrown at a row")
    void readerThrows() {
        inTask(() -> {
            put("a", 1);
            put("b", 2);
            return database.write(
                    "walk, stumble, and walk on",
                    session -> {
                        assertThatThrownBy(() ->
                                        session.each(
                                                "select id from item order by id",
                                                row -> {
                                                    throw new IllegalStateException(row.text("id"));
                                                }))
                                .hasMessage("a");
                        return session.update("update item set stock = 5");
                    });
        });

        assertThat(inTask(this::ids)).containsExactly("a", "b");
    }

    @Test
    @DisplayName("finds columns by their names, in whatever order they are asked for")
    void columns() {
        inTask(() -> put("a", 7));
        var found =
                inTask(() ->
                        database.read(
                                "read in two orders",
                                session ->
                                        session.query(
                                                """
                                                select id, stock, weight from item
                                                union all select 'z', 1, 2 order by id\
                                                """,
                                                row ->
                                                        row.text("id").equals("a")
                                                                ? row.integer("stock")
                                                                        + row.text("id")
                                                                : row.number("weight")
                                                                        + row.text(new String("id"))
                                                                        + row.integer("stock"))));

        assertThat(found).containsExactly("7a", "2z1");
    }

    @Test
    @DisplayName("reads back what was written, in every type")
    void types() {
        var since = Instant.parse("2026-01-01T00:00:00.123456789Z");
        var code = new UUID(1, 2);
        var found =
                inTask(() -> {
                    database.write(
                            "put",
                            session ->
                                    session.update(
                                            "insert into item values (?, ?, ?, ?, ?, ?, ?)",
                                            "a",
                                            1,
                                            since,
                                            code,
                                            true,
                                            5_000_000_000L,
                                            Optional.empty()));
                    return database.read(
                            "get",
                            session ->
                                    session.queryOne(
                                            "select * from item",
                                            row ->
                                                    List.of(
                                                            row.text("id"),
                                                            row.integer("stock"),
                                                            row.instant("since"),
                                                            row.uuid("code"),
                                                            row.flag("ready"),
                                                            row.number("weight"),
                                                            row.optionalText("note"))));
                });
        assertThat(found)
                .contains(List.of("a", 1, since, code, true, 5_000_000_000L, Optional.empty()));
    }

    @Test
    @DisplayName("undoes a transaction that throws")
    void undo() {
        inTask(() -> {
            put("a", 1);
            assertThatThrownBy(() ->
                            database.write(
                                    "fail",
                                    session -> {
                                        session.update("delete from item");
                                        throw new IllegalStateException("no");
                                    }))
                    .hasMessage("no");
            assertThat(ids()).containsExactly("a");
            return true;
        });
    }

    @Test
    @DisplayName("calls a violated rule CONSTRAINT")
    void constraint() {
        inTask(() -> {
            put("a", 1);
            assertThatThrownBy(() -> put("a", 2))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e -> assertThat(e.kind()).isEqualTo(Kind.CONSTRAINT));
            assertThatThrownBy(() -> put("b", -1))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e -> assertThat(e.kind()).isEqualTo(Kind.CONSTRAINT));
            return true;
        });
    }

    @Test
    @DisplayName("tells of a commit once, and of an undone transaction never")
    void afterCommit() {
        var told = new ArrayList<String>();
        inTask(() -> {
            database.write(
                    "good",
                    session -> {
                        session.afterCommit(() -> told.add("good"));
                        assertThat(told).isEmpty();
                        return true;
                    });
            assertThatThrownBy(() ->
                    database.write(
                            "bad",
                            session -> {
                                session.afterCommit(() -> told.add("bad"));
                                throw new IllegalStateException();
                            }));
            return true;
        });
        assertThat(told).containsExactly("good");
    }

    @Test
    @DisplayName("lets a read write nothing")
    void readOnly() {
        inTask(() -> {
            assertThatThrownBy(() -> database.read("r", s -> s.update("delete from item")))
                    .hasMessage("a read cannot write: delete from item");
            return true;
        });
    }

    @Test
    @DisplayName("refuses a transaction inside a transaction, and a wait")
    void undivided() {
        inTask(() -> {
            assertThatThrownBy(() -> database.write("outer", s -> put("a", 1)))
                    .hasMessageContaining("must not wait");
            assertThatThrownBy(() -> database.write("outer", s -> ids()))
                    .hasMessageContaining("list items began inside another transaction");
            return true;
        });
    }

    @Test
    @DisplayName("keeps what was committed when the node crashes, and serves the next node")
    void crash() {
        inTask(() -> put("a", 1));
        node.crash();
        start();
        assertThat(inTask(this::ids)).containsExactly("a");
    }

    @Test
    @DisplayName("keeps what was committed when the node stops")
    void stop() {
        inTask(() -> put("a", 1));
        node.stop();
        start();
        assertThat(inTask(this::ids)).containsExactly("a");
    }

    @Test
    @DisplayName("does nothing for anybody once it is closed")
    void closed() {
        var late = database;
        node.crash();
        start();
        inTask(() -> {
            assertThatThrownBy(() -> late.read("late", s -> 1))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e -> assertThat(e.kind()).isEqualTo(Kind.CLOSED));
            assertThatThrownBy(() -> late.write("late", s -> 1))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e -> assertThat(e.kind()).isEqualTo(Kind.CLOSED));
            return true;
        });
    }

    @Test
    @DisplayName("is open for one node at a time")
    void inUse() {
        assertThatThrownBy(() -> disk.open("inventory", SCHEMA))
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.IN_USE));
    }

    @Test
    @DisplayName("refuses another version of its tables, and changes nothing")
    void incompatible() {
        inTask(() -> put("a", 1));
        node.stop();
        var newer = new Schema(2, List.of("create table other (id int primary key)"));
        assertThatThrownBy(() -> disk.open("inventory", newer))
                .hasMessageContaining("version 1 of the tables of inventory")
                .hasMessageContaining("expected version 2")
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.INCOMPATIBLE));
        start();
        assertThat(inTask(() -> Dump.of(database)))
                .containsExactly(
                        "greenbelt_schema: inventory | 1", "item: a | 1 | - | - | - | - | -");
    }

    @Test
    @DisplayName("cannot be reached from another service's database")
    void separate() {
        inTask(() -> put("a", 1));
        var other = disk.open("user", new Schema(1, List.of("create table item (id int)")));
        node.attach(other);
        inTask(() -> {
            assertThat(Dump.of(other)).containsExactly("greenbelt_schema: user | 1");
            for (var reach :
                    List.of(
                            "select id from inventory.item",
                            "select id from inventory.public.item",
                            "select id from \"inventory\".PUBLIC.item")) {
                assertThatThrownBy(() ->
                                other.read("reach", s -> s.query(reach, row -> row.text("id"))))
                        .isInstanceOf(DatabaseException.class);
            }
            return true;
        });
    }

    @Test
    @DisplayName("answers a probe while it is open")
    void probe() {
        inTask(() -> {
            database.probe();
            return true;
        });
    }

    @Test
    @DisplayName("refuses a second row where one was asked for")
    void oneRow() {
        inTask(() -> {
            put("a", 1);
            put("b", 1);
            assertThatThrownBy(() ->
                            database.read(
                                    "one",
                                    s ->
                                            s.queryOne(
                                                    "select id from item order by" + " id",
                                                    row -> row.text("id"))))
                    .hasMessageContaining("expected at most one row, found 2");
            return true;
        });
    }

    @Test
    @DisplayName("answers a single query with what is committed, and refuses what is none")
    void query() {
        inTask(() -> {
            put("b", 1);
            put("a", 2);
            prepareMoveOf("b");
            assertThat(
                            database.query(
                                    "find",
                                    "select id, stock from item where stock < ? order by id",
                                    row -> row.text("id") + row.integer("stock"),
                                    9))
                    .containsExactly("a2", "b1");
            assertThatThrownBy(() ->
                            database.query("delete", "delete from item", row -> row.text("id")))
                    .isInstanceOf(DatabaseException.class);
            assertThat(ids()).containsExactly("a", "b");
            return true;
        });
        node.crash();
        assertThatThrownBy(() ->
                        database.query("late", "select id from item order by id", Row::values))
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CLOSED));
    }

    @Test
    @DisplayName("finds the first rows of a query, with the names of their columns")
    void rows() {
        inTask(() -> {
            List.of("b", "c", "a").forEach(id -> put(id, 1));
            var sql = "select id, stock as \"Pieces\" from item where stock = ? order by id";
            var found = database.rows("find", sql, 2, 1);
            assertThat(found.columns()).containsExactly("id", "Pieces");
            assertThat(found.values())
                    .containsExactly(new Object[] {"a", 1}, new Object[] {"b", 1});
            put("0", 1);
            assertThat(database.rows("find", sql, 9, 1).values())
                    .extracting(row -> row[0])
                    .containsExactly("0", "a", "b", "c");
            assertThat(database.rows("find", sql, 1, 7).columns()).containsExactly("id", "Pieces");
            return true;
        });
    }

    @Test
    @DisplayName("keeps no lock for a query by itself, also when it asks for one")
    void locksNothing() {
        inTask(() -> {
            put("a", 1);
            var sql = "select id from item where id = 'a' for update";
            assertThat(database.rows("lock", sql, 1).values()).hasSize(1);
            assertThat(database.query("lock", sql, row -> row.text("id"))).containsExactly("a");
            return database.write("change", session -> session.update("update item set stock = 2"));
        });
    }

    @Test
    @DisplayName("finds the columns that a table has come to have")
    void rowsOfAChangedTable() {
        inTask(() -> {
            var sql = "select * from item order by id";
            int before = database.rows("find", sql, 1).columns().size();
            database.write("widen", session -> session.update("alter table item add size int"));
            database.write(
                    "rename",
                    session ->
                            session.update("alter table item alter column note rename to remark"));
            assertThat(database.rows("find", sql, 1).columns())
                    .hasSize(before + 1)
                    .endsWith("remark", "size");
            return true;
        });
    }

    @Test
    @DisplayName(
            "refuses to find rows by what is no query, with other values, in a transaction, or when it is closed")
    void rowsRefused() {
        inTask(() -> {
            put("a", 1);
            assertThatThrownBy(() -> database.rows("delete", "delete from item", 1))
                    .isInstanceOf(DatabaseException.class);
            assertThatThrownBy(() ->
                            database.rows("find", "select id from item order by id", 1, "more"))
                    .isInstanceOf(DatabaseException.class);
            assertThatThrownBy(() ->
                            database.read(
                                    "outer", _ -> database.rows("inner", "select 1 as one", 1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("inner began inside another transaction");
            assertThat(ids()).containsExactly("a");
            return true;
        });
        node.crash();
        assertThatThrownBy(() -> database.rows("late", "select id from item order by id", 1))
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CLOSED));
    }

    private int prepareMoveOf(String id) {
        return database.prepare(
                "change", "change/1", s -> s.update("update item set stock = 8 where id = ?", id));
    }

    @Test
    @DisplayName("gives the rows of a cursor a few at a time, with the names of their columns")
    void cursor() {
        var pulled = new ArrayList<List<Object>>();
        var columns =
                inTask(() -> {
                    List.of("b", "c", "a").forEach(id -> put(id, 1));
                    try (var cursor =
                            database.cursor(
                                    "scan items",
                                    "select id, stock as \"inStock\" from item where stock = ? order by id",
                                    1)) {
                        for (var rows = cursor.next(2); !rows.isEmpty(); rows = cursor.next(2)) {
                            pulled.add(rows.stream().map(row -> row[0]).toList());
                        }
                        assertThat(cursor.next(2)).isEmpty();
                        return cursor.columns();
                    }
                });

        assertThat(columns).containsExactly("id", "inStock");
        assertThat(pulled).containsExactly(List.of("a", "b"), List.of("c"));
    }

    @Test
    @DisplayName("gives values of whatever columns as numbers, text, flags and times, or null")
    void values() {
        var query =
                """
                select 1 as i, cast(2 as bigint) as l, 3.50 as d, cast(4 as double precision) as f,
                cast(5 as smallint) as s, 'six' as t, true as b, cast(null as int) as n,
                timestamp with time zone '2026-01-01 01:00:00+01' as w\
                """;
        var expected =
                new @Nullable Object[] {
                    1,
                    2L,
                    new BigDecimal("3.50"),
                    4.0,
                    5,
                    "six",
                    true,
                    null,
                    Instant.parse("2026-01-01T00:00:00Z")
                };
        inTask(() -> {
            try (var cursor = database.cursor("values", query)) {
                assertThat(cursor.next(10)).containsExactly(expected);
            }
            var row = database.read("values", s -> s.queryOne(query, Row::values));
            assertThat(row).contains(expected);
            return true;
        });
    }

    @Test
    @DisplayName("says which values a cursor cannot give")
    void strangeValue() {
        inTask(() -> {
            assertThatThrownBy(
                            () -> {
                                try (var cursor =
                                        database.cursor("dates", "select date '2026-01-01'")) {
                                    cursor.next(1);
                                }
                            })
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("cast it in the query");
            return true;
        });
    }

    @Test
    @DisplayName("shows a cursor what was there when it was opened, whatever is written meanwhile")
    void cursorOfOneMoment() {
        inTask(() -> {
            put("a", 1);
            put("c", 1);
            try (var cursor = database.cursor("scan", "select id from item order by id")) {
                var first = cursor.next(1);
                put("b", 1);
                database.write("delete", s -> s.update("delete from item where id = 'c'"));
                assertThat(first).containsExactly(new Object[] {"a"});
                assertThat(cursor.next(9)).containsExactly(new Object[] {"c"});
            }
            assertThat(ids()).containsExactly("a", "b");
            return true;
        });
    }

    @Test
    @DisplayName("takes no more from a cursor that is closed, or of which the database is")
    void closedCursor() {
        inTask(() -> {
            put("a", 1);
            var closed = database.cursor("scan", "select id from item order by id");
            closed.close();
            closed.close();
            assertThatThrownBy(() -> closed.next(1))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e -> assertThat(e.kind()).isEqualTo(Kind.CLOSED));
            return true;
        });
        var late = inTask(() -> database.cursor("scan", "select id from item order by id"));
        node.crash();
        start();
        inTask(() -> {
            assertThatThrownBy(() -> late.next(1))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e -> assertThat(e.kind()).isEqualTo(Kind.CLOSED));
            late.close();
            return true;
        });
    }

    @Test
    @DisplayName("refuses a cursor of what is not a query, and keeps nothing of it")
    void notAQuery() {
        inTask(() -> {
            put("a", 1);
            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(() -> database.cursor("delete", "delete from item"))
                        .isInstanceOf(DatabaseException.class);
            }
            assertThat(ids()).containsExactly("a");
            return true;
        });
    }

    /// The first phase of moving one from `a` to a new `b`.
    int prepareMove(String name) {
        return database.prepare(
                "move",
                name,
                session ->
                        session.update("update item set stock = stock - 1 where id = 'a'")
                                + session.update("insert into item (id, stock) values ('b', 1)"));
    }

    List<String> stock() {
        return database.read(
                "list stock",
                session ->
                        session.query(
                                "select id, stock from item order by id",
                                row -> row.text("id") + row.integer("stock")));
    }

    @Test
    @DisplayName("shows nothing of a prepared transaction until it is committed")
    void prepareAndCommit() {
        inTask(() -> {
            put("a", 5);
            assertThat(prepareMove("move/1")).isEqualTo(2);
            assertThat(stock()).containsExactly("a5");
            assertThat(database.inDoubt()).containsExactly("move/1");

            assertThat(database.decide("move/1", true)).isTrue();

            assertThat(stock()).containsExactly("a4", "b1");
            assertThat(database.inDoubt()).isEmpty();
            return true;
        });
    }

    @Test
    @DisplayName("has no trace of a prepared transaction that is rolled back")
    void prepareAndRollBack() {
        inTask(() -> {
            put("a", 5);
            prepareMove("move/1");

            assertThat(database.decide("move/1", false)).isTrue();

            assertThat(stock()).containsExactly("a5");
            assertThat(put("b", 2)).isEqualTo(1);
            return true;
        });
    }

    @Test
    @DisplayName("does nothing when it is told a second time what becomes of a transaction")
    void decideTwice() {
        inTask(() -> {
            put("a", 5);
            prepareMove("move/1");
            database.decide("move/1", true);

            assertThat(database.decide("move/1", true)).isFalse();
            assertThat(database.decide("move/1", false)).isFalse();

            assertThat(stock()).containsExactly("a4", "b1");
            return true;
        });
    }

    @ParameterizedTest(name = "by a commit: {0}; after a stop in order: {1}")
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    @DisplayName("keeps a prepared transaction when the node ends, and can decide about it then")
    void preparedOutlivesNode(boolean commit, boolean inOrder) {
        inTask(() -> {
            put("a", 5);
            return prepareMove("move/1");
        });
        if (inOrder) {
            node.stop();
        } else {
            node.crash();
        }
        start();
        inTask(() -> {
            assertThat(database.inDoubt()).containsExactly("move/1");
            assertThat(stock()).containsExactly("a5");
            assertThat(database.decide("move/1", commit)).isTrue();

            var expected = commit ? List.of("a4", "b1") : List.of("a5");
            assertThat(stock()).isEqualTo(expected);
            put("c", 1);
            return true;
        });
        node.crash();
        start();
        inTask(() -> {
            assertThat(database.inDoubt()).isEmpty();
            assertThat(stock()).hasSize(commit ? 3 : 2);
            return true;
        });
    }

    @Test
    @DisplayName(
            "has a write that needs rows of a prepared transaction wait for the decision, and others not")
    void waitsForDecision() {
        var sold = world.watermark("sold", 0);
        inTask(() -> {
            put("a", 5);
            put("z", 5);
            prepareMove("move/1");
            node.spawn(
                    "sell",
                    () -> {
                        database.write(
                                "sell",
                                s -> s.update("update item set stock = stock - 3 where id = 'a'"));
                        sold.advanceTo(1);
                    });
            database.write("restock", s -> s.update("update item set stock = 9 where id = 'z'"));
            assertThat(sold.value()).isZero();
            database.decide("move/1", true);
            assertThat(sold.awaitBeyond(0, Writes.PATIENCE)).isTrue();
            assertThat(stock()).containsExactly("a1", "b1", "z9");
            return true;
        });
    }

    @Test
    @DisplayName("tells a write that has waited too long which transactions nobody decides")
    void nobodyDecides() {
        var waited =
                inTask(() -> {
                    put("a", 5);
                    prepareMove("move/1");
                    long begin = world.nanoTime();
                    assertThatThrownBy(
                                    () -> database.write("sell", s -> s.update("delete from item")))
                            .isInstanceOfSatisfying(
                                    DatabaseException.class,
                                    e -> assertThat(e.kind()).isEqualTo(Kind.BUSY))
                            .hasMessageContaining(
                                    "sell waited 1 s for prepared transactions that nobody decides: move/1");
                    return Duration.ofNanos(world.nanoTime() - begin);
                });

        assertThat(waited).isGreaterThanOrEqualTo(Writes.PATIENCE);
    }

    @Test
    @DisplayName(
            "keeps the rows of a prepared transaction from others when the node has crashed, too")
    void keepsRowsAfterCrash() {
        inTask(() -> {
            put("a", 5);
            return prepareMove("move/1");
        });
        node.crash();
        start();
        assertThatThrownBy(() -> inTask(() -> put("b", 7))).hasMessageContaining("move/1");
    }

    @Test
    @DisplayName("keeps nothing of work that fails before it is prepared")
    void failsBeforePrepared() {
        inTask(() -> {
            put("a", 0);
            assertThatThrownBy(() -> prepareMove("move/1"))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e -> assertThat(e.kind()).isEqualTo(Kind.CONSTRAINT));
            assertThat(database.inDoubt()).isEmpty();
            assertThat(put("b", 1)).isEqualTo(1);
            return true;
        });
    }

    @Test
    @DisplayName(
            "keeps a row that a prepared transaction has only read, when it is read for update")
    void readForUpdate() {
        inTask(() -> {
            put("a", 5);
            database.prepare(
                    "check",
                    "check/1",
                    session ->
                            session.queryOne(
                                    "select stock from item where id = 'a' for update",
                                    row -> row.integer("stock")));
            assertThatThrownBy(() -> database.write("empty", s -> s.update("delete from item")))
                    .hasMessageContaining("check/1");
            return database.decide("check/1", false);
        });
    }

    @Test
    @DisplayName(
            "refuses a second transaction of the same name, an impossible name, and one too many")
    void prepareRefused() {
        inTask(() -> {
            put("a", 5);
            prepareMove("move/1");
            assertThatThrownBy(() -> prepareMove("move/1"))
                    .hasMessage("move: a transaction move/1 is prepared already");
            assertThatThrownBy(() -> prepareMove("\"; drop table item"))
                    .isInstanceOf(IllegalArgumentException.class);
            for (int i = 1; i < 32; i++) {
                var id = "x" + i;
                database.prepare(
                        "put", id, s -> s.update("insert into item (id, stock) values (?, 1)", id));
            }
            assertThatThrownBy(() -> database.prepare("put", "one-more", s -> 1))
                    .isInstanceOfSatisfying(
                            DatabaseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.BUSY))
                    .hasMessageContaining("move/1, x1, x10");
            assertThat(stock()).containsExactly("a5");
            return true;
        });
    }

    @Test
    @DisplayName("lets nothing be done after a commit that is not known to come")
    void prepareAfterCommit() {
        inTask(() -> {
            assertThatThrownBy(() ->
                            database.prepare(
                                    "tell",
                                    "tell/1",
                                    session -> {
                                        session.afterCommit(() -> {});
                                        return true;
                                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is not known here: afterCommit");
            return true;
        });
    }

    @Test
    @DisplayName("is named by its disk, and removed from it for good, but not while it is open")
    void removed() {
        inTask(() -> put("a", 1));
        assertThat(disk.names()).containsExactly("inventory");
        assertThatThrownBy(() -> disk.remove("inventory"))
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.IN_USE));

        node.stop();
        disk.remove("inventory");
        disk.remove("inventory");
        assertThat(disk.names()).isEmpty();
        start();
        assertThat(inTask(this::ids)).isEmpty();
    }
}
