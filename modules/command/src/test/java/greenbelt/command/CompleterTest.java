package greenbelt.command;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.command.Completer.Candidate;
import greenbelt.command.catalogue.Catalogue;
import greenbelt.simulator.Plan;
import greenbelt.simulator.Simulator;
import greenbelt.view.Page;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@DisplayName("Completion")
@TestInstance(Lifecycle.PER_CLASS)
class CompleterTest {
    private final Simulator simulator = Simulator.open(Plan.virtual(1));
    private final Interpreter interpreter =
            new Interpreter(
                    Catalogue.commands(), simulator, false, () -> Page.unicode(100), _ -> {});

    @BeforeAll
    void placeAnOrder() {
        interpreter.run("order place --user ada --item tea-pot");
    }

    @AfterAll
    void close() {
        simulator.close();
    }

    private List<String> words(String line) {
        return interpreter.completer().complete(line).stream().map(Candidate::value).toList();
    }

    @Test
    @DisplayName("offers commands, and the second words of those that have two")
    void offersCommands() {
        assertThat(words("")).contains("status", "order", "quit").doesNotHaveDuplicates();
        assertThat(words("st")).containsExactly("status", "stock", "streams", "state");
        assertThat(words("order ")).containsExactly("place", "show", "list", "cancel", "detail");
        assertThat(words("help order ")).contains("place");
    }

    @Test
    @DisplayName("offers options, those that can be given once only once")
    void offersOptions() {
        assertThat(words("order list --"))
                .containsExactly("--user", "--status", "--limit", "--at", "--watch", "--json");
        assertThat(words("order list --user ada --"))
                .containsExactly("--status", "--limit", "--at", "--watch", "--json");
        assertThat(words("order place --item UKULELE --")).contains("--item");
    }

    @Test
    @DisplayName("offers what there is of what an argument or an option takes")
    void offersWhatThereIs() {
        assertThat(words("order place --user gr")).containsExactly("greta");
        assertThat(words("order place --user ada --item UK")).containsExactly("UKULELE");
        assertThat(words("stock UK")).containsExactly("UKULELE");
        assertThat(words("order show ")).containsExactly("last", "order-1");
        assertThat(words("order list --status c")).containsExactly("confirmed", "cancelled");
        assertThat(words("mode ")).containsExactly("order->user", "order->inventory", "all");
        assertThat(words("mode all ")).containsExactly("sync", "async");
        assertThat(words("crash o")).containsExactly("order-1");
        assertThat(words("http P")).containsExactly("POST", "PUT", "PATCH");
        assertThat(words("http GET /u")).containsExactly("/users");
        assertThat(words("advance u")).containsExactly("until-idle");
        assertThat(words("trace ")).hasSizeGreaterThan(1).startsWith("last");
    }

    @Test
    @DisplayName("offers nothing behind a command that there is not, and where anything goes")
    void offersNothing() {
        assertThat(words("bogus ")).isEmpty();
        assertThat(words("load ")).isEmpty();
    }

    @Test
    @DisplayName("offers what was seen last while nobody answers")
    void offersWhatWasSeenLast() {
        try (var other = Simulator.open(Plan.virtual(2))) {
            var alone =
                    new Interpreter(
                            Catalogue.commands(), other, false, () -> Page.unicode(100), _ -> {});
            alone.run("crash gateway");

            assertThat(alone.completer().complete("users ad"))
                    .containsExactly(new Candidate("ada", "Ada Okafor, has 2,500.00"));
        }
    }

    @Test
    @DisplayName("says what each value is")
    void saysWhatEachValueIs() {
        assertThat(interpreter.completer().complete("order place --user ad"))
                .containsExactly(new Candidate("ada", "Ada Okafor, has 2,500.00"));
        assertThat(interpreter.completer().complete("stock TEA-P"))
                .containsExactly(new Candidate("TEA-POT", "Tea pot, 32.90"));
        assertThat(interpreter.completer().complete("mode order->us"))
                .containsExactly(new Candidate("order->user", "now sync"));
    }

    @Test
    @DisplayName("begins anew behind a semicolon, and offers filters behind a bar")
    void afterSigns() {
        assertThat(words("stock; order pl")).containsExactly("place");
        assertThat(words("stock | ")).containsExactly("count", "grep", "head", "tail");
        assertThat(words("stock | he")).containsExactly("head");
        assertThat(words("order place --deliver-to 'a;b' --us")).containsExactly("--user");
    }
}
