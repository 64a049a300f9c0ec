package greenbelt.world;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The text of a failure")
class FailureTextTest {
    @Test
    @DisplayName("is its kind and what it says, without the package")
    void kindAndMessage() {
        assertThat(FailureText.of(new IllegalStateException("it is closed")))
                .isEqualTo("IllegalStateException: it is closed");
    }

    @Test
    @DisplayName("is its kind alone when it says nothing")
    void silent() {
        assertThat(FailureText.of(new IllegalStateException())).isEqualTo("IllegalStateException");
    }
}
