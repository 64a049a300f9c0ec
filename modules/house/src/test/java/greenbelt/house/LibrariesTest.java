package greenbelt.house;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.house.House.Room;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Third-party libraries")
class LibrariesTest {
    static List<Room> productRooms() {
        return House.productRooms();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("productRooms")
    @DisplayName("are used only in the room that is about them")
    void areUsedOnlyInTheirRoom(Room room) {
        assertThat(Libraries.violations(room.name(), House.classesIn(room.classes()))).isEmpty();
    }

    @Test
    @DisplayName("are caught outside their room")
    void areCaughtOutsideTheirRoom() {
        var facts = classWithField("org.h2.Driver");

        assertThat(Libraries.violations("order", List.of(facts)))
                .containsExactly("Fixture uses org.h2.Driver, which belongs in [database]");
        assertThat(Libraries.violations("database", List.of(facts))).isEmpty();
    }

    @Test
    @DisplayName("are caught when they have no room")
    void areCaughtWhenTheyHaveNoRoom() {
        var facts = classWithField("com.google.common.base.Joiner");

        assertThat(Libraries.violations("order", List.of(facts)))
                .containsExactly(
                        "Fixture uses com.google.common.base.Joiner, which is in no room:"
                                + " add it to the table in Libraries");
    }

    private static ClassFacts classWithField(String type) {
        return ClassFacts.of(
                ClassFile.of()
                        .build(
                                ClassDesc.of("Fixture"),
                                builder -> builder.withField("field", ClassDesc.of(type), 0)));
    }
}
