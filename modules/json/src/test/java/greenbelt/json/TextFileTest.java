package greenbelt.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A text in a file")
class TextFileTest {
    @TempDir Path folder;

    @Test
    @DisplayName("is read in UTF-8")
    void read() throws IOException {
        var file = Files.writeString(folder.resolve("plan"), "order→user");

        assertThat(TextFile.read(file)).isEqualTo("order→user");
    }

    @Test
    @DisplayName("cannot be read when there is no such file")
    void missing() {
        var file = folder.resolve("nowhere.plan");

        refused(file, file + " cannot be read: there is no such file");
    }

    @Test
    @DisplayName("cannot be read from a folder")
    void ofFolder() {
        refused(folder, folder + " cannot be read: it is a folder");
    }

    @Test
    @DisplayName("cannot be read when it is not text")
    void binary() throws IOException {
        var file = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xFF});

        refused(file, file + " cannot be read: it is not text in UTF-8");
    }

    @Test
    @DisplayName("cannot be read when it is too long")
    void tooLong() throws IOException {
        var file = Files.write(folder.resolve("long"), new byte[TextFile.MAX_BYTES + 1]);

        refused(file, file + " cannot be read: expected at most 1048576 bytes, found 1048577");
    }

    private static void refused(Path file, String why) {
        assertThatThrownBy(() -> TextFile.read(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(why);
    }
}
