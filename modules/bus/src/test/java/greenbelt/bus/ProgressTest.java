package greenbelt.bus;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.bus.Progress.Mark;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The progress of a group in a partition")
class ProgressTest {
    private final Progress progress = new Progress(new Mark(10, 40));

    @Test
    @DisplayName("moves with each message that is done in order")
    void inOrder() {
        assertThat(progress.done(11, new Mark(11, 43))).contains(new Mark(11, 43));
        assertThat(progress.done(12, new Mark(12, 50))).contains(new Mark(12, 50));
    }

    @Test
    @DisplayName("waits for the message that is missing, then takes in those behind it")
    void outOfOrder() {
        assertThat(progress.done(14, new Mark(15, 60))).isEmpty();
        assertThat(progress.done(12, new Mark(13, 50))).isEmpty();
        assertThat(progress.mark()).isEqualTo(new Mark(10, 40));
        assertThat(progress.done(11, new Mark(11, 43))).isEqualTo(Optional.of(new Mark(15, 60)));
        assertThat(progress.mark()).isEqualTo(new Mark(15, 60));
    }
}
