package greenbelt.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The threat model")
class ThreatsTest {
    private static final Path MODULES = Path.of("..");
    private static final Pattern PROOF = Pattern.compile("`(\\w+)` \"([^\"]+)\" \\|$");
    private static final int LEAST_PROMISES = 20;

    /// A test that proves a promise.
    ///
    /// @param type the class it is in
    /// @param name what it says of it
    record Proof(String type, String name) {}

    static List<Proof> proofs() throws IOException {
        try (var lines = Files.lines(Path.of("THREATS.md"))) {
            return lines.flatMap(ThreatsTest::proof).toList();
        }
    }

    private static Stream<Proof> proof(String line) {
        var found = PROOF.matcher(line);
        return found.find() ? Stream.of(new Proof(found.group(1), found.group(2))) : Stream.empty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("proofs")
    @DisplayName("names a test that there is for each promise")
    void isProved(Proof proof) throws IOException {
        assertThat(source(proof.type())).contains(proof.name());
    }

    @Test
    @DisplayName("has a proof in every row that promises something")
    void everyRow() throws IOException {
        var text = Files.readString(Path.of("THREATS.md"));
        var promises =
                text.substring(text.indexOf("## Promised"), text.indexOf("## Not promised"))
                        .lines()
                        .filter(line ->
                                line.startsWith("| ") && !line.startsWith("| an attacker |"))
                        .toList();

        assertThat(promises).hasSameSizeAs(proofs()).hasSizeGreaterThanOrEqualTo(LEAST_PROMISES);
    }

    /// The words of a test class, long names joined.
    private static String source(String type) throws IOException {
        try (var files = Files.find(MODULES, 12, (path, _) -> path.endsWith(type + ".java"))) {
            var found = files.sorted().toList();
            assertThat(found).as(type).hasSize(1);
            return Files.readString(found.getFirst()).replaceAll("\"\\s*\\+\\s*\"", "");
        }
    }
}
