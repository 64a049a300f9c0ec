package greenbelt.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The command schema check")
class SchemaCommandTest extends CommandsFixture {
    SchemaCommandTest() {
        super(7, 160);
    }

    @Test
    @DisplayName(
            "shows each type in each version, how many events there are of it, and where the first is")
    void showsEachShape() {
        text("order place --user ada --item tea-pot");

        assertThat(text("schema check"))
                .startsWith("every event can be read (6)\n")
                .containsPattern("type +version +events +first position +upcasts +readable")
                .containsPattern("CreditRequested +1 +1 +2 +0 +yes")
                .containsPattern("OrderPlaced +4 +1 +1 +0 +yes");
    }

    @Test
    @DisplayName("says the same as JSON")
    void saysTheSameAsJson() {
        text("order place --user ada --item tea-pot");

        assertThat(text("schema check --json"))
                .startsWith("{\"events\":6,\"shapes\":[")
                .contains(
                        "{\"type\":\"OrderPlaced\",\"version\":4,\"count\":1,\"firstPosition\":1,"
                                + "\"unreadable\":0,\"upcasts\":0}")
                .contains("\"unreadableCount\":0");
    }
}
