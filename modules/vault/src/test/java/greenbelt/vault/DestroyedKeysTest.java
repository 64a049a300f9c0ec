package greenbelt.vault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.database.Database;
import greenbelt.database.Durability;
import greenbelt.database.FileDisk;
import greenbelt.database.Schema;
import greenbelt.database.Session;
import greenbelt.world.LiveWorld;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A key that was destroyed")
class DestroyedKeysTest {
    private static final Schema SCHEMA = new Schema(1, Vault.TABLES);
    private static final UUID ADA = new UUID(0, 1);
    private static final UUID BELA = new UUID(0, 2);
    private static final int PIECE = 8;

    @TempDir Path folder;
    private final LiveWorld world = new LiveWorld();

    @AfterEach
    void end() {
        world.close();
    }

    /// A service that is up, with its vault.
    private record Up(World world, Node node, Database database, Vault vault) {
        <T> T run(Function<Vault, T> body) {
            return world.enter(node, "test", () -> body.apply(vault));
        }

        String secret(UUID person) {
            return run(_ -> database.read("look", session -> secret(session, person)));
        }

        private static String secret(Session session, UUID person) {
            return session.queryOne(
                            "select secret from personal_keys where person = ?",
                            row -> row.text("secret"),
                            person)
                    .orElseThrow();
        }

        void admit(UUID... people) {
            run(vault ->
                    database.write(
                            "admit",
                            session -> {
                                vault.admit(session, List.of(people));
                                return true;
                            }));
        }

        void forget(UUID person) {
            run(vault ->
                    database.write(
                            "forget",
                            session -> {
                                vault.forget(session, person);
                                return true;
                            }));
        }
    }

    private Up start() {
        var node = world.start("order-1");
        return world.enter(
                node,
                "start",
                () -> {
                    var database =
                            new FileDisk(world, folder, Durability.PROCESS).open("order", SCHEMA);
                    node.attach(database);
                    return new Up(world, node, database, Vault.open(world, database));
                });
    }

    /// Whether there is anything of this secret in the file: eight digits of it are enough, since pages may be compressed.
    private boolean isInTheFile(String secret) throws IOException {
        var file = Files.readString(folder.resolve("order.mv.db"), ISO_8859_1);
        return IntStream.rangeClosed(0, secret.length() - PIECE)
                .mapToObj(from -> secret.substring(from, from + PIECE))
                .anyMatch(file::contains);
    }

    @Test
    @DisplayName("is not in the file any more when the database was stopped; the other keys are")
    void leavesTheFile() throws IOException {
        var first = start();
        first.admit(ADA, BELA);
        var ofAda = first.secret(ADA);
        var ofBela = first.secret(BELA);
        first.node().stop();
        assertThat(isInTheFile(ofAda)).isTrue();
        assertThat(isInTheFile(ofBela)).isTrue();

        var second = start();
        second.forget(ADA);
        second.node().stop();

        assertThat(isInTheFile(ofAda)).isFalse();
        assertThat(isInTheFile(ofBela)).isTrue();
    }

    @Test
    @DisplayName("leaves the file also after a crash, when the database was stopped the next time")
    void leavesTheFileAfterACrash() throws IOException {
        var first = start();
        first.admit(ADA, BELA);
        var ofAda = first.secret(ADA);
        var ofBela = first.secret(BELA);
        first.forget(ADA);
        first.node().crash();

        start().node().stop();

        assertThat(isInTheFile(ofAda)).isFalse();
        assertThat(isInTheFile(ofBela)).isTrue();
    }
}
