package greenbelt.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The progress of a group")
class ProgressTest {
    private final Progress progress = new Progress(10);

    @Test
    @DisplayName("moves with each message that is done in order")
    void inOrder() {
        assertThat(progress.done(11)).isEqualTo(OptionalLong.of(11));
        assertThat(progress.done(12)).isEqualTo(OptionalLong.of(12));
    }

    @Test
    @DisplayName("waits for the message that is missing, then takes in those behind it")
    void outOfOrder() {
        assertThat(progress.done(13)).isEmpty();
        assertThat(progress.done(12)).isEmpty();
        assertThat(progress.value()).isEqualTo(10);
        assertThat(progress.done(11)).isEqualTo(OptionalLong.of(13));
        assertThat(progress.value()).isEqualTo(13);
    }
}
