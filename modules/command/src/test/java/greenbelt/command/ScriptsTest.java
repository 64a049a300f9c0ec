package greenbelt.command;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.command.catalogue.Catalogue;
import greenbelt.view.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Several commands")
class ScriptsTest extends CommandsFixture {
    @TempDir private Path folder;

    ScriptsTest() {
        super(7, 120);
    }

    @Test
    @DisplayName("on one line are carried out up to the first that is refused")
    void onOneLine() {
        var outcome = run("mode all async; sttaus; mode all sync");

        assertThat(outcome.text())
                .contains("order→user       async")
                .endsWith("there is no command \"sttaus\", did you mean \"status\"?\n");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(text("mode")).contains("async").doesNotContain(" sync");
    }

    @Test
    @DisplayName("in a file are carried out, and the first that is refused is named by its line")
    void inAFile() throws IOException {
        var file =
                Files.writeString(
                        folder.resolve("experiment"),
                        "# first\nmode all async\n\nmode all snyc\nmode\n");

        assertThat(refusalAfterText("source " + file))
                .contains("order→user       async")
                .endsWith(
                        file
                                + ":4: MODE must be sync or async, found \"snyc\", did you mean \"sync\"?\n");
    }

    private String refusalAfterText(String line) {
        var outcome = run(line);
        assertThat(outcome.refused()).isTrue();
        return outcome.text();
    }

    @Test
    @DisplayName("in a file that names itself end with a sentence")
    void inAFileThatNamesItself() throws IOException {
        var file = folder.resolve("loop");
        Files.writeString(file, "source " + file);

        assertThat(refusalAfterText("source " + file))
                .contains("files name each other more than 8 deep");
    }

    @Test
    @DisplayName("in a file that is not there, or is no text, are refused")
    void inNoFile() throws IOException {
        var binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xC3, 0x28});

        assertThat(refusal("source nowhere.txt"))
                .isEqualTo(
                        "expected a file of commands, found none that can be read: nowhere.txt\n");
        assertThat(refusal("source " + binary)).isEqualTo(binary + " is not text in UTF-8\n");
    }

    @Test
    @DisplayName("have a short name, which is kept in a file")
    void haveAShortName() {
        var file = folder.resolve("aliases");
        var first = interpreter(file);

        first.run("alias few stock --limit 2");
        assertThat(first.run("few | count").text()).isEqualTo("2\n");
        assertThat(first.run("alias stock users").text())
                .isEqualTo("\"stock\" is a command; choose another name\n");
        assertThat(first.run("alias 'a b' users").exitCode()).isEqualTo(2);
        assertThat(interpreter(file).run("few | count").text()).isEqualTo("2\n");

        first.run("unalias few");
        assertThat(interpreter(file).run("few").text()).startsWith("there is no command \"few\"");
        assertThat(first.run("unalias few").text()).isEqualTo("there is no alias \"few\"\n");
    }

    @Test
    @DisplayName("that stand for each other are written out once")
    void circle() {
        var circle = interpreter(folder.resolve("circle"));
        circle.run("alias ping pong");
        circle.run("alias pong ping");

        assertThat(circle.run("ping").text()).startsWith("there is no command \"ping\"");
    }

    private Interpreter interpreter(Path aliases) {
        return new Interpreter(
                Catalogue.commands(new Aliases(aliases)),
                simulator,
                false,
                () -> Page.unicode(120),
                _ -> {});
    }
}
