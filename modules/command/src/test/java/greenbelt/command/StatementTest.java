package greenbelt.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A line")
class StatementTest {
    @Test
    @DisplayName("holds several commands, each with its filters")
    void severalCommands() {
        assertThat(Statement.on(" traces;; stock | grep tea | head 3 ;"))
                .containsExactly(
                        new Statement("traces", List.of()),
                        new Statement("stock", List.of("grep tea", "head 3")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http POST /x '{\"a\": \"b;c | d\"}'",
                "shard query \"select a || 'x;y' from t\"",
                "shard query select a || b from t",
                "grep a\\;b",
                "alias a|b",
                "say 'no end; to this"
            })
    @DisplayName("is one command where signs are quoted, or mean something else")
    void oneCommand(String line) {
        assertThat(Statement.on(line)).containsExactly(new Statement(line, List.of()));
    }

    @Test
    @DisplayName("that ends in a bar has a filter without words")
    void barAtTheEnd() {
        assertThat(Statement.on("stock |")).containsExactly(new Statement("stock", List.of("")));
    }
}
