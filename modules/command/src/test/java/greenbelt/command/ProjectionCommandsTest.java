package greenbelt.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The commands about projections, in a virtual world,")
class ProjectionCommandsTest extends CommandsFixture {
    private boolean cancels;

    ProjectionCommandsTest() {
        super(7, 160);
    }

    @Override
    void progress(String line) {
        if (cancels) {
            interpreter.cancel();
        }
    }

    @Test
    @DisplayName("list each with its tables, mode, position, lag, state and dead letters")
    void list() {
        text("order place --user ada --item tea-pot");

        assertThat(text("projection list"))
                .containsPattern("order-detail +│? *v1 .*async .*running .*[0-9]+ .*0 .*200 .*0")
                .containsPattern("order-numbers +│? *v1 .*inline .*running .*[0-9]+ .*0 .*0")
                .contains("order-list", "sales", "timers", "user-history");
        assertThat(text("projection list --json"))
                .contains(
                        "{\"name\":\"order-list\",\"version\":1,\"reads\":true,\"mode\":\"ASYNC\",\"state\":\"RUNNING\"");
        assertThat(text("status")).contains("user-history");
    }

    @Test
    @DisplayName("build a read model anew, and switch to it")
    void rebuildAndSwitch() {
        text("load 20");

        assertThat(text("projection rebuild order-list"))
                .contains("order-list v2 is built from ")
                .endsWith("\nreaders see it after: projection switch order-list\n");
        assertThat(text("projection list")).contains("v2, next").contains("ready");
        assertThat(refusal("projection rebuild order-list"))
                .contains("order-list v2 is begun already");
        assertThat(text("projection switch order-list"))
                .contains("readers of order-list see v2 now, not v1");
        assertThat(text("projection rebuild sales --switch"))
                .contains("sales v2 is built", "readers of sales see v2 now")
                .doesNotContain("readers see it after");
        assertThat(text("projection rebuild order-numbers --switch"))
                .contains("order-numbers v2 is built", "readers of order-numbers see v2 now");
        assertThat(text("check")).doesNotContain("NO ");
    }

    @Test
    @DisplayName("cancel what is built, by a command or by Ctrl-C")
    void cancel() {
        text("load 20");
        text("projection rebuild order-list");
        assertThat(text("projection cancel order-list")).contains("order-list v2 is gone");
        assertThat(refusal("projection cancel order-list")).contains("nothing is being built");
        assertThat(refusal("projection switch order-list")).contains("nothing was built");

        cancels = true;
        text("fault add slow-database order --delay 2s");
        assertThat(refusal("projection rebuild order-list"))
                .contains("cancelled: order-list v3 is gone");
        cancels = false;
        text("fault clear");
        assertThat(text("projection list")).doesNotContain("next");
    }

    @Test
    @DisplayName("say which projections there are, and that the timers are no read model")
    void refuse() {
        assertThat(refusal("projection rebuild order-lits"))
                .contains("there is no projection \"order-lits\", did you mean \"order-list\"?");
        assertThat(refusal("projection rebuild timers")).contains("timers is no read model");
        assertThat(text("projection dead-letters sales")).isEqualTo("sales has no dead letters\n");
        assertThat(text("projection redrive sales"))
                .contains("sales has taken 0 dead letters again; left: 0");
    }

    @Test
    @DisplayName("show the details of an order, sales and the history of a user")
    void reports() {
        text("order place --user ada --item tea-pot --quantity 2");

        assertThat(text("order detail 1"))
                .contains("order-1 is confirmed", "credit set aside", "goods set aside");
        assertThat(text("sales --item tea-pot")).containsPattern("TEA-POT +.*2 +.*65.80");
        assertThat(text("history ada")).contains("confirmed", "pending");
    }
}
