package greenbelt.eventstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.database.Database;
import greenbelt.database.DatabaseException;
import greenbelt.database.DatabaseException.Kind;
import greenbelt.database.Durability;
import greenbelt.database.FileDisk;
import greenbelt.database.Schema;
import greenbelt.world.LiveWorld;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A file with the tables of an older event store")
class OldSchemaTest {
    /// Before streams could be archived.
    private static final Schema OLD =
            new Schema(
                    1,
                    List.of(
                            """
                            create table event (
                                position bigint primary key,
                                stream varchar(100) not null,
                                version bigint not null,
                                id varchar(100) not null)\
                            """));

    @TempDir Path folder;

    @Test
    @DisplayName("is refused with the versions found and expected, and keeps what it has")
    void refused() {
        in(
                OLD,
                disk ->
                        disk.write(
                                "append",
                                session ->
                                        session.update(
                                                "insert into event values (1, 'order-1', 1, 'a')")));

        assertThatThrownBy(() -> in(JdbcEventStore.SCHEMA, database -> database))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(Kind.INCOMPATIBLE))
                .hasMessageContaining("events.mv.db holds version 1 of the tables of events")
                .hasMessageContaining("expected version " + JdbcEventStore.SCHEMA.version());

        var ids =
                in(
                        OLD,
                        database ->
                                database.read(
                                        "ids",
                                        session ->
                                                session.query(
                                                        "select id from event order by position",
                                                        row -> row.text("id"))));
        assertThat(ids).containsExactly("a");
    }

    private <T> T in(Schema schema, Function<Database, T> work) {
        try (var world = new LiveWorld()) {
            var node = world.start("order");
            var disk = new FileDisk(world, folder, Durability.PROCESS);
            return world.enter(
                    node,
                    "test",
                    () -> {
                        var database = disk.open("events", schema);
                        node.attach(database);
                        return work.apply(database);
                    });
        }
    }
}
