package greenbelt.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The words of the house")
class WordsTest {
    private static final Pattern MACHINE_PATH =
            Pattern.compile(
                    "(?<![\\w./$~}-])/(home|root|Users|work|tmp|var/folders)/[a-z][\\w.-]+");
    private static final Pattern LATER = Pattern.compile("\\b(TODO|FIXME|XXX)\\b");

    @Test
    @DisplayName("name no path of somebody's machine")
    void nameNoMachinePath() {
        assertThat(linesWith(MACHINE_PATH, everythingWritten())).isEmpty();
    }

    @Test
    @DisplayName("put nothing off")
    void putNothingOff() {
        assertThat(linesWith(LATER, sources().filter(file -> !isThis(file)))).isEmpty();
    }

    @Test
    @DisplayName("are searched with patterns that can match")
    void areSearchedWithPatternsThatCanMatch() {
        assertThat("see /home/ada/greenbelt").containsPattern(MACHINE_PATH);
        assertThat("=/tmp/greenbelt").containsPattern(MACHINE_PATH);
        assertThat("GET /users/ada, /Users/1 and ~/work/x").doesNotContainPattern(MACHINE_PATH);
        assertThat("// TODO later").containsPattern(LATER);
    }

    private static Stream<Path> everythingWritten() {
        var top =
                Stream.of("README.md", "run.sh", "pom.xml", ".ci/run")
                        .map(House.ROOT::resolve)
                        .filter(Files::exists);
        var folders =
                Stream.of("docs", "lab-scenarios", "notebooks")
                        .flatMap(folder -> House.files(House.ROOT.resolve(folder), "").stream());
        var rooms =
                House.rooms().stream()
                        .flatMap(room ->
                                Stream.of("README.md", "pom.xml")
                                        .map(room.folder()::resolve)
                                        .filter(Files::exists));
        return Stream.of(top, folders, rooms, sources().filter(file -> !isThis(file)))
                .flatMap(files -> files);
    }

    private static Stream<Path> sources() {
        return House.rooms().stream()
                .flatMap(room -> House.files(room.folder().resolve("src"), ".java").stream());
    }

    private static boolean isThis(Path file) {
        return file.endsWith("WordsTest.java");
    }

    private static List<String> linesWith(Pattern pattern, Stream<Path> files) {
        var found = new ArrayList<String>();
        files.forEach(file -> {
            int number = 0;
            for (var line : House.text(file).lines().toList()) {
                number++;
                if (pattern.matcher(line).find()) {
                    found.add(House.ROOT.relativize(file) + ":" + number + ": " + line);
                }
            }
        });
        return found;
    }
}
