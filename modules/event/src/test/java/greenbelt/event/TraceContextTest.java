package greenbelt.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A trace context")
class TraceContextTest {
    private static final TraceContext CONTEXT =
            new TraceContext("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", true);

    @Test
    @DisplayName("is read from the header it writes")
    void roundTrip() {
        assertThat(CONTEXT.traceparent())
                .isEqualTo("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        assertThat(TraceContext.parse(CONTEXT.traceparent())).hasValue(CONTEXT);
    }

    @Test
    @DisplayName("takes only the last flag, as the others have no meaning yet")
    void flags() {
        assertThat(TraceContext.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-fe"))
                .map(TraceContext::sampled)
                .hasValue(false);
    }

    @ParameterizedTest(name = "not from \"{0}\"")
    @DisplayName("is not read from a header that is not one of version 00")
    @ValueSource(
            strings = {
                "",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b716920333g-01",
                "00-0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0x",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-extra"
            })
    void invalid(String header) {
        assertThat(TraceContext.parse(header)).isEmpty();
    }

    @Test
    @DisplayName("refuses ids that are too short")
    void tooShort() {
        assertThatThrownBy(() -> new TraceContext("0af7", "b7ad6b7169203331", true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "expected 32 and 16 hex digits, not all zero, was 0af7 b7ad6b7169203331");
    }
}
