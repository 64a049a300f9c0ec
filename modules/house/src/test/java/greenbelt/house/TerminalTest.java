package greenbelt.house;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The console, in a real terminal,")
class TerminalTest {
    private static final String PROMPT = "greenbelt>";
    private static final String PLACE = "order place --user ada --item tea-pot";

    @TempDir private Path folder;
    private Tmux terminal;

    @BeforeEach
    void open() throws InterruptedException {
        RunScript.mustBeBuilt();
        RunScript.mustHave("tmux");
        terminal =
                new Tmux(
                        folder,
                        100,
                        30,
                        "cd %s && GREENBELT_AOT=off ./run.sh --world virtual; echo ended; cat"
                                .formatted(House.ROOT.toAbsolutePath()));
        terminal.until(PROMPT);
    }

    @AfterEach
    void close() {
        if (terminal != null) {
            terminal.close();
        }
    }

    @Test
    @DisplayName(
            "says how a line goes on, completes an order by its number, and names the nearest right word")
    void typing() {
        terminal.type(PLACE).press("Enter").until("order-1 is confirmed");

        terminal.type("order sh").until(PROMPT + " order show").press("Right").type(" ");
        terminal.press("Tab").until("order-1", "last");
        terminal.press("C-c").type("sttaus").press("Enter").until("did you mean \"status\"?");
    }

    @Test
    @DisplayName("shows a trace that can be walked about in, and gives the screen back")
    void waterfall() {
        terminal.type(PLACE + "; trace last").press("Enter");

        terminal.until("q leave", "├ find known user", "gateway on gateway, server: POST /orders");
        terminal.press("Down", "Down", "Down").until("db.operation.name = find known user");
        terminal.press("Home", "Enter").until("[+").press("Right").untilGone("[+");
        terminal.press("q").untilGone("q leave").until(PROMPT);
    }

    @Test
    @DisplayName("draws top again when its size changes, also on a very small screen")
    void resize() {
        terminal.type("mode all async; " + PLACE + "; top")
                .press("Enter")
                .until("q leaves", "order→user async");

        terminal.resize(20, 5).until("top · every 1.00 s ·");
        terminal.resize(80, 24).until("┄bus┄▷", "order-list");
        terminal.press("C-c").until(PROMPT, "confirmed");
    }

    @Test
    @DisplayName("stops a load at Ctrl-C, and goes on with the next command")
    void cancel() {
        terminal.type("load 100000").press("Enter").until(" of 100000 orders");

        terminal.press("C-c").until("Cancelled.");
        terminal.type("users ada").press("Enter").until("Ada Okafor");
        terminal.press("C-d").until("ended");
    }

    @Test
    @DisplayName("shows a newcomer around, past what fills the screen")
    void tour() {
        terminal.type("tour").press("Enter").until("[1 of 5]", PLACE);
        terminal.type(PLACE).press("Enter").until("[2 of 5]", "trace last");
        terminal.type("trace last").press("Enter").until("q leave");
        terminal.press("q").until("[3 of 5]", "mode all async");
    }
}
