package greenbelt.house;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.house.House.Room;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The initialiser of a class")
class InitialisersTest {
    @Test
    @DisplayName("does not wait, in no room and no test but the one that shows what comes of it")
    void doesNotWait() {
        var folders =
                House.rooms().stream()
                        .flatMap(room -> Stream.of(room.classes(), room.testClasses()));

        assertThat(Initialisers.thatWait(in(folders)))
                .singleElement()
                .asString()
                .startsWith("greenbelt/world/CarriersTest$Slow.<clinit>");
    }

    @Test
    @DisplayName("is caught when it waits: itself, in what it calls, in a lambda of its own")
    void isCaught(@TempDir Path folder) {
        var sources =
                List.of(
                        "class Fixture0 { static { new greenbelt.world.VirtualWorld(1).close(); } }",
                        "class Fixture1 { static final int N = n();"
                                + " static int n() { Fixture3.rest(null); return 1; } }",
                        "class Fixture2 { static final Runnable R ="
                                + " () -> greenbelt.simulator.Simulator.open(null); }",
                        "class Fixture3 { static final int N = 1;"
                                + " static void rest(greenbelt.world.World world)"
                                + " { world.rest(java.time.Duration.ZERO); } }");
        Snippets.ofSources(folder, sources);
        var folders =
                Stream.concat(House.productRooms().stream().map(Room::classes), Stream.of(folder));

        assertThat(Initialisers.thatWait(in(folders)))
                .satisfiesExactly(
                        way -> assertThat(way).startsWith("Fixture0.<clinit>"),
                        way -> assertThat(way).startsWith("Fixture1.<clinit>"),
                        way -> assertThat(way).startsWith("Fixture2.<clinit>"));
    }

    private static List<Path> in(Stream<Path> folders) {
        return folders.flatMap(folder -> House.files(folder, ".class").stream())
                .filter(file -> !file.endsWith("module-info.class"))
                .toList();
    }
}
