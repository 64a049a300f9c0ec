package greenbelt.database;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.world.VirtualWorld;
import greenbelt.world.World;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A database in memory")
class MemoryDatabaseTest extends DatabaseRules {
    @Override
    World newWorld() {
        return new VirtualWorld(7);
    }

    @Override
    Disk newDisk(World itsWorld) {
        return new MemoryDisk((VirtualWorld) itsWorld);
    }

    @Test
    @DisplayName("forgets at a crash what it was told was not durable")
    void whenCrashed() {
        database.whenCrashed(session -> session.update("delete from item where id > 'a'"));
        inTask(() -> put("a", 1) + put("b", 1));
        node.crash();
        start();
        assertThat(inTask(this::ids)).containsExactly("a");
    }

    @Test
    @DisplayName("shares nothing with a world beside it")
    void worldsSideBySide() {
        inTask(() -> put("a", 1));
        try (var otherWorld = new VirtualWorld(7);
                var otherDisk = new MemoryDisk(otherWorld)) {
            var other = otherDisk.open("inventory", SCHEMA);
            var rows = otherWorld.enter(otherWorld.start("x"), "dump", () -> Dump.of(other));
            assertThat(rows).isEqualTo(List.of("greenbelt_schema: inventory | 1"));
        }
    }
}
