package greenbelt.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.database.DatabaseException.Kind;
import greenbelt.world.LiveWorld;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import greenbelt.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A database that several nodes have open")
@ParameterizedClass(name = "in a live world: {0}")
@ValueSource(booleans = {false, true})
class SharedDatabaseTest {
    private static final String NAME = "inventory";
    private static final Schema SCHEMA =
            new Schema(1, List.of("create table item (id varchar(20) primary key)"));
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Parameter boolean isLive;
    @TempDir Path folder;

    private World world;
    private Disk disk;
    private final Map<String, Database> databases = new TreeMap<>();

    @BeforeEach
    void open() {
        if (isLive) {
            world = new LiveWorld();
            disk = new FileDisk(world, folder, Durability.PROCESS);
        } else {
            var virtual = new VirtualWorld(3);
            world = virtual;
            disk = new MemoryDisk(virtual);
        }
        start("one");
        start("two");
    }

    @AfterEach
    void close() {
        world.close();
        disk.close();
    }

    private void start(String name) {
        var node = world.start(name);
        var database = disk.share(node, NAME, SCHEMA);
        node.attach(database);
        databases.put(name, database);
    }

    private Node node(String name) {
        return world.node(name).orElseThrow();
    }

    private Database database(String name) {
        return Objects.requireNonNull(databases.get(name), name);
    }

    private <T> T on(String name, Supplier<T> body) {
        return world.enter(node(name), "test", body);
    }

    private int put(String name, String id) {
        return on(name, () -> insert(name, id));
    }

    private int insert(String name, String id) {
        return database(name)
                .write("put", session -> session.update("insert into item values (?)", id));
    }

    private List<String> ids(String name) {
        return on(name, () -> ids(database(name)));
    }

    private static List<String> ids(Database database) {
        return database.read(
                "ids",
                session -> session.query("select id from item order by id", row -> row.text("id")));
    }

    @Test
    @DisplayName("shows each of them what the others have written")
    void oneState() {
        put("one", "a");
        put("two", "b");

        assertThat(ids("one")).containsExactly("a", "b");
        assertThat(ids("two")).containsExactly("a", "b");
    }

    @Test
    @DisplayName("loses nothing and serves the others when one of them crashes")
    void oneCrashes() {
        put("one", "a");

        node("one").crash();

        put("two", "b");
        assertThat(ids("two")).containsExactly("a", "b");
        start("one");
        assertThat(ids("one")).containsExactly("a", "b");
    }

    @Test
    @DisplayName("is closed when the last of them has crashed, and has then what was durable")
    void allCrash() {
        put("one", "a");
        node("one").crash();
        assertThatThrownBy(() -> disk.open(NAME, SCHEMA))
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.IN_USE));

        node("two").crash();

        var other = world.start("other");
        var alone = disk.open(NAME, SCHEMA);
        other.attach(alone);
        assertThat(world.enter(other, "test", () -> ids(alone))).containsExactly("a");
    }

    @Test
    @DisplayName("is left in order by those who crash in the middle of their writes")
    void crashUnderWrites() {
        var written = new ConcurrentLinkedQueue<String>();
        var many = world.watermark("written by one", 0);
        for (int task = 0; task < 4; task++) {
            var name = "w" + task;
            node("one").spawn(name, () -> write(name, written, many));
        }
        on("two", () -> many.awaitBeyond(20, PATIENCE));

        node("one").crash();

        for (int i = 0; i < 20; i++) {
            put("two", "two-" + i);
        }
        assertThat(ids("two")).containsAll(written).hasSizeGreaterThanOrEqualTo(40);
    }

    private void write(
            String name, ConcurrentLinkedQueue<String> written, greenbelt.world.Watermark many) {
        for (int i = 0; i < 10_000; i++) {
            var id = name + "-" + i;
            insert("one", id);
            written.add(id);
            many.advanceTo(written.size());
        }
    }

    @Test
    @DisplayName(
            "is led by who has had it open longest; when that one stops or crashes, by the next")
    void lead() {
        start("three");
        var leaders = new ConcurrentLinkedQueue<String>();
        var changes = world.watermark("leaders", 0);
        for (var name : List.of("two", "one", "three")) {
            on(
                    name,
                    () -> {
                        database(name)
                                .lead(() -> {
                                    leaders.add(name);
                                    changes.advanceTo(leaders.size());
                                });
                        return name;
                    });
        }
        assertThat(leaders).containsExactly("one");

        node("one").crash();
        on("three", () -> changes.awaitBeyond(1, PATIENCE));
        assertThat(leaders).containsExactly("one", "two");

        node("two").stop();
        on("three", () -> changes.awaitBeyond(2, PATIENCE));
        assertThat(leaders).containsExactly("one", "two", "three");
    }

    @Test
    @DisplayName("keeps what they have in common as long as one of them has it open")
    void common() {
        var ofOne = counter("one");
        assertThat(counter("two")).isSameAs(ofOne);

        node("one").crash();
        assertThat(counter("two")).isSameAs(ofOne);

        node("two").crash();
        start("two");
        assertThat(counter("two")).isNotSameAs(ofOne);
    }

    private AtomicInteger counter(String name) {
        return database(name).common(AtomicInteger.class, AtomicInteger::new);
    }

    @Test
    @DisplayName("cuts off the cursors of who crashes, and not those of the others")
    void cursors() {
        put("one", "a");
        var ofOne = on("one", () -> database("one").cursor("scan", "select id from item"));
        var ofTwo = on("two", () -> database("two").cursor("scan", "select id from item"));

        node("one").crash();

        on(
                "two",
                () -> {
                    assertThatThrownBy(() -> ofOne.next(1))
                            .isInstanceOfSatisfying(
                                    DatabaseException.class,
                                    e -> assertThat(e.kind()).isEqualTo(Kind.CLOSED));
                    assertThat(ofTwo.next(1)).containsExactly(new Object[] {"a"});
                    ofTwo.close();
                    return true;
                });
    }
}
