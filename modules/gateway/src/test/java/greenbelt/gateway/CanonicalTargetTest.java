package greenbelt.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.gateway.hygiene.CanonicalTarget;
import greenbelt.gateway.verdict.Verdict.Passed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A target that is not canonical")
class CanonicalTargetTest {
    private final GatewayTown town = new GatewayTown();

    @AfterEach
    void close() {
        town.close();
    }

    @ParameterizedTest(name = "{0} → expected {1}, found {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "//users                | a path without empty segments | // or a / at its end",
                "/users/                | a path without empty segments | // or a / at its end",
                "/users//a              | a path without empty segments | // or a / at its end",
                "/users/..              | a path without dot segments | ..",
                "/users/../orders       | a path without dot segments | ..",
                "/./users               | a path without dot segments | .",
                "/users/.               | a path without dot segments | .",
                "/public/%2e%2e/users   | .. in the path | %2e%2e",
                "/users/%2E%2E/orders   | .. in the path | %2E%2E",
                "/users/.%2E            | .. in the path | .%2E",
                "/users/..%2forders     | a path without encoded separators and controls | %2F",
                "/users%2Fa             | a path without encoded separators and controls | %2F",
                "/users/a%5Cb           | a path without encoded separators and controls | %5C",
                "/users/a%5cb           | a path without encoded separators and controls | %5C",
                "/users/%252e%252e      | a path without encoded separators and controls | %25",
                "/users/a%25            | a path without encoded separators and controls | %25",
                "/users/a%3Bb           | a path without encoded separators and controls | %3B",
                "/users/a%0D%0Ab        | a path without encoded separators and controls | %0D",
                "/users/a%7F            | a path without encoded separators and controls | %7F",
                "/users/a%C2%85         | a path without encoded separators and controls | %85",
                "/users/a%00            | % in the path to begin a byte such as %C3 | %00",
                "/users/%               | % in the path to begin a byte such as %C3 | %",
                "/users/%4              | % in the path to begin a byte such as %C3 | %4",
                "/users/%zz             | % in the path to begin a byte such as %C3 | %zz",
                "/users/%u002e          | % in the path to begin a byte such as %C3 | %u0",
                "/users/%-1             | % in the path to begin a byte such as %C3 | %-1",
                "/users/%61             | a in the path | %61",
                "/users/%7Eada          | ~ada in the path | %7Eada",
                "/users/%c3%a4          | %C3%A4 in the path | %c3%a4",
                "/users/%C0%AE%C0%AE    | UTF-8 in the path | %C0%AE%C0%AE",
                "/users/%C0%AF          | UTF-8 in the path | %C0%AF",
                "/users/%E4             | UTF-8 in the path | %E4",
                "/users/%ED%A0%80       | UTF-8 in the path | %ED%A0%80",
                "/users/a;jsession=1    | only characters that a path may have | U+003B",
                "/users;/a              | only characters that a path may have | U+003B",
                "/users\\a              | only characters that a path may have | U+005C",
                "/users/a b             | only characters that a path may have | U+0020",
                "/users/a#b             | only characters that a path may have | U+0023",
                "/users/ä               | only characters that a path may have | U+00E4",
                "/users/\uFF0E\uFF0E    | only characters that a path may have | U+FF0E",
                "/users/\u2215a         | only characters that a path may have | U+2215",
                "/users/<a>             | only characters that a path may have | U+003C",
                "/users?a=%             | % in the query to begin a byte such as %C3 | %",
                "/users?a=%00           | % in the query to begin a byte such as %C3 | %00",
                "/users?a=%g1           | % in the query to begin a byte such as %C3 | %g1",
                "/users?a=b c           | only characters that a query may have | U+0020",
                "/users?a=b#c           | only characters that a query may have | U+0023",
                "/users?a=\\            | only characters that a query may have | U+005C",
                "/users?a=ä             | only characters that a query may have | U+00E4",
            })
    @DisplayName("is refused with 400 and reaches no service")
    void isRefused(String target, String expected, String found) {
        var answer = town.ask(town.get(target));

        assertThat(answer.text())
                .contains("Expected " + expected + ", found " + found + ".")
                .contains("\"status\":400");
        assertThat(town.received).isEmpty();
    }

    @ParameterizedTest(name = "U+{0}")
    @ValueSource(ints = {0, 1, 9, 10, 13, 31, 127, 0x85, 0x2028, 0xFEFF})
    @DisplayName("is refused for a control character, as it stands or in the query")
    void controlsAreRefused(int control) {
        var name = "a" + (char) control + "b";
        var found = "found U+%04X.".formatted(control);

        assertThat(town.ask(town.get("/users/" + name)).text()).contains(found);
        assertThat(town.ask(town.get("/users?" + name)).text()).contains(found);
        assertThat(town.received).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {2_049, 100_000})
    @DisplayName("is refused when it is too long")
    void isLimited(int length) {
        var path = "/" + "a".repeat(length - 1);

        assertThat(town.ask(town.get(path)).text())
                .contains("Expected a path of at most 2048 characters, found " + length);
        assertThat(town.ask(town.get("/users?" + "a".repeat(4_097))).text())
                .contains("Expected a query of at most 4096 characters, found 4097");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/",
                "/users/a",
                "/users/%C3%A4",
                "/users/a%20b",
                "/users/...",
                "/users/.a",
                "/users/a.b-c_d~e",
                "/users/a:b@c!$&'()*+,=",
                "/a/%F0%9F%8C%B3",
            })
    @DisplayName("is unlike one that is, which passes as it was sent")
    void canonicalPasses(String path) {
        assertThat(CanonicalTarget.judge(path, "a=b%20c&d=%2F..%2F;e?/"))
                .isEqualTo(new Passed<>(new CanonicalTarget(path, "a=b%20c&d=%2F..%2F;e?/")));
    }
}
