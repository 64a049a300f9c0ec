package greenbelt.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A request")
class MessagesTest {
    @Test
    @DisplayName("keeps path and query apart, and together they are the target")
    void target() {
        var request = Request.get("/orders?after=1&limit=2?");

        assertThat(request.path()).isEqualTo("/orders");
        assertThat(request.query()).isEqualTo("after=1&limit=2?");
        assertThat(request.target()).isEqualTo("/orders?after=1&limit=2?");
        assertThat(Request.get("/").target()).isEqualTo("/");
    }

    @ParameterizedTest
    @DisplayName(
            "cannot be sent with a target that would end its first line, or mean something else elsewhere")
    @ValueSource(strings = {"", "x", "/a b", "/a\r\nhost: x", "/caf\u00e9", "/?a b", "/a#b"})
    void forgedTargets(String target) {
        assertThatThrownBy(() -> Request.get(target).sendable())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @DisplayName("takes no header value that would begin another header")
    @ValueSource(strings = {"a\r\nset-cookie: b", "a\nb", "a\u0000"})
    void forgedHeaders(String value) {
        assertThatThrownBy(() -> Request.get("/").with("x-one", value))
                .hasMessageStartingWith("the header x-one must be one line");
    }

    @ParameterizedTest
    @DisplayName("takes no header name that is none")
    @ValueSource(strings = {"", "a b", "a:", "a\n", "\u00e4"})
    void headerNames(String name) {
        assertThatThrownBy(() -> Request.get("/").with(name, "x"))
                .hasMessageStartingWith("not a header name");
    }
}
