package greenbelt.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The length of a text in UTF-8")
class Utf8Test {
    @ParameterizedTest
    @ValueSource(
            strings = {"", "order-1", "Größe", "€", "世界", "\ud83d\ude00 a\u007f\u0080\u07ff\u0800"})
    @DisplayName("is that of the bytes it becomes")
    void bytes(String text) {
        assertThat(Utf8.bytes(text)).isEqualTo(text.getBytes(UTF_8).length);
    }

    @Test
    @DisplayName("is two for half a pair, which cannot be said")
    void half() {
        assertThat(Utf8.bytes("\ud800")).isEqualTo(2);
    }

    @Test
    @DisplayName("is more than a bound only beyond it")
    void isLonger() {
        assertThat(Utf8.isLonger("€€", 6)).isFalse();
        assertThat(Utf8.isLonger("€€", 5)).isTrue();
        assertThat(Utf8.isLonger("aa", 2)).isFalse();
        assertThat(Utf8.isLonger("aa", 1)).isTrue();
        assertThat(Utf8.isLonger("", 0)).isFalse();
    }
}
