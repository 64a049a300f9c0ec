package greenbelt.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("YAML")
class YamlTest {
    record Plan(String name, int seeds, List<Duration> pauses) {}

    @Test
    @DisplayName("is read into the same types as JSON")
    void reads() {
        var text =
                """
                # a plan
                name: "1"
                seeds: 3
                pauses: [PT1S, PT2S]
                """;

        assertThat(Yaml.read(text, Plan.class))
                .isEqualTo(new Plan("1", 3, List.of(Duration.ofSeconds(1), Duration.ofSeconds(2))));
    }

    @Test
    @DisplayName("is as strict about types as JSON")
    void strict() {
        assertThatThrownBy(() -> Yaml.read("name: 1\nseeds: 1\npauses: []\n", Plan.class))
                .hasMessage("line 1: name: expected a text, found 1");
        assertThatThrownBy(() -> Yaml.read("name: a\nname: b\n", Plan.class))
                .isInstanceOf(JsonRejected.class);
    }

    record Garden(List<Bed> beds) {}

    record Bed(String plant, int rows) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    rows: two  | line 4: beds[1].rows: expected a whole number, found "two"
                    row: 2     | line 4: beds[1].row: expected one of the fields plant, rows; perhaps rows, found the unknown field "row"
                    rows:      | line 4: beds[1].rows: expected a whole number, found null
                    # nothing  | line 3: beds[1].rows: expected a whole number, found nothing
                    """)
    @DisplayName(
            "names the line of what is wrong, and of what is missing the line of what it belongs in")
    void namesTheLine(String fourth, String message) {
        var text = "beds:\n  - {plant: beans, rows: 1}\n  - plant: peas\n    " + fourth + "\n";

        assertThatThrownBy(() -> Yaml.read(text, Garden.class)).hasMessage(message);
    }

    @ParameterizedTest
    @DisplayName("is refused with aliases, tags, several documents, or broken syntax")
    @ValueSource(
            strings = {
                "name: &a x\nseeds: 1\npauses: *a\n",
                "name: *a\nseeds: 1\npauses: []\n",
                "name: !!str 1\nseeds: 1\npauses: []\n",
                "name: a\nseeds: 1\npauses: []\n---\nname: b\n",
                "name: [\n",
                "a: b: c",
                "seeds: .inf\n"
            })
    void refuses(String text) {
        assertThatThrownBy(() -> Yaml.read(text, Plan.class)).isInstanceOf(JsonRejected.class);
    }
}
