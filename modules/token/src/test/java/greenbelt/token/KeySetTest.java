package greenbelt.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A key set")
class KeySetTest {
    private static final String POINT = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

    private static String ed25519(String id, String more) {
        return "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"%s\",\"x\":\"%s\"%s}"
                .formatted(id, POINT, more);
    }

    private static String document(String keys) {
        return "{\"keys\":[" + keys + "]}";
    }

    @Test
    @DisplayName("passes over keys that do not verify Ed25519 signatures")
    void takesOnlyItsOwnKind() {
        var secret = "{\"kty\":\"oct\",\"kid\":\"s\",\"k\":\"AyM1SysPpbyDfgZld3umj1qzKObwVMko\"}";
        var forEncryption = ed25519("e", ",\"use\":\"enc\"");

        assertThat(KeySet.parse(document(secret + "," + forEncryption)).size()).isZero();
        assertThat(KeySet.parse(document(secret + "," + ed25519("a", ""))).size()).isOne();
    }

    @Test
    @DisplayName("refuses a document with one id for two keys")
    void refusesDuplicates() {
        var twice = document(ed25519("a", "") + "," + ed25519("a", ""));

        assertThatThrownBy(() -> KeySet.parse(twice)).hasMessageContaining("key id a twice");
    }

    @Test
    @DisplayName("refuses a document with too many keys")
    void isLimited() {
        var keys =
                IntStream.rangeClosed(0, KeySet.MAX_KEYS)
                        .mapToObj(number -> ed25519("k" + number, ""))
                        .collect(Collectors.joining(","));

        assertThatThrownBy(() -> KeySet.parse(document(keys)))
                .hasMessageContaining("expected at most 20 keys, found 21");
    }

    @Test
    @DisplayName("refuses what is no key set, saying so")
    void refusesOtherText() {
        assertThatThrownBy(() -> KeySet.parse("<html>"))
                .isInstanceOf(TokenException.class)
                .hasMessageContaining("could not read the key set");
    }
}
