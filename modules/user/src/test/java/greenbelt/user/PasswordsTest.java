package greenbelt.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A stored password")
class PasswordsTest {
    private static final Passwords PASSWORDS = new Passwords(1_000);
    private static final byte[] SALT = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");

    @Test
    @DisplayName("matches the password it was made of, and no other")
    void matches() {
        var hash = PASSWORDS.hash("correct horse", SALT);
        assertThat(PASSWORDS.matches("correct horse", hash)).isTrue();
        assertThat(PASSWORDS.matches("correct horsf", hash)).isFalse();
        assertThat(hash).startsWith("pbkdf2-sha256$1000$").doesNotContain("horse");
    }

    @Test
    @DisplayName("keeps its own strength when new ones become stronger")
    void keepsItsStrength() {
        var hash = PASSWORDS.hash("correct horse", SALT);
        assertThat(new Passwords(2_000).matches("correct horse", hash)).isTrue();
    }

    @Test
    @DisplayName("differs with the salt")
    void isSalted() {
        assertThat(PASSWORDS.hash("correct horse", SALT))
                .isNotEqualTo(PASSWORDS.hash("correct horse", new byte[16]));
    }

    @Test
    @DisplayName("of nobody matches nothing")
    void decoyMatchesNothing() {
        assertThat(PASSWORDS.matches("", PASSWORDS.decoy())).isFalse();
        assertThat(PASSWORDS.decoy()).hasSameSizeAs(PASSWORDS.hash("anything", SALT));
    }

    @Test
    @DisplayName("of the starting town is `greenbelt`")
    void opensTheTown() {
        assertThat(PASSWORDS.matches("greenbelt", Town.PASSWORD_HASH)).isTrue();
    }
}
