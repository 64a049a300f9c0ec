package greenbelt.house;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.house.House.Room;
import java.lang.module.ModuleDescriptor;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The floor plan")
class FloorsTest {
    private static final Pattern MODULE = Pattern.compile("<module>modules/(.+)</module>");

    static List<Room> productRooms() {
        return House.productRooms();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("productRooms")
    @DisplayName("lets a room require only rooms of lower floors, and export only itself")
    void roomsRequireOnlyLowerFloors(Room room) {
        assertThat(FloorRule.faults(room.name(), room.descriptor())).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("productRooms")
    @DisplayName("has a door plate on every room: a sentence, and @NullMarked")
    void everyRoomHasADoorPlate(Room room) {
        var plate = House.text(room.folder().resolve("src/main/java/module-info.java"));

        assertThat(plate)
                .matches(Pattern.compile("/// [A-Z`].+\\.\n.*", Pattern.DOTALL))
                .contains("@org.jspecify.annotations.NullMarked\n");
    }

    @Test
    @DisplayName("lists every room in the root pom, and house last, when all else is compiled")
    void rootPomListsEveryRoom() {
        var listed =
                MODULE.matcher(House.text(House.ROOT.resolve("pom.xml")))
                        .results()
                        .map(found -> found.group(1))
                        .toList();

        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(
                        House.rooms().stream().map(Room::name).toList())
                .endsWith("house");
    }

    @Test
    @DisplayName("catches a room that requires its own floor or a higher one")
    void catchesARequirementUpward() {
        var descriptor =
                ModuleDescriptor.newModule("greenbelt.order")
                        .requires("greenbelt.bus")
                        .requires("greenbelt.simulator")
                        .requires("greenbelt.user")
                        .build();

        assertThat(FloorRule.faults("order", descriptor))
                .containsExactly(
                        "order (floor 3) requires simulator (floor 4)",
                        "order (floor 3) requires user (floor 3)");
    }

    @Test
    @DisplayName("catches a room that is not in the table, is open, or is named otherwise")
    void catchesARoomThatIsNotInTheTable() {
        var descriptor = ModuleDescriptor.newOpenModule("greenbelt.shed").build();

        assertThat(FloorRule.faults("cellar", descriptor))
                .containsExactly(
                        "cellar is named greenbelt.shed, not greenbelt.cellar",
                        "cellar is an open module",
                        "cellar stands on no floor: add it to the table in Floors");
    }

    @Test
    @DisplayName("catches a room that exports another package")
    void catchesAForeignExport() {
        var descriptor =
                ModuleDescriptor.newModule("greenbelt.bus").exports("greenbelt.bus.inner").build();

        assertThat(FloorRule.faults("bus", descriptor))
                .containsExactly("bus exports greenbelt.bus.inner, not only greenbelt.bus");
    }

    @Test
    @DisplayName("lets a suite export packages of its own, and no others")
    void exportsOfASuite() {
        var descriptor =
                ModuleDescriptor.newModule("greenbelt.shard")
                        .exports("greenbelt.shard.map")
                        .exports("greenbelt.shardmap")
                        .build();

        assertThat(FloorRule.faults("shard", descriptor))
                .containsExactly("shard exports greenbelt.shardmap, not only greenbelt.shard");
    }

    @Test
    @DisplayName("lets a room show another package to the room that writes JSON, and to no other")
    void exportsForJson() {
        var descriptor =
                ModuleDescriptor.newModule("greenbelt.bus")
                        .exports("greenbelt.bus.inner", Set.of("greenbelt.json"))
                        .exports("greenbelt.bus.other", Set.of("greenbelt.json", "greenbelt.disk"))
                        .build();

        assertThat(FloorRule.faults("bus", descriptor))
                .containsExactly("bus exports greenbelt.bus.other, not only greenbelt.bus");
    }
}
