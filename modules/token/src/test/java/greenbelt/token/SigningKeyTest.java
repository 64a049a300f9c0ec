package greenbelt.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A signing key")
class SigningKeyTest {
    /// RFC 8032, 7.1, test 1.
    private static final String SECRET =
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

    private static final String PUBLIC =
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    @Test
    @DisplayName("has the public half that the RFC computes from the same secret")
    void followsTheRfc() {
        var point = HexFormat.of().parseHex(PUBLIC);

        assertThat(SigningKey.of(HexFormat.of().parseHex(SECRET)).publicKeys())
                .contains(Base64.getUrlEncoder().withoutPadding().encodeToString(point));
    }

    @Test
    @DisplayName("publishes its public half only, under its thumbprint")
    void publishesNoSecret() {
        // RFC 8037, A.3 gives the thumbprint of this very key.
        assertThat(SigningKey.of(HexFormat.of().parseHex(SECRET)).publicKeys())
                .contains("\"kid\":\"kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k\"")
                .doesNotContain("\"d\"");
    }

    @Test
    @DisplayName("needs exactly 32 secret bytes")
    void needsItsSecret() {
        assertThatThrownBy(() -> SigningKey.of(new byte[31]))
                .hasMessage("secret must be 32 bytes, was 31");
    }
}
