package greenbelt.command;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.command.catalogue.Catalogue;
import greenbelt.command.catalogue.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The reference of the commands")
class ReferenceTest {
    private static final Path PAGE = Path.of("../../docs/commands.md");
    private static final Path NEXT = Path.of("target/commands.md");

    @Test
    @DisplayName("is what the commands declare")
    void isWhatTheCommandsDeclare() throws IOException {
        var page = Reference.page(Catalogue.commands());
        Files.writeString(NEXT, page);

        assertThat(Files.readString(PAGE))
                .as("docs/commands.md; as it should be: modules/command/target/commands.md")
                .isEqualTo(page);
    }
}
