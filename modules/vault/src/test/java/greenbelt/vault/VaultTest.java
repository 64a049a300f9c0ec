package greenbelt.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.database.Database;
import greenbelt.database.Dump;
import greenbelt.database.MemoryDisk;
import greenbelt.database.Schema;
import greenbelt.database.Session;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A vault")
class VaultTest {
    private static final Schema SCHEMA = new Schema(1, Vault.TABLES);
    private static final UUID ADA = new UUID(0, 1);
    private static final UUID BELA = new UUID(0, 2);
    private static final String TEXT = "Ada Lovelace, 12 Mill Lane";
    private static final String PLACE = "order 1, deliverTo";

    private final VirtualWorld world = new VirtualWorld(7);
    private final MemoryDisk disk = new MemoryDisk(world);
    private final Node node = world.start("order-1");
    private final Database database = disk.open("order", SCHEMA);
    private final Vault vault = inTask(() -> Vault.open(world, database));

    @AfterEach
    void end() {
        world.close();
        disk.close();
    }

    private <T> T inTask(Supplier<T> body) {
        return world.enter(node, "test", body);
    }

    private Sealed seal(UUID person, String place, String text) {
        return inTask(() -> vault.seal(person, place, text)).orElseThrow();
    }

    private void forget(UUID person) {
        write(session -> vault.forget(session, person));
    }

    private void admit(UUID... people) {
        write(session -> vault.admit(session, List.of(people)));
    }

    private void write(Consumer<Session> work) {
        inTask(() ->
                database.write(
                        "test",
                        session -> {
                            work.accept(session);
                            return true;
                        }));
    }

    @BeforeEach
    void begin() {
        admit(ADA, BELA);
    }

    @Test
    @DisplayName("opens what it has sealed, for the same place")
    void opens() {
        var sealed = seal(ADA, PLACE, TEXT);

        assertThat(inTask(() -> vault.open(PLACE, sealed))).contains(TEXT);
    }

    @Test
    @DisplayName("gives each person one key, and each text a nonce of its own")
    void keys() {
        var first = seal(ADA, PLACE, TEXT);
        var second = seal(ADA, PLACE, TEXT);

        assertThat(second.key()).isEqualTo(first.key());
        assertThat(second.text()).isNotEqualTo(first.text());
        assertThat(seal(BELA, PLACE, TEXT).key()).isNotEqualTo(first.key());
        admit(ADA, BELA);
        assertThat(seal(ADA, PLACE, TEXT).key()).isEqualTo(first.key());
        assertThat(inTask(vault::remembered)).containsExactly(ADA, BELA);
    }

    @Test
    @DisplayName("opens nothing of a person who was forgotten, and goes on with the others")
    void forgets() {
        var adas = seal(ADA, PLACE, TEXT);
        var belas = seal(BELA, PLACE, TEXT);

        forget(ADA);

        assertThat(inTask(() -> vault.open(PLACE, adas))).isEmpty();
        assertThat(inTask(() -> vault.open(PLACE, belas))).contains(TEXT);
        assertThat(inTask(vault::remembered)).containsExactly(BELA);
    }

    @Test
    @DisplayName("gives no key to somebody who was forgotten, with or without a key before")
    void noKeyAgain() {
        var stranger = new UUID(0, 3);
        forget(ADA);
        forget(ADA);
        forget(stranger);

        admit(ADA, BELA, stranger);

        assertThat(inTask(() -> vault.seal(ADA, PLACE, TEXT))).isEmpty();
        assertThat(inTask(() -> vault.seal(stranger, PLACE, TEXT))).isEmpty();
        assertThat(inTask(vault::remembered)).containsExactly(BELA);
    }

    @Test
    @DisplayName("seals nothing of somebody who was never admitted")
    void strangers() {
        assertThat(inTask(() -> vault.seal(new UUID(0, 3), PLACE, TEXT))).isEmpty();
    }

    @Test
    @DisplayName("does not open what was changed, or what was sealed for another place")
    void changed() {
        var sealed = seal(ADA, PLACE, TEXT);
        var bytes = Base64.getDecoder().decode(sealed.text());
        bytes[bytes.length - 1] ^= 1;
        var changed = new Sealed(sealed.key(), Base64.getEncoder().encodeToString(bytes));
        var cut = new Sealed(sealed.key(), "AAAA");

        for (var bad : List.of(changed, cut)) {
            assertThatThrownBy(() -> inTask(() -> vault.open(PLACE, bad)))
                    .isInstanceOf(VaultException.class)
                    .hasMessageContaining("was changed, or belongs elsewhere");
        }
        assertThatThrownBy(() -> inTask(() -> vault.open("order 2, deliverTo", sealed)))
                .isInstanceOf(VaultException.class);
    }

    @Test
    @DisplayName("keeps its keys to itself: no dump shows one, and what is sealed shows no text")
    void showsNothing() {
        var sealed = seal(ADA, PLACE, TEXT);
        var secret = secrets().getFirst();

        assertThat(secret).hasSize(2 * Key.SECRET_BYTES);
        assertThat(dump())
                .contains("personal_keys: %s | %s | (secret)".formatted(ADA, sealed.key()))
                .noneMatch(line -> line.contains(secret));
        assertThat(sealed.toString()).doesNotContain("Ada", "Mill", secret);
        assertThat(new Key(sealed.key(), secret)).hasToString("key " + sealed.key());
        forget(ADA);
        assertThat(dump()).contains("personal_keys: %s | %s | -".formatted(ADA, sealed.key()));
    }

    private List<String> dump() {
        return inTask(() -> Dump.of(database));
    }

    private List<String> secrets() {
        return inTask(() ->
                database.read(
                        "look where only a test looks",
                        session ->
                                session.query(
                                        "select secret from personal_keys order by person",
                                        row -> row.text("secret"))));
    }

    @Test
    @DisplayName("seals the same in worlds of the same seed, and nothing alike in others")
    void repeats() {
        assertThat(sealedInWorld(11)).isEqualTo(sealedInWorld(11));
        assertThat(sealedInWorld(11).text()).isNotEqualTo(sealedInWorld(12).text());
    }

    private static Sealed sealedInWorld(long seed) {
        try (var world = new VirtualWorld(seed)) {
            var disk = new MemoryDisk(world);
            var database = disk.open("order", SCHEMA);
            var sealed =
                    world.enter(
                            world.start("order-1"),
                            "seal",
                            () -> {
                                var vault = Vault.open(world, database);
                                database.write(
                                        "admit",
                                        session -> {
                                            vault.admit(session, List.of(ADA));
                                            return true;
                                        });
                                return vault.seal(ADA, PLACE, TEXT);
                            });
            disk.close();
            return sealed.orElseThrow();
        }
    }
}
