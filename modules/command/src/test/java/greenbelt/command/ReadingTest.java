package greenbelt.command;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.command.Reading.Hint;
import greenbelt.command.Reading.Mark;
import greenbelt.command.catalogue.Catalogue;
import greenbelt.view.Tone;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A line that is being typed")
class ReadingTest {
    private final Reading reading = new Reading(Catalogue.commands());

    @Test
    @DisplayName("shows which words are known, and a command that is not")
    void marks() {
        assertThat(reading.marks("order place --user ada"))
                .containsExactly(
                        new Mark(0, 5, Tone.GOOD),
                        new Mark(6, 11, Tone.GOOD),
                        new Mark(12, 18, Tone.SYNC));
        assertThat(reading.marks("sttaus ")).containsExactly(new Mark(0, 6, Tone.BAD));
        assertThat(reading.marks("sta")).containsExactly(new Mark(0, 3, Tone.GOOD));
    }

    @Test
    @DisplayName("is said how it goes on when there is one way only")
    void certainHint() {
        assertThat(reading.hint("order pl")).contains(new Hint("ace", true));
        assertThat(reading.hint("stock; order pl")).contains(new Hint("ace", true));
        assertThat(reading.hint("order ")).isEmpty();
        assertThat(reading.hint("stock | gr")).isEmpty();
    }

    @Test
    @DisplayName("is said what its command takes")
    void whatItTakes() {
        assertThat(reading.hint("crash ")).contains(new Hint("NODE", false));
    }
}
