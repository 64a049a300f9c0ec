package greenbelt.shard.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.database.Cursor;
import greenbelt.database.Database;
import greenbelt.database.DatabaseException;
import greenbelt.database.DatabaseException.Kind;
import greenbelt.database.ForwardingDatabase;
import greenbelt.database.Rows;
import greenbelt.shard.map.Layout;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMap;
import greenbelt.world.World;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("When a shard")
class ShardFailureTest {
    private static final ShardId THREE = new ShardId(3);
    private static final String SQL = "select order_id from orders order by order_id";
    private static final String ALONE = "select order_id from orders where user_id = ?";

    private final TwinShop shop = new TwinShop(5, ShardMap.hashed(Layout.BY_USER, 4));

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    @DisplayName("is dead, a query fails and says which")
    void isDead() {
        shop.replace(THREE, Dead::new);

        assertThatThrownBy(() -> shop.inTask(() -> shop.queries().all(SQL)))
                .isInstanceOf(ShardFailure.class)
                .hasMessageStartingWith("shard-3 cannot answer: ");
    }

    @Test
    @DisplayName("is slow, a query fails when its patience is at an end, and says which")
    void isSlow() {
        shop.replace(THREE, database -> new Slow(database, shop.world()));
        var options = Options.USUAL.waiting(Duration.ofSeconds(2));

        assertThatThrownBy(() -> shop.inTask(() -> shop.queries().query(options, SQL).rest(1_000)))
                .isInstanceOf(ShardFailure.class)
                .hasMessage("shard-3 has not answered for PT2S");
    }

    @Test
    @DisplayName(
            "is dead, a query that may be partial has the rows of the others, and says which are missing")
    void isMissing() {
        var all = shop.inTask(() -> shop.queries().all(SQL));
        shop.replace(THREE, Dead::new);

        shop.inTask(() -> {
            var answer = shop.queries().query(Options.USUAL.allowingPartial(), SQL);
            var rows = answer.rest(1_000);
            assertThat(rows).isNotEmpty().hasSizeLessThan(all.size());
            assertThat(answer.missing()).isEqualTo(List.of(THREE));
            return rows;
        });
    }

    @Test
    @DisplayName("is dead, a query of that shard alone fails and says which")
    void isDeadAndAlone() {
        shop.replace(THREE, Dead::new);

        assertThatThrownBy(() -> shop.inTask(() -> shop.queries().all(ALONE, userOf(THREE))))
                .isInstanceOf(ShardFailure.class)
                .hasMessageStartingWith("shard-3 cannot answer: ");
    }

    @Test
    @DisplayName("dies among its rows, a query of that shard alone says which")
    void diesAmongItsRows() {
        shop.replace(THREE, Dying::new);

        assertThatThrownBy(() -> shop.inTask(() -> shop.queries().all(ALONE, userOf(THREE))))
                .isInstanceOf(ShardFailure.class)
                .hasMessageStartingWith("shard-3 cannot answer: ");
    }

    @Test
    @DisplayName("is slow, a query of that shard alone fails when its patience is at an end")
    void isSlowAndAlone() {
        shop.replace(THREE, database -> new Slow(database, shop.world()));
        var options = Options.USUAL.waiting(Duration.ofSeconds(2));

        assertThatThrownBy(() ->
                        shop.inTask(() ->
                                shop.queries().query(options, ALONE, userOf(THREE)).rest(1_000)))
                .isInstanceOf(ShardFailure.class)
                .hasMessage("shard-3 has not answered for PT2S");
    }

    @Test
    @DisplayName("is dead, a query of that shard alone that may be partial is empty, and says so")
    void isMissingAndAlone() {
        shop.replace(THREE, Dead::new);

        shop.inTask(() -> {
            var answer =
                    shop.queries().query(Options.USUAL.allowingPartial(), ALONE, userOf(THREE));
            assertThat(answer.rest(1_000)).isEmpty();
            assertThat(answer.missing()).containsExactly(THREE);
            return true;
        });
    }

    private long userOf(ShardId shard) {
        return LongStream.iterate(1, user -> user + 1)
                .filter(user -> shop.map().shardOf(user).equals(shard))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("is dead, a query that does not need it is answered")
    void isNotNeeded() {
        shop.replace(THREE, Dead::new);
        long elsewhere = 1;
        while (shop.map().shardOf(elsewhere).equals(THREE)) {
            elsewhere++;
        }
        var user = elsewhere;

        assertThat(
                        shop.inTask(() ->
                                shop.queries()
                                        .all(
                                                "select count(*) from orders where user_id = ?",
                                                user)))
                .hasSize(1);
    }

    @Test
    @DisplayName("has many rows, a limit leaves them where they are")
    void hasManyRows() {
        shop.inTask(() -> {
            for (int some = 0; some < 20; some++) {
                var sql = new StringBuilder("insert into orders (order_id, user_id) values (");
                for (int i = 0; i < 100; i++) {
                    sql.append(i == 0 ? "" : "), (").append(10_000 + some * 100 + i).append(", 1");
                }
                shop.queries().update(sql.append(")").toString());
            }
            var answer = shop.queries().query("select order_id from orders limit 5");
            assertThat(answer.rest(1_000)).hasSize(5);
            long moved = answer.shares().values().stream().mapToLong(Answer.Share::rows).sum();
            assertThat(moved).isLessThanOrEqualTo(20);
            return true;
        });
    }

    /// Does not answer queries.
    private static final class Dead extends ForwardingDatabase {
        Dead(Database database) {
            super(database);
        }

        @Override
        public Cursor cursor(String what, String sql, Object... parameters) {
            throw new DatabaseException(Kind.CLOSED, "the database is closed");
        }

        @Override
        public Rows rows(String what, String sql, int most, Object... parameters) {
            throw new DatabaseException(Kind.CLOSED, "the database is closed");
        }
    }

    /// Opens a cursor, and gives no row.
    private static final class Dying extends ForwardingDatabase {
        Dying(Database database) {
            super(database);
        }

        @Override
        public Cursor cursor(String what, String sql, Object... parameters) {
            var cursor = super.cursor(what, sql, parameters);
            cursor.close();
            return cursor;
        }

        @Override
        public Rows rows(String what, String sql, int most, Object... parameters) {
            try (var cursor = cursor(what, sql, parameters)) {
                cursor.next(most);
            }
            return super.rows(what, sql, most, parameters);
        }
    }

    /// Answers after a minute.
    private static final class Slow extends ForwardingDatabase {
        private final World world;

        Slow(Database database, World world) {
            super(database);
            this.world = world;
        }

        @Override
        public Cursor cursor(String what, String sql, Object... parameters) {
            world.sleep(Duration.ofMinutes(1));
            return super.cursor(what, sql, parameters);
        }

        @Override
        public Rows rows(String what, String sql, int most, Object... parameters) {
            world.sleep(Duration.ofMinutes(1));
            return super.rows(what, sql, most, parameters);
        }
    }
}
